import Foundation
import LiveClient
import LiveCore
import TestSupport
import Testing

/// The client against a real server.
@Suite(.blocking) struct LiveClientTests {
    private let post = PostID(rawValue: "42")!

    private func endpoint(_ url: String) throws -> Endpoint { try #require(Endpoint(url: url, userAgent: "test")) }

    @Test func postsOnceAndReadsBack() throws {
        let server = try ServerProcess()
        let client = LiveClient(try endpoint(server.url))
        let comment = try NewComment(author: "ada", authorName: "Ada", content: "hi\n\u{1F600} \u{202E}")
        let key = IdempotencyKey()
        let first = try client.post(comment, to: post, key: key)
        #expect(try client.post(comment, to: post, key: key).id == first.id)
        let page = try client.page(PageQuery(post: post))
        #expect(page.comments.map(\.id) == [first.id])
        #expect(page.comments.map(\.content) == [comment.content])
        #expect(first.timestamp == first.id.milliseconds)
        #expect(!first.isHeld)
        #expect(try client.comment(first.id, in: post) == page.comments.first)
        let status = try client.status(of: post)
        #expect(status.commentCount == 1 && status.lastCommentID == first.id && status.state == PostState())
        let missing = #expect(throws: ClientError.self) { try client.comment(.max, in: post) }
        guard case .refused(let problem) = missing else {
            Issue.record("\(String(describing: missing))")
            return
        }
        #expect(problem.code == "comment_not_found")
    }

    @Test func saysWhyTheServerRefused() throws {
        let server = try ServerProcess(["--rate-author", "1:1"])
        let client = LiveClient(try endpoint(server.url))
        let comment = try NewComment(author: "ada", content: "hi")
        _ = try client.post(comment, to: post, key: IdempotencyKey())
        let error = #expect(throws: ClientError.self) { try client.post(comment, to: post, key: IdempotencyKey()) }
        guard case .refused(let problem) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problem.code == "rate_limited")
        #expect(error?.isRetryable == true)
        #expect(error?.retryAfter == .seconds(1))
    }

    @Test func tellsAnotherServerFromOurs() throws {
        let other = try FakeStream("<html>", head: "HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\n")
        #expect(throws: ClientError.unexpected("the server answered with status 404 and no problem; is it an lcd?")) {
            try LiveClient(endpoint(other.url)).page(PageQuery(post: post))
        }
        let broken = try FakeStream("<html>", head: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n")
        #expect(throws: ClientError.self) { try LiveClient(endpoint(broken.url)).page(PageQuery(post: post)) }
    }

    @Test func streamsFollowThroughRestarts() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        var server = try ServerProcess(data: data)
        let port = server.port
        let client = LiveClient(try endpoint(server.url))
        let streams = EventStreams(try endpoint(server.url), posts: [(post, .history(0))])
        var seen: [EventID] = []
        var posted: [EventID] = []
        func say() throws {
            let comment = try NewComment(author: "ada", content: "\(posted.count)")
            posted.append(try client.post(comment, to: post, key: IdempotencyKey()).id)
        }
        let deadline = ContinuousClock.now + .seconds(60)
        try streams.run { notice in
            switch notice {
            case .connected: try say()
            case .events(_, let messages):
                seen += messages.compactMap { EventID($0.lastEventID) }
                if posted.count == 3 { return .stop }
                server.kill()
            case .away: server = try ServerProcess(data: data, port: port)
            case .awake: return .now < deadline ? .goOnUntil(deadline) : .stop
            }
            return .goOn
        }
        #expect(seen == posted)
        #expect(posted.count == 3)
    }

    /// A word now and then is enough, however short; none for too long is not.
    @Test func aStreamIsBrokenWhenNothingIsHeardForTooLong() throws {
        let other = try FakeStream(Array(repeating: ":\n", count: 10), every: .milliseconds(200))
        let streams = EventStreams(
            try endpoint(other.url), posts: [(post, .history(0))], silence: .milliseconds(1_000))
        let begun = ContinuousClock.now
        var (away, stood): (ClientError?, Duration?)
        try streams.run { notice in
            guard case .away(_, let error, _) = notice else { return .goOn }
            (away, stood) = (error, .now - begun)
            return .stop
        }
        #expect(away == .unreachable("\(other.url): nothing was heard for 1.0 s"))
        #expect(try #require(stood) > .milliseconds(2_800))
    }

    @Test func failsAtOnceWhereNobodyListens() throws {
        let streams = EventStreams(try endpoint("http://127.0.0.1:1"), posts: [(post, .history(0))])
        #expect(throws: ClientError.self) { try streams.run { _ in .goOn } }
    }
}
