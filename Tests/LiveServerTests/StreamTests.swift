import Foundation
import LiveCore
import TestSupport
import Testing

/// The stream as a viewer sees it.
@Suite(.blocking) struct StreamTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private func stream(_ query: String = "", lastEventID: String? = nil) throws -> TestStream {
        try TestStream(port: server.port, post: "p", query: query, lastEventID: lastEventID)
    }

    private func ids(_ stream: TestStream, _ count: Int) throws -> [EventID] {
        try (0..<count).map { _ in
            let message = try #require(try stream.next())
            #expect(message.event == "comment")
            return try #require(EventID(message.lastEventID))
        }
    }

    @Test func theFirstFrameIsRetry() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n")
        let head = try socket.responseHead()
        #expect(head.status == 200 && head.headers["content-type"] == "text/event-stream")
        #expect(head.headers["cache-control"] == "no-store" && head.headers["content-length"] == nil)
        #expect(try socket.receive(through: "\n\n") == "retry: 2000\n\n")
    }

    @Test func aCommentIsAFrameWithItsIdAndItem() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try socket.responseHead()
        let id = try server.postAccepted("two\nlines \u{2028} \u{1F600}")
        let comment = try #require(try server.page().comments.first)
        let text = try socket.receive(through: "\"author_id\":\"ann\"}\n\n")
        var writer = JSONWriter()
        writer.item(comment, namesPost: true)
        let data = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.hasPrefix("retry: 2000\n\n"))
        #expect(text.hasSuffix("\n\nid: \(id)\nevent: comment\ndata: \(data)\n\n"))
    }

    @Test func withoutAPositionItStartsLive() throws {
        _ = try server.postAccepted("before")
        let stream = try stream()
        let id = try server.postAccepted("after")
        #expect(try ids(stream, 1) == [id])
    }

    @Test func aCursorIsReplayedFromHoweverOld() throws {
        let before = try (0..<5).map { try server.postAccepted("\($0)") }
        let streams = [try stream("&cursor=0"), try stream("&cursor=\(before[2])"), try stream("&cursor=\(before[4])")]
        let after = try server.postAccepted("live")
        #expect(try ids(streams[0], 6) == before + [after])
        #expect(try ids(streams[1], 3) == before[3...] + [after])
        #expect(try ids(streams[2], 1) == [after])
    }

    @Test func historyComesFirst() throws {
        let before = try (0..<5).map { try server.postAccepted("\($0)") }
        let streams = [try stream("&history=2"), try stream("&history=0"), try stream("&history=500")]
        let after = try server.postAccepted("live")
        #expect(try ids(streams[0], 3) == before[3...] + [after])
        #expect(try ids(streams[1], 1) == [after])
        #expect(try ids(streams[2], 6) == before + [after])
    }

    @Test func lastEventIDWinsOverCursorWinsOverHistory() throws {
        let before = try (0..<5).map { try server.postAccepted("\($0)") }
        #expect(try ids(stream("&cursor=\(before[2])&history=5"), 2) == Array(before[3...]))
        #expect(try ids(stream("&cursor=0&history=5", lastEventID: "\(before[3])"), 1) == [before[4]])
        #expect(try ids(stream("&history=5", lastEventID: "0"), 5) == before)
    }

    /// An EventSource would stop for good at an error.
    @Test func aLastEventIDThatIsNoneGivesAGap() throws {
        let last = try server.postAccepted("missed")
        for text in ["x", "-1", "9007199254740992", "1,2", "opaque:position"] {
            let stream = try stream("&cursor=0", lastEventID: text)
            let gap = try #require(try stream.next())
            #expect(gap.event == "gap" && gap.lastEventID == "\(last)", "\(text)")
            let data = "{\"video_id\":\"p\",\"after\":0,\"before\":\(last.successor),\"reason\":\"unknown_position\"}"
            #expect(String(decoding: gap.data, as: UTF8.self) == data, "\(text)")
        }
        let empty = try stream("&cursor=0", lastEventID: "")
        #expect(try ids(empty, 1) == [last])
    }

    @Test func aPositionInTheFutureCountsAsNow() throws {
        _ = try server.postAccepted("before")
        let streams = [
            try stream("&cursor=\(EventID.max)"), try stream(lastEventID: "\(EventID.max)"),
        ]
        let after = try server.postAccepted("after")
        for stream in streams { #expect(try ids(stream, 1) == [after]) }
    }

    @Test func aConnectionAlreadyInUseMayTurnIntoAStream() throws {
        let socket = try TestSocket(port: server.port)
        #expect(try socket.request("GET", "/healthz").status == 200)
        #expect(try socket.request("POST", "/comments/p", json: newComment("first")).status == 201)
        try socket.send("GET /stream/comments?postId=p&history=1 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try socket.responseHead().status == 200)
        _ = try server.postAccepted("second")
        #expect(try socket.receive(through: "second").contains("\"first\""))
    }

    @Test func aStreamRequestMayFollowOthersAtOnce() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send(
            postRequest("/comments/p", body: newComment("first"))
                + Array("GET /stream/comments?postId=p&cursor=0 HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        #expect(try socket.response().status == 201)
        #expect(try socket.responseHead().status == 200)
        _ = try socket.receive(through: "\"first\"")
    }

    @Test func whatAViewerSaysIsNotHeard() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send(
            Array("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
                + postRequest("/comments/p", body: newComment("smuggled")))
        #expect(try socket.responseHead().status == 200)
        try socket.send(postRequest("/comments/p", body: newComment("smuggled")))
        let id = try server.postAccepted("heard")
        _ = try socket.receive(through: "\(id)")
        #expect(try server.contents() == ["heard"])
    }

    @Test func aStreamRequestWithABodyIsAStreamToo() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
        try socket.send("cde")
        #expect(try socket.responseHead().status == 200)
    }

    @Test func aViewerThatLeavesIsNoticed() throws {
        func viewers() throws -> String { try server.ask("GET", "/posts/p").text }
        do {
            let streams = try (0..<3).map { _ in try stream() }
            #expect(try viewers().contains("\"viewers\":3"))
            withExtendedLifetime(streams) {}
        }
        try wait("nobody left") { try viewers().contains("\"viewers\":0") }
        let halfClosed = try TestSocket(port: server.port)
        try halfClosed.send("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try halfClosed.responseHead().status == 200)
        halfClosed.finishSending()
        _ = try halfClosed.receiveAll()
        try wait("nobody left") { try viewers().contains("\"viewers\":0") }
    }

    @Test func postsDoNotMix() throws {
        let (one, other) = (try stream(), try TestStream(port: server.port, post: "q"))
        let first = try server.postAccepted("to p")
        let second = try server.postAccepted("to q", to: "q")
        #expect(try ids(one, 1) == [first])
        #expect(try ids(other, 1) == [second])
    }

    /// The test posts as fast as it can, so what is withheld depends on the machine; that it adds up does not.
    @Test func aRateIsKeptAndWhatIsWithheldAddsUp() throws {
        let count = 300
        let ids = try (0..<count).map { try server.postAccepted("\($0)") }
        for rate in ["10", "20", "50", "100"] {
            let stream = try stream("&cursor=0&maxRate=\(rate)")
            var (shown, said, withheld): (Int, Int, Int) = (0, 0, 0)
            while said + withheld < count {
                let message = try #require(try stream.next())
                guard message.event == "thinned" else {
                    #expect(message.event == "comment")
                    shown += 1
                    if said == 0, withheld == 0, shown == count { break }
                    continue
                }
                let data = try JSONDecoder().decode(Thinned.self, from: Data(message.data))
                said += data.shown
                withheld += data.withheld
            }
            #expect(shown + withheld == count, "maxRate=\(rate)")
        }
        #expect(ids.count == count)
    }

    private struct Thinned: Decodable {
        let shown: Int
        let withheld: Int
    }

    @Test func viewersAreTold() throws {
        let first = try stream()
        let second = try stream()
        var count = ""
        while !count.contains("\"viewers\":2") {
            let message = try #require(try first.nextOfAny())
            if message.event == "viewers" { count = String(decoding: message.data, as: UTF8.self) }
        }
        #expect(count == "{\"video_id\":\"p\",\"viewers\":2}")
        withExtendedLifetime(second) {}
    }
}
