import Foundation
import LiveCore
import TestSupport
import Testing

/// What a POST may hold, and what it is told when it holds something else.
@Suite(.blocking) struct PostingTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private func send(_ body: [UInt8], type: String? = "application/json", fields: [String] = []) throws -> Exchange {
        try Exchange(port: server.port, sending: postRequest("/comments/p", body: body, type: type, fields: fields))
    }

    /// The connection goes on after an error in a body that was read to its end.
    private func expect(
        _ exchange: Exchange, _ status: Int, _ code: String, naming field: String? = nil, _ name: String
    ) {
        #expect(exchange.answer.status == status, "\(name): \(exchange.answer.text)")
        #expect(exchange.problem?.code == code && exchange.problem?.status == status, "\(name)")
        #expect(exchange.answer.headers["content-type"] == "application/problem+json", "\(name)")
        if let field { #expect(exchange.problem?.detail.contains(field) == true, "\(name): \(exchange.answer.text)") }
        #expect(exchange.isKept, "\(name)")
    }

    private static let invalid: [(body: String, field: String)] = [
        ("", "JSON"), ("{", "JSON"), ("[]", "object"), ("null", "object"), ("\"text\"", "object"), ("7", "object"),
        ("{\"author_id\":\"a\",\"content\":\"x\"} x", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"x\",}", "JSON"),
        ("{'author_id':'a'}", "JSON"),
        ("{\"author_id\":\"a\"}", "content"), ("{\"content\":\"x\"}", "author_id"), ("{}", "author_id"),
        ("{\"author_id\":\"a\",\"content\":5}", "content"), ("{\"author_id\":\"a\",\"content\":null}", "content"),
        ("{\"author_id\":\"a\",\"content\":[\"x\"]}", "content"),
        ("{\"author_id\":true,\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":null,\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":1.5,\"content\":\"x\"}", "author_id"), ("{\"author_id\":1e3,\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":99999999999999999999,\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":\"\",\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":\" \",\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":\"a\\nb\",\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":\"a\\u2028b\",\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":\"\(String(repeating: "a", count: 129))\",\"content\":\"x\"}", "author_id"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"author_name\":5}", "author_name"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"author_name\":\"\"}", "author_name"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"author_name\":\"a\\tb\"}", "author_name"),
        (
            "{\"author_id\":\"a\",\"content\":\"x\",\"author_name\":\"\(String(repeating: "é", count: 65))\"}",
            "author_name"
        ),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"reply_to\":\"5\"}", "reply_to"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"reply_to\":-1}", "reply_to"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"reply_to\":9007199254740992}", "reply_to"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"reply_to\":1.0}", "reply_to"),
        ("{\"author_id\":\"a\",\"content\":\"nul \\u0000\"}", "content"),
        ("{\"author_id\":\"a\",\"content\":\"bell \\u0007\"}", "content"),
        ("{\"author_id\":\"a\",\"content\":\"escape \\u001b[2J\"}", "content"),
        ("{\"author_id\":\"a\",\"content\":\"form feed \\f\"}", "content"),
        ("{\"author_id\":\"a\",\"content\":\"C1 \\u0085\"}", "content"),
        ("{\"author_id\":\"a\",\"content\":\"C1 \u{9b}\"}", "content"),
        ("{\"author_id\":\"a\",\"content\":\"raw \u{01}\"}", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"raw \n\"}", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"lone \\ud800\"}", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"lone \\udc00\\ud800\"}", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"\\x41\"}", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"deep\":\(String(repeating: "[", count: 65))", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"number\":01}", "JSON"),
        ("{\"author_id\":\"a\",\"content\":\"x\",\"number\":NaN}", "JSON"),
    ]

    @Test func invalidBodiesAre400AndNameTheField() throws {
        for (body, field) in Self.invalid {
            expect(try send(Array(body.utf8)), 400, "invalid_body", naming: field, body)
        }
        let start = Array("{\"author_id\":\"a\",\"content\":\"".utf8)
        for bytes: [UInt8] in [[0xFF], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            expect(try send(start + bytes + Array("\"}".utf8)), 400, "invalid_body", naming: "JSON", "\(bytes)")
        }
        #expect(try server.contents().isEmpty)
    }

    @Test func emptyAndLongContentIs422() throws {
        for blank in ["", " ", "\t\r\n", "\u{a0}\u{3000}\u{2003}"] {
            expect(try send(newComment(blank)), 422, "content_empty", naming: "content", blank)
        }
        let family = "👨‍👩‍👧‍👦"
        for long in [
            String(repeating: "a", count: 2_001), String(repeating: "𝄞", count: 2_001),
            String(repeating: family, count: 321), String(repeating: "e\u{301}", count: 2_001),
        ] {
            expect(try send(newComment(long)), 422, "content_too_long", naming: "content", long)
        }
        #expect(try server.contents().isEmpty)
        let longest = [
            String(repeating: "a", count: 2_000), String(repeating: "𝄞", count: 2_000),
            String(repeating: family, count: 320), String(repeating: "e\u{301}", count: 2_000),
        ]
        for content in longest { #expect(try send(newComment(content)).answer.status == 201) }
        #expect(try server.contents() == longest)
    }

    @Test func whatIsAllowedIsKeptAsItIs() throws {
        let contents = [
            "hi", " padded ", "tab\tand\nline", "DEL \u{7f}", "\u{202e}bidi", "<script>", "\"\\/", "two\u{2028}lines",
            "日本",
            "e\u{301} is not \u{e9}", "\u{feff}bom", "zero\u{200b}width", "👨‍👩‍👧‍👦",
        ]
        for content in contents { #expect(try send(newComment(content)).answer.status == 201, "\(content)") }
        // Not ==, which takes é and e with an accent for one.
        #expect(try server.contents().map { Array($0.utf8) } == contents.map { Array($0.utf8) })
    }

    @Test func lineEndsBecomeLineFeeds() throws {
        #expect(try send(newComment("a\r\nb\rc\nd")).answer.status == 201)
        #expect(try server.contents() == ["a\nb\nc\nd"])
    }

    @Test func theReceiptSaysWhatWasStored() throws {
        let parent = try server.postAccepted("first")
        let body = newComment("second", author: "bob", name: "Bob", replyTo: parent.rawValue)
        let answer = try send(body).answer
        let comment = try LiveCore.Comment(json: answer.body)
        #expect(answer.status == 201 && answer.headers["content-type"] == "application/json")
        #expect(answer.headers["location"] == "/comments/p/\(comment.id)")
        #expect(comment.post.rawValue == "p" && comment.author == "bob" && comment.authorName == "Bob")
        #expect(comment.content == "second" && comment.replyTo == parent && comment.id > parent)
        #expect(answer.text.contains("\"timestamp\":\(comment.timestamp)"))
        #expect(try server.page().comments.last == comment)
    }

    @Test func aNumberForAnAuthorAndUnknownFieldsAreTaken() throws {
        let body =
            "{\"x\":{\"y\":[1,null,true]},\"author_id\":5678,\"content\":\"hi\",\"author_name\":null,\"reply_to\":null}"
        #expect(try LiveCore.Comment(json: send(Array(body.utf8)).answer.body).author == "5678")
    }

    @Test func aReplyToWhatIsNoCommentOfThePostIs422() throws {
        let elsewhere = try server.postAccepted("elsewhere", to: "other")
        for target in [1, elsewhere.rawValue, EventID.max.rawValue] {
            expect(
                try send(newComment("re", replyTo: target)), 422, "unknown_reply_to", naming: "reply_to", "\(target)")
        }
        #expect(try server.contents().isEmpty)
    }

    @Test func onlyPlainJSONIsTaken() throws {
        let body = newComment("typed")
        for type in [
            nil, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonx",
            "application/json; charset=latin1",
            "multipart/form-data; boundary=application/json",
        ] {
            expect(
                try send(body, type: type), 415, "unsupported_media_type", naming: "Content-Type", "\(type ?? "none")")
        }
        for encoding in ["gzip", "identity", "br, gzip"] {
            expect(
                try send(body, fields: ["Content-Encoding: \(encoding)"]), 415, "unsupported_media_type",
                naming: "Content-Encoding", encoding)
        }
        #expect(try server.contents().isEmpty)
        let allowed = [
            "application/json", "APPLICATION/JSON", "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
        ]
        for type in allowed { #expect(try send(body, type: type).answer.status == 201, "\(type)") }
    }

    @Test func largeBodiesAre413AndTheClientGetsToReadIt() throws {
        let large = [UInt8](repeating: UInt8(ascii: " "), count: 4 << 20) + newComment("large")
        let chunked =
            Array("POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n".utf8)
            + Array("Transfer-Encoding: chunked\r\n\r\n\(String(large.count, radix: 16))\r\n".utf8) + large
            + Array("\r\n0\r\n\r\n".utf8)
        let justOver = [UInt8](repeating: UInt8(ascii: " "), count: Limits.bodyBytes) + newComment("over")
        for request in [postRequest("/comments/p", body: large), chunked, postRequest("/comments/p", body: justOver)] {
            let exchange = try Exchange(port: server.port, sending: request)
            #expect(exchange.answer.status == 413, "\(exchange.answer.text)")
            #expect(exchange.problem?.code == "body_too_large")
            #expect(exchange.answer.headers["connection"] == "close" && !exchange.isKept)
        }
        #expect(try server.contents().isEmpty)
        let comment = newComment("allowed")
        let largest = [UInt8](repeating: UInt8(ascii: " "), count: Limits.bodyBytes - comment.count) + comment
        #expect(try send(largest).answer.status == 201)
    }

    // MARK: - Expect

    @Test func aClientThatWaitsIsToldToGoOn() throws {
        let socket = try TestSocket(port: server.port)
        let request = postRequest("/comments/p", body: newComment("waited"), fields: ["Expect: 100-continue"])
        let head = request.count - newComment("waited").count
        try socket.send(request[..<head])
        #expect(try socket.responseHead().status == 100)
        try socket.send(request[head...])
        #expect(try socket.response().status == 201)
        #expect(try socket.request("GET", "/healthz").status == 200)
    }

    /// One that is refused without its body being read can't go on with this connection.
    @Test func aClientThatWaitsForNothingIsToldSo() throws {
        let refusals: [(target: String, type: String, fields: [String], status: Int)] = [
            ("/comments/p", "text/plain", ["Expect: 100-continue"], 415),
            ("/comments/p", "application/json", ["Expect: 200-maybe"], 417),
            ("/comments/p", "application/json", ["Expect: 100-continue, other"], 417),
            ("/nowhere", "application/json", ["Expect: 100-continue"], 404),
            ("/healthz", "application/json", ["Expect: 100-continue"], 405),
        ]
        for (target, type, fields, status) in refusals {
            let socket = try TestSocket(port: server.port)
            let request = postRequest(target, body: newComment("waited"), type: type, fields: fields)
            try socket.send(request[..<(request.count - newComment("waited").count)])
            let answer = try socket.response()
            #expect(answer.status == status, "\(target) \(fields): \(answer.text)")
            #expect(try answer.headers["connection"] == "close" && socket.isClosed(), "\(target) \(fields)")
        }
        #expect(try server.contents().isEmpty)
    }

    @Test func ofABodyThatIsTooLargeNothingIsAskedFor() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send(
            "POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 40000\r\n"
                + "Expect: 100-continue\r\n\r\n")
        #expect(try socket.response().status == 413)
        #expect(try socket.isClosed())
    }

    // MARK: - Order

    @Test func checksComeInTheirOrder() throws {
        let large = [UInt8](repeating: 0x20, count: 40_000)
        let cases: [(name: String, request: [UInt8], status: Int)] = [
            ("framing before path", Array("POST /nowhere HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".utf8), 400),
            ("path before Expect", postRequest("/nowhere", body: [], fields: ["Expect: x"]), 404),
            ("method before Expect", postRequest("/healthz", body: [], fields: ["Expect: x"]), 405),
            ("path before size", postRequest("/nowhere", body: large), 404),
            ("post before Expect", postRequest("/comments/a%20b", body: [], fields: ["Expect: x"]), 400),
            ("Expect before size", postRequest("/comments/p", body: large, fields: ["Expect: x"]), 417),
            ("size before type", postRequest("/comments/p", body: large, type: "text/plain"), 413),
            ("type before body", postRequest("/comments/p", body: Array("{".utf8), type: "text/plain"), 415),
        ]
        for (name, request, status) in cases {
            #expect(try Exchange(port: server.port, sending: request).answer.status == status, "\(name)")
        }
    }
}
