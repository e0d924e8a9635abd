import Foundation
import LiveCore
import TestSupport
import Testing

/// What RFC 9112 calls an error is 400 and the end of the connection; what it allows is taken.
@Suite(.blocking) struct FramingTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private static let body = String(decoding: newComment("smuggled"), as: UTF8.self)
    private static let length = "Content-Length: \(body.utf8.count)\r\n"
    private static let json = "Content-Type: application/json\r\n"

    private static let malformed: [(name: String, request: String)] = [
        ("no Host", "GET /healthz HTTP/1.1\r\n\r\n"),
        ("two Hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        ("the same Host twice", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        ("a Host that is a list", "GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        ("a Host with a path", "GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        ("a Host with user info", "GET /healthz HTTP/1.1\r\nHost: a@b\r\n\r\n"),
        ("HTTP/0.9", "GET /healthz\r\n\r\n"),
        ("HTTP/2.0 in words", "GET /healthz HTTP/2.0\r\nHost: a\r\n\r\n"),
        ("HTTP/1.2", "GET /healthz HTTP/1.2\r\nHost: a\r\n\r\n"),
        ("a version in small letters", "GET /healthz http/1.1\r\nHost: a\r\n\r\n"),
        ("no method", " /healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a method that is no token", "G@T /healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a target that is no path", "GET healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a target of another scheme", "GET ftp://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"),
        ("a raw byte in the target", "GET /health\u{e9}z HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("line ends without CR", "GET /healthz HTTP/1.1\nHost: a\n\n"),
        ("a bare LF after a field", "GET /healthz HTTP/1.1\r\nHost: a\nX: y\r\n\r\n"),
        ("a bare LF at the end of the head", "GET /healthz HTTP/1.1\r\nHost: a\r\n\n"),
        ("a bare CR in a field", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"),
        ("a bare CR for a line end", "GET /healthz HTTP/1.1\rHost: a\r\r"),
        ("NUL in a field", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
        ("a field folded over two lines", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"),
        ("the first field folded", "GET /healthz HTTP/1.1\r\n Host: a\r\n\r\n"),
        ("a space before the colon", "GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n"),
        ("a field without a name", "GET /healthz HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
        ("a field without a colon", "GET /healthz HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
        ("a field name that is no token", "GET /healthz HTTP/1.1\r\nHost: a\r\nX(y): b\r\n\r\n"),
        (
            "both Content-Length and Transfer-Encoding",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)\(length)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        (
            "Transfer-Encoding first, then Content-Length",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\n\(length)\r\n0\r\n\r\n"
        ),
        (
            "two Content-Lengths",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)\(length)Content-Length: 5\r\n\r\n\(body)"
        ),
        (
            "the same Content-Length twice",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)\(length)\(length)\r\n\(body)"
        ),
        (
            "a Content-Length that is a list",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Content-Length: 5, 5\r\n\r\nabcde"
        ),
        ("a signed Content-Length", "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Content-Length: +5\r\n\r\nabcde"),
        ("a negative Content-Length", "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Content-Length: -5\r\n\r\nabcde"),
        (
            "a hexadecimal Content-Length",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Content-Length: 0x5\r\n\r\nabcde"
        ),
        (
            "a Content-Length that does not fit 64 bits",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Content-Length: 99999999999999999999\r\n\r\n\(body)"
        ),
        (
            "another Transfer-Encoding",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: gzip\r\n\r\n\(body)"
        ),
        (
            "Transfer-Encoding with chunked not last",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"
        ),
        (
            "chunked twice",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"
        ),
        (
            "Transfer-Encoding twice",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"
        ),
        (
            "Transfer-Encoding in HTTP/1.0",
            "POST /comments/p HTTP/1.0\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        (
            "a chunk size that is none",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\n\r\nxyz\r\n\(body)\r\n0\r\n\r\n"
        ),
        (
            "a chunk size that does not fit 64 bits",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\(body)\r\n0\r\n\r\n"
        ),
        (
            "a chunk longer than it says",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\n\r\n5\r\n\(body)\r\n0\r\n\r\n"
        ),
        (
            "a chunk size line without CR",
            "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(json)Transfer-Encoding: chunked\r\n\r\n5\nabcde\r\n0\r\n\r\n"
        ),
    ]

    @Test func malformedFramingIs400AndTheEnd() throws {
        for (name, request) in Self.malformed {
            let exchange = try Exchange(port: server.port, sending: Array(request.utf8))
            #expect(exchange.answer.status == 400, "\(name): \(exchange.answer.text)")
            #expect(exchange.problem?.code == "bad_request", "\(name)")
            #expect(exchange.answer.headers["content-type"] == "application/problem+json", "\(name)")
            #expect(exchange.answer.headers["connection"] == "close" && !exchange.isKept, "\(name)")
            #expect(exchange.problem?.requestID.isEmpty == false, "\(name)")
        }
        #expect(try server.contents().isEmpty)
    }

    private static let allowed: [(name: String, request: String)] = [
        ("HTTP/1.0 without Host", "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
        ("an absolute target", "GET http://elsewhere.test/healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("an empty line before the request", "\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("an empty Host", "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n"),
        ("a Host that is an IPv6 address", "GET /healthz HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"),
        ("white space around a value", "GET /healthz HTTP/1.1\r\nHost: \t a \t\r\nX:\t\r\n\r\n"),
        ("bytes above 127 in a field", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: \u{e9}\r\n\r\n"),
        ("a query", "GET /healthz?a=b&c HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a body of a GET", "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde"),
    ]

    @Test func whatIsAllowedIsTaken() throws {
        for (name, request) in Self.allowed {
            let exchange = try Exchange(port: server.port, sending: Array(request.utf8))
            #expect(exchange.answer.status == 200, "\(name): \(exchange.answer.text)")
            #expect(exchange.isKept, "\(name)")
        }
    }

    @Test func chunkedBodiesAreTakenWithExtensionsAndTrailers() throws {
        let chunked = "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(Self.json)Transfer-Encoding: chunked\r\n\r\n"
        let body = Self.body
        let size = String(body.utf8.count, radix: 16)
        let half = body.utf8.count / 2
        let (first, second) = (body.prefix(half), body.dropFirst(half))
        let bodies = [
            "\(size)\r\n\(body)\r\n0\r\n\r\n",
            "\(size);name=value;other=\"quoted\"\r\n\(body)\r\n0;last\r\n\r\n",
            "\(size)\r\n\(body)\r\n0\r\nX-Trailer: a\r\n\r\n",
            "000\(size.uppercased())\r\n\(body)\r\n0\r\n\r\n",
            "\(String(half, radix: 16))\r\n\(first)\r\n\(String(second.utf8.count, radix: 16))\r\n\(second)\r\n0\r\n\r\n",
        ]
        for body in bodies {
            let exchange = try Exchange(port: server.port, sending: Array((chunked + body).utf8))
            #expect(exchange.answer.status == 201 && exchange.isKept, "\(body): \(exchange.answer.text)")
        }
        #expect(try server.contents() == Array(repeating: "smuggled", count: bodies.count))
    }

    @Test func aRequestMayComeByteByByte() throws {
        let socket = try TestSocket(port: server.port)
        for byte in postRequest("/comments/p", body: newComment("slow")) {
            try socket.send([byte])
        }
        #expect(try socket.response().status == 201)
        for byte in Array("GET /comments/p HTTP/1.1\r\nHost: a\r\n\r\n".utf8) { try socket.send([byte]) }
        #expect(try socket.response().text.contains("slow"))
    }

    @Test func aStreamRequestMayComeByteByByte() throws {
        let socket = try TestSocket(port: server.port)
        for byte in Array("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n".utf8) { try socket.send([byte]) }
        #expect(try socket.responseHead().status == 200)
        _ = try server.postAccepted("seen")
        _ = try socket.receive(through: "seen")
    }

    @Test func sizesAreBounded() throws {
        func fields(_ count: Int, of size: Int) -> String {
            (0..<count).map { "X-\($0): \(String(repeating: "a", count: size))\r\n" }.joined()
        }
        let long = String(repeating: "a", count: Limits.targetBytes)
        let cases: [(name: String, request: String, status: Int, code: String)] = [
            ("a long target", "GET /healthz?\(long) HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri_too_long"),
            ("a target without an end", "GET /healthz?\(String(repeating: long, count: 8))", 414, "uri_too_long"),
            (
                "a large field", "GET /healthz HTTP/1.1\r\nHost: a\r\n\(fields(1, of: 17_000))\r\n", 431,
                "headers_too_large"
            ),
            (
                "large fields together", "GET /healthz HTTP/1.1\r\nHost: a\r\n\(fields(20, of: 900))\r\n", 431,
                "headers_too_large"
            ),
            ("many fields", "GET /healthz HTTP/1.1\r\nHost: a\r\n\(fields(100, of: 1))\r\n", 431, "headers_too_large"),
            (
                "fields without an end", "GET /healthz HTTP/1.1\r\nHost: a\r\n\(fields(50, of: 900))", 431,
                "headers_too_large"
            ),
            (
                "a field without an end",
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 60_000))",
                431, "headers_too_large"
            ),
        ]
        for (name, request, status, code) in cases {
            let exchange = try Exchange(port: server.port, sending: Array(request.utf8))
            #expect(exchange.answer.status == status, "\(name): \(exchange.answer.text)")
            #expect(exchange.problem?.code == code && !exchange.isKept, "\(name)")
        }
        let justAllowed = "GET /healthz?\(long.dropLast(9)) HTTP/1.1\r\nHost: a\r\n\(fields(99, of: 1))\r\n"
        #expect(try Exchange(port: server.port, sending: Array(justAllowed.utf8)).answer.status == 200)
    }

    /// A chunk's extensions and a body's trailers are nobody's content, and bounded all the same.
    @Test func whatIsAroundABodyIsBounded() throws {
        let head = "POST /comments/p HTTP/1.1\r\nHost: a\r\n\(Self.json)Transfer-Encoding: chunked\r\n\r\n"
        let endless = String(repeating: "a", count: 100_000)
        for (name, body) in [("an extension", "5;\(endless)"), ("a trailer", "0\r\nX: \(endless)")] {
            let exchange = try Exchange(port: server.port, sending: Array((head + body).utf8))
            #expect([400, 413, 431].contains(exchange.answer.status) && !exchange.isKept, "\(name)")
        }
    }
}
