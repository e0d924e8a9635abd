import LiveCore
import LiveHub
import TestSupport
import Testing

@testable import LiveServer

/// What is taken for a plain request before any HTTP parser is set up.
@Suite struct PlainHeadTests {
    private static let streamHead = "GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let pageHead = "GET /comments/p HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let postHead =
        "POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n"

    private func read(_ text: String) -> PlainHead { Array(text.utf8).withUnsafeBytes(PlainHead.init) }

    private func stream(_ text: String) -> StreamRequest? {
        guard case .complete(.stream(let request), text.utf8.count) = read(text) else { return nil }
        return request
    }

    private func isOther(_ text: String) -> Bool { if case .other = read(text) { true } else { false } }

    @Test func aStreamIsRecognised() throws {
        let request = try #require(stream(Self.streamHead))
        #expect(request.parts.map(\.post.rawValue) == ["p"] && request.parts[0].start == .now && request.origin == nil)
        let rich = try #require(
            stream(
                "GET /stream/comments?cursor=7&postId=a%3Ab&history=3 HTTP/1.1\r\nhOST:\t[::1]:80 \r\nAccept: */*\r\n"
                    + "Last-Event-ID: 9\r\nOrigin: https://a.test\r\nConnection: Keep-Alive\r\nX: \u{e9}\r\n\r\n"))
        #expect(rich.parts.map(\.post.rawValue) == ["a:b"])
        #expect(rich.parts[0].start == EventID("9").map(StartPosition.after))
        #expect(rich.origin == "https://a.test")
    }

    @Test func aWebSocketIsRecognised() throws {
        let request = try #require(
            stream(TestWebSocket.request(fields: ["Origin: http://test", "X-Forwarded-For: a"])))
        let handshake = try #require(request.handshake)
        #expect(handshake.key == TestWebSocket.key && handshake.host == "test" && handshake.forwardedFor == ["a"])
        #expect(request.dialect == .webSocket && request.origin == "http://test")
        for (line, other) in [
            ("Upgrade: websocket", "Upgrade: h2c"), ("Connection: keep-alive, Upgrade", "Connection: keep-alive"),
            ("Version: 13", "Version: 12"), ("GET /stream/comments?postId=p ", "GET /comments/p "),
        ] {
            #expect(isOther(TestWebSocket.request().replacing(line, with: other)), "\(other)")
        }
    }

    @Test func aCommentIsRecognised() throws {
        let head =
            "POST /comments/a:b HTTP/1.1\r\nHost: a\r\nContent-Length: 0042\r\nContent-Type: Application/JSON;charset=utf-8\r\n"
            + "Idempotency-Key: k\r\nX-Forwarded-For: 192.0.2.1\r\nx-forwarded-for: 192.0.2.2, 192.0.2.3\r\n\r\n"
        guard case .complete(.post(let post, let fields, nil, bodyBytes: 42), head.utf8.count) = read(head) else {
            Issue.record("it is not")
            return
        }
        #expect(post.rawValue == "a:b" && fields.idempotencyKey == "k")
        #expect(fields.forwardedFor == ["192.0.2.1", "192.0.2.2, 192.0.2.3"])
    }

    @Test func aPageIsRecognised() throws {
        let head =
            "GET /comments/a:b?cursor=7&direction=after&pageSize=3&q=a%20b+c HTTP/1.1\r\nHost: a\r\n"
            + "If-None-Match: \"x\"\r\nIf-None-Match: \"y\", W/\"z\"\r\nOrigin: https://a.test\r\n\r\n"
        guard case .complete(.page(let query, let held, _, "https://a.test"), head.utf8.count) = read(head) else {
            Issue.record("it is not")
            return
        }
        #expect(
            try query
                == PageQuery(
                    post: #require(PostID(rawValue: "a:b")), cursor: EventID("7"), direction: .after, limit: 3,
                    text: "a b c"))
        #expect(held == ["\"x\"", "\"y\", W/\"z\""])
    }

    @Test(arguments: ["/comments/", "/comments/p/7", "/comments/a%3Ab", "/comments/p?pageSize=0", "/comments/..?x"])
    func aPageThatIsNotPlainIsLeftToTheParser(target: String) {
        #expect(isOther("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"))
    }

    @Test(arguments: [streamHead, postHead, pageHead])
    func anyPartOfOneIsIncompleteAndMoreDoesNotMatter(head: String) {
        let bytes = Array(head.utf8)
        for count in 0..<bytes.count {
            let part = bytes[..<count].withUnsafeBytes(PlainHead.init)
            guard case .incomplete = part else {
                Issue.record("after \(count) bytes: \(part)")
                continue
            }
        }
        guard case .complete(_, bytes.count) = read(head + head) else {
            Issue.record("with more behind it")
            return
        }
    }

    /// (Of a head, the last character is its empty line: CR and LF are one.) The field that each of these adds or changes makes the parser's work of it.
    @Test(arguments: [
        "Host: b", "Transfer-Encoding: chunked", "Upgrade: websocket", "Expect: 100-continue", "Connection: close",
        "Connection: upgrade", "TE: trailers", "Trailer: X", "Content-Encoding: gzip", "X", ": x", "X : y",
        "X: a\u{0}b",
        "X: a\u{7f}", " folded", "X(y): z", "Content-Length: x", "Content-Length: +5", "Content-Length: 5, 5",
        "Content-Length: -5", "Content-Length:", "Content-Length: 99999", "Content-Length: 5",
    ])
    func whatIsNotPlainIsLeftToTheParser(field: String) {
        #expect(isOther(Self.streamHead.dropLast() + "\(field)\r\n\r\n"))
        #expect(isOther(Self.pageHead.dropLast() + "\(field)\r\n\r\n"))
        #expect(isOther(Self.postHead.dropLast() + "\(field)\r\n\r\n"))
    }

    @Test(arguments: [
        "GET /x", "PUT", "get /stream/comments", "GET /stream/commentz", "POST /commentz", "\r\n",
        "GET /stream/comments ",
        "GET /stream/comments?postId=p HTTP/1.1\nHost: a\r\n", "GET /stream/comments?postId=p HTTP/1.1\rHost",
        "GET /stream/comments?postId=p HTTP/1.1\r\n\r\n", "GET /stream/comments?postId=p HTTP/1.0\r\nHost: a\r\n\r\n",
        "GET /stream/comments?postId=p\r\n\r\n", "GET /stream/comments?postId=p  HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /stream/comments?postId=p#f HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /stream/comments?postId=\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /stream/comments?postId=a%20b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /stream/comments?postId=p&cursor=x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /stream/comments?postId=p HTTP/1.1\r\nHost: a,b\r\n\r\n",
        "POST /comments/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n",
        "POST /comments/a%3Ab HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n",
        "POST /comments/p/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n",
        "POST /comments/p?x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n",
        "POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n",
        "POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\r\n",
        "POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
    ])
    func everythingElseIsToo(text: String) { #expect(isOther(text), "\(text)") }

    @Test func aHeadIsBounded() {
        let endless = Self.streamHead.dropLast() + "X: " + String(repeating: "a", count: 10_000)
        #expect(isOther(String(endless)))
        #expect(isOther(endless + "\r\n\r\n"))
        let many = (0..<100).map { "X-\($0): y\r\n" }.joined()
        #expect(isOther(Self.streamHead.dropLast() + many + "\r\n"))
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 GMT"),
    ])
    func aDateIsWrittenAsRFC9110Has(second: Int, text: String) { #expect(HTTPDate.text(second) == text) }
}
