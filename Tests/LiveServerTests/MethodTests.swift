import LiveCore
import TestSupport
import Testing

/// Methods besides the ones a path is for, paths that are none, and other sites' scripts.
@Suite(.blocking) struct MethodTests {
    private static let paths: [(path: String, allow: String)] = [
        ("/comments/p", "POST, GET, HEAD, OPTIONS"), ("/comments/p/1", "GET, HEAD, DELETE, OPTIONS"),
        ("/posts/p", "GET, HEAD, PATCH, OPTIONS"), ("/stream/comments", "GET, HEAD, OPTIONS"),
        ("/comments/p/import", "POST, OPTIONS"), ("/moderation/bans/a", "PUT, DELETE, OPTIONS"),
        ("/moderation/rules/1", "DELETE, OPTIONS"), ("/moderation/rules/test", "POST, OPTIONS"),
        ("/moderation/revocations", "GET, HEAD, POST, OPTIONS"), ("/moderation/log", "GET, HEAD, OPTIONS"),
        ("/healthz", "GET, HEAD, OPTIONS"), ("/readyz", "GET, HEAD, OPTIONS"), ("/openapi.yaml", "GET, HEAD, OPTIONS"),
    ]

    @Test func anotherMethodIs405AndSaysWhichAreAllowed() throws {
        let server = try ServerProcess()
        for (path, allow) in Self.paths {
            for method in ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"] where !allow.contains(method) {
                let exchange = try Exchange(
                    port: server.port, sending: Array("\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
                #expect(exchange.answer.status == 405, "\(method) \(path)")
                #expect(exchange.problem?.code == "method_not_allowed", "\(method) \(path)")
                #expect(exchange.answer.headers["allow"] == allow && exchange.isKept, "\(method) \(path)")
            }
        }
        let posted = try Exchange(port: server.port, sending: postRequest("/posts/p", body: newComment("x")))
        #expect(posted.answer.status == 405 && posted.isKept)
    }

    @Test func anUnknownPathIs404() throws {
        let server = try ServerProcess()
        for path in ["/", "/comments", "/comments/p/1/2", "/nowhere", "/stream", "/stream/comments/p", "/healthz/x"] {
            for method in ["GET", "POST", "OPTIONS"] {
                let exchange = try Exchange(
                    port: server.port,
                    sending: Array("\(method) \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n".utf8))
                #expect(exchange.answer.status == 404, "\(method) \(path)")
                #expect(exchange.problem?.code == "not_found" && exchange.isKept, "\(method) \(path)")
            }
        }
    }

    /// RFC 9110, 9.3.2: the head that a GET would get, and no body.
    @Test func headIsAGetWithoutItsBody() throws {
        let server = try ServerProcess()
        let id = try server.postAccepted("hi")
        for path in [
            "/comments/p", "/comments/p/\(id)", "/comments/p/1", "/posts/p", "/healthz", "/readyz", "/openapi.yaml",
        ] {
            let got = try server.ask("GET", path)
            let head = try Exchange(
                port: server.port, sending: Array("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8), toHead: true)
            #expect(head.answer.status == got.status && head.isKept, "\(path)")
            for field in ["content-type", "content-length"] where got.status == 200 {
                #expect(head.answer.headers[field] == got.headers[field], "\(path) \(field)")
            }
        }
        let stream = try Exchange(
            port: server.port, sending: Array("HEAD /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n".utf8),
            toHead: true)
        #expect(stream.answer.status == 200 && stream.answer.headers["content-type"] == "text/event-stream")
        #expect(stream.isKept)
    }

    @Test func optionsSaysWhatIsAllowed() throws {
        let server = try ServerProcess()
        for (path, allow) in Self.paths {
            let exchange = try Exchange(
                port: server.port, sending: Array("OPTIONS \(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
            #expect(exchange.answer.status == 204 && exchange.answer.headers["allow"] == allow, "\(path)")
            #expect(exchange.isKept, "\(path)")
        }
        #expect(try server.ask("OPTIONS", "*").status == 204)
    }

    // MARK: - Other sites

    @Test func otherSitesGetNothingUnlessConfigured() throws {
        let server = try ServerProcess()
        for method in ["GET", "OPTIONS"] {
            let answer = try server.ask(
                method, "/comments/p",
                headers: ["Origin": "https://a.test", "Access-Control-Request-Method": "POST"])
            #expect(!answer.headers.keys.contains { $0.hasPrefix("access-control") }, "\(method)")
        }
        #expect(try streamHead(server, origin: "https://a.test").headers["access-control-allow-origin"] == nil)
    }

    @Test func aConfiguredSiteMayReadAndNoOther() throws {
        let server = try ServerProcess(["--cors-origin", "https://a.test", "--cors-origin", "https://b.test"])
        for origin in ["https://a.test", "https://b.test"] {
            let page = try server.ask("GET", "/comments/p", headers: ["Origin": origin])
            #expect(page.headers["access-control-allow-origin"] == origin && page.headers["vary"] == "Origin")
            let refusal = try server.ask("GET", "/comments/p?cursor=x", headers: ["Origin": origin])
            #expect(refusal.status == 400 && refusal.headers["access-control-allow-origin"] == origin)
            #expect(try streamHead(server, origin: origin).headers["access-control-allow-origin"] == origin)
            let preflight = try server.ask(
                "OPTIONS", "/comments/p",
                headers: ["Origin": origin, "Access-Control-Request-Method": "POST"])
            #expect(preflight.status == 204 && preflight.headers["access-control-allow-origin"] == origin)
            #expect(preflight.headers["access-control-allow-methods"]?.contains("POST") == true)
            #expect(preflight.headers["access-control-allow-headers"]?.contains("Idempotency-Key") == true)
        }
        for origin in ["https://evil.test", "https://a.test.evil.test", "null"] {
            let page = try server.ask("GET", "/comments/p", headers: ["Origin": origin])
            #expect(page.headers["access-control-allow-origin"] == nil && page.headers["vary"] == "Origin")
            #expect(try streamHead(server, origin: origin).headers["access-control-allow-origin"] == nil)
            let preflight = try server.ask("OPTIONS", "/comments/p", headers: ["Origin": origin])
            #expect(preflight.headers["access-control-allow-methods"] == nil)
        }
    }

    @Test func aStarIsEverySite() throws {
        let server = try ServerProcess(["--cors-origin", "*"])
        let page = try server.ask("GET", "/comments/p", headers: ["Origin": "https://any.test"])
        #expect(page.headers["access-control-allow-origin"] == "*")
    }

    private func streamHead(_ server: ServerProcess, origin: String) throws -> TestResponse {
        let socket = try TestSocket(port: server.port)
        try socket.send("GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\nOrigin: \(origin)\r\n\r\n")
        return try socket.responseHead()
    }
}
