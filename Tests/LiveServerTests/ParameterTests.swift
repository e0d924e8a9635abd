import LiveCore
import TestSupport
import Testing

/// A parameter that is none is 400 `invalid_parameter`, which names it and what is allowed.
@Suite(.blocking) struct ParameterTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private static let invalid: [(target: String, name: String, allowed: String)] = [
        ("/comments/a%20b", "postId", "1 to 128"), ("/comments/%2e", "postId", "1 to 128"),
        ("/comments/..%2f", "postId", "1 to 128"), ("/comments/a%2Fb", "postId", "1 to 128"),
        ("/comments/%E2%82%AC", "postId", "1 to 128"), ("/comments/%FF", "postId", "1 to 128"),
        ("/comments/a%00", "postId", "1 to 128"), ("/comments/a%0d%0ab", "postId", "1 to 128"),
        ("/comments/a%2", "postId", "1 to 128"), ("/comments/100%", "postId", "1 to 128"),
        ("/comments/\(String(repeating: "a", count: 129))", "postId", "1 to 128"),
        ("/posts/a+b", "postId", "1 to 128"),
        ("/comments/p?cursor=-1", "cursor", "9007199254740991"), ("/comments/p?cursor=x", "cursor", "9007199254740991"),
        ("/comments/p?cursor=", "cursor", "9007199254740991"), ("/comments/p?cursor", "cursor", "9007199254740991"),
        ("/comments/p?cursor=9007199254740992", "cursor", "9007199254740991"),
        ("/comments/p?cursor=00000000000000001", "cursor", "9007199254740991"),
        ("/comments/p?cursor=1e3", "cursor", "9007199254740991"),
        ("/comments/p?cursor=%2b1", "cursor", "9007199254740991"),
        ("/comments/p?cursor=%D9%A1", "cursor", "9007199254740991"),
        ("/comments/p?direction=up", "direction", "before or after"),
        ("/comments/p?direction=", "direction", "before or after"),
        ("/comments/p?direction=BEFORE", "direction", "before or after"),
        ("/comments/p?pageSize=0", "pageSize", "1 to 500"), ("/comments/p?pageSize=501", "pageSize", "1 to 500"),
        ("/comments/p?pageSize=", "pageSize", "1 to 500"), ("/comments/p?pageSize=ten", "pageSize", "1 to 500"),
        ("/comments/p?pageSize=10.0", "pageSize", "1 to 500"), ("/comments/p?pageSize=-1", "pageSize", "1 to 500"),
        ("/comments/p?pageSize=99999999999999999999", "pageSize", "1 to 500"),
        ("/comments/p?since=-1", "since", "whole number"), ("/comments/p?since=yesterday", "since", "whole number"),
        ("/comments/p?until=99999999999999999", "until", "whole number"),
        ("/comments/p/x", "commentId", "9007199254740991"), ("/comments/p/-1", "commentId", "9007199254740991"),
        ("/comments/p/9007199254740992", "commentId", "9007199254740991"),
        ("/comments/a%20b/1", "postId", "1 to 128"),
        ("/stream/comments", "postId", "1 to 128"), ("/stream/comments?postId=", "postId", "1 to 128"),
        ("/stream/comments?postId=a%20b", "postId", "1 to 128"),
        ("/stream/comments?postId=p&postId=", "postId", "1 to 128"),
        ("/stream/comments?postId=a%20b&postId=q", "postId", "1 to 128"),
        ("/stream/comments?" + (0...50).map { "postId=\($0)" }.joined(separator: "&"), "postId", "1 to 50 posts"),
        ("/stream/comments?postId=p&cursor=x", "cursor", "9007199254740991"),
        ("/stream/comments?postId=p&postId=q&cursor=mAAAA", "cursor", "several posts"),
        ("/stream/comments?postId=p&history=501", "history", "0 to 500"),
        ("/stream/comments?postId=p&history=-1", "history", "0 to 500"),
        ("/stream/comments?postId=p&history=", "history", "0 to 500"),
        ("/stream/comments?postId=p&maxRate=5", "maxRate", "10, 20, 50 or 100"),
        ("/stream/comments?postId=p&maxRate=", "maxRate", "10, 20, 50 or 100"),
        ("/stream/comments?postId=p&maxRate=010", "maxRate", "10, 20, 50 or 100"),
    ]

    @Test func whatIsNoParameterIs400AndNamed() throws {
        for (target, name, allowed) in Self.invalid {
            let request = "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"
            let exchange = try Exchange(port: server.port, sending: Array(request.utf8))
            #expect(exchange.answer.status == 400, "\(target): \(exchange.answer.text)")
            #expect(exchange.problem?.code == "invalid_parameter", "\(target)")
            #expect(exchange.problem?.detail.hasPrefix(name) == true, "\(target): \(exchange.answer.text)")
            #expect(exchange.problem?.detail.contains(allowed) == true, "\(target): \(exchange.answer.text)")
            #expect(exchange.isKept, "\(target)")
        }
    }

    @Test func anIdempotencyKeyIsBounded() throws {
        for key in ["", String(repeating: "k", count: 256), "tab\tin it", "\u{e9}"] {
            let exchange = try Exchange(
                port: server.port,
                sending: postRequest("/comments/p", body: newComment("keyed"), fields: ["Idempotency-Key: \(key)"]))
            #expect(exchange.answer.status == 400 && exchange.problem?.code == "invalid_parameter", "\(key)")
            #expect(exchange.problem?.detail.contains("Idempotency-Key") == true && exchange.isKept, "\(key)")
        }
        #expect(try server.contents().isEmpty)
        for key in ["k", String(repeating: "k", count: 255), "with spaces, and \"quotes\""] {
            #expect(try server.post("keyed", headers: ["Idempotency-Key": key]).status == 201, "\(key)")
        }
    }

    @Test func everyNameOfAPostWorks() throws {
        let names = [
            "42", "a.b", "...", ".a", "~:-_", String(repeating: "z", count: 128), "UPPER", "urn:x:1", "healthz",
            "comments",
        ]
        for name in names {
            #expect(try server.post("in \(name)", to: name).status == 201, "\(name)")
            #expect(try server.contents(of: name) == ["in \(name)"], "\(name)")
            #expect(try server.ask("GET", "/posts/\(name)").status == 200, "\(name)")
        }
        // The same name, escaped, is the same post.
        #expect(try server.ask("GET", "/comments/%34%32").text.contains("in 42"))
        #expect(try server.ask("GET", "/comments/%2534").status == 400)
    }
}
