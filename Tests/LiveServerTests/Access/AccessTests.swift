import Foundation
import LiveCore
import TestSupport
import Testing

@testable import LiveServer

/// Tokens on a real server: where they are looked at, what they change, and where they never go.
@Suite(.blocking) struct AccessTests {
    private func bearer(_ token: String) -> [String: String] { ["Authorization": "Bearer \(token)"] }

    private func problem(_ answer: TestResponse) throws -> Problem { try #require(Problem(json: answer.body)) }

    // MARK: - Identity

    @Test func whoamiTellsWhatATokenSays() async throws {
        let server = try ServerProcess()
        let posts = Set(["b", "a"].compactMap(PostID.init(rawValue:)))
        let token = try await server.token(.moderator, subject: "mona", posts: posts, name: "Mona")
        let answer = try server.ask("GET", "/whoami", headers: bearer(token))
        #expect(answer.status == 200 && answer.headers["cache-control"] == "no-store")
        let object = try #require(JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        #expect(object["author_id"] as? String == "mona" && object["author_name"] as? String == "Mona")
        #expect(object["role"] as? String == "moderator" && object["posts"] as? [String] == ["a", "b"])
        #expect(object["token_id"] is String && object["expires"] is Int)
        let refusal = try server.ask("GET", "/whoami")
        #expect(try problem(refusal).code == "token_required")
        #expect(refusal.headers["www-authenticate"] == #"Bearer realm="live comments""#)
    }

    @Test(arguments: [nil, "Connection"]) func theNameInATokenIsTheAuthors(field: String?) async throws {
        let server = try ServerProcess(["--auth", "token"])
        let token = try await server.token(.viewer, name: "Ann B.")
        var headers = bearer(token)
        if let field { headers[field] = "close" }
        let answer = try TestSocket(port: server.port).request(
            "POST", "/comments/p", headers: headers, json: newComment("hi", name: "The Admin"))
        #expect(try LiveCore.Comment(json: answer.body).authorName == "Ann B.")
        let own = try await server.token(.viewer)
        let free = try TestSocket(port: server.port).request(
            "POST", "/comments/p", headers: bearer(own), json: newComment("hi", name: "Any"))
        #expect(try LiveCore.Comment(json: free.body).authorName == "Any")
    }

    /// Who may not post learns nothing of the body, and need not send it.
    @Test func theTokenIsLookedAtBeforeTheBody() throws {
        let server = try ServerProcess(["--auth", "token"])
        for fields in [[], ["Expect: 100-continue"]] {
            let request = postRequest("/comments/p", body: Array("{".utf8), fields: fields)
            #expect(try Exchange(port: server.port, sending: request).problem?.code == "token_required")
        }
        let typeless = try Exchange(
            port: server.port, sending: postRequest("/comments/p", body: Array("{".utf8), type: "text/plain"))
        #expect(typeless.answer.status == 415)
    }

    @Test func tokenModeLimitsRatesUnlessTold() async throws {
        let server = try ServerProcess(["--auth", "token"])
        let token = try await server.token(.viewer)
        var statuses: [Int] = []
        for _ in 0..<12 { statuses.append(try server.post("hi", headers: bearer(token)).status) }
        #expect(statuses.first == 201 && statuses.contains(429))
        let open = try ServerProcess()
        for _ in 0..<12 { #expect(try open.post("hi").status == 201) }
    }

    /// Elsewhere `access_token` is a parameter like any that is not known.
    @Test func onlyTheStreamTakesATokenFromTheQuery() async throws {
        let server = try ServerProcess(["--auth", "token", "--read", "token"])
        let token = try await server.token(.admin)
        for target in ["/comments/p?", "/comments/p/1?", "/posts/p?", "/whoami?"] {
            #expect(try server.ask("GET", target + "access_token=\(token)").status == 401, "\(target)")
        }
        let post = try TestSocket(port: server.port).request(
            "POST", "/comments/p?access_token=\(token)", json: newComment("hi"))
        #expect(post.status == 401)
        let both = try server.ask("GET", "/stream/comments?postId=p&access_token=\(token)", headers: bearer(token))
        #expect(both.status == 400)
        let twice = try TestSocket(port: server.port)
        try twice.send(
            "GET /comments/p HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\nAuthorization: Bearer \(token)\r\n\r\n"
        )
        #expect(try twice.responseHead().status == 401)
    }

    // MARK: - Keys

    @Test func aSitesTokensAreGoodWhileItsKeysAre() async throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "keys.json")
        try Data(TestTokens.keySet([.rsa, .ec]).utf8).write(to: file)
        let server = try ServerProcess(["--auth", "token", "--jwks", file.path, "--log-level", "notice"])
        let now = Int64(Date.now.timeIntervalSince1970)
        func status(_ key: TestTokens.SiteKey) async throws -> Int {
            try server.ask("GET", "/whoami", headers: bearer(try await key.token(TestTokens.claims(now: now)))).status
        }
        #expect(try await [status(.rsa), status(.ec), status(.ed)] == [200, 200, 401])

        try Data(TestTokens.keySet([.ed]).utf8).write(to: file)
        kill(server.process.processIdentifier, SIGHUP)
        #expect(server.waitForLog(containing: "keys read again"))
        #expect(try await [status(.rsa), status(.ec), status(.ed)] == [401, 401, 200])

        try Data("nothing".utf8).write(to: file)
        kill(server.process.processIdentifier, SIGHUP)
        #expect(server.waitForLog(containing: "those from before stay"))
        #expect(try await status(.ed) == 200)
        #expect(server.terminate() == 0)
    }

    @Test(arguments: ["nothing", "", #"{"keys":[]}"#]) func aFileOfKeysThatIsNoneIs78(text: String) async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.appending(path: "keys.json")
            try Data(text.utf8).write(to: file)
            let run = try Command.run("lcd --listen 127.0.0.1:0 --data '\(folder.path)/d' --jwks '\(file.path)'")
            #expect(run.status == 78 && run.errors.contains(file.path), "\(run.errors)")
            let missing = try Command.run("lcd --listen 127.0.0.1:0 --data '\(folder.path)/d' --jwks /no/such")
            #expect(missing.status == 78 && missing.errors.contains("/no/such"))
        }
    }

    // MARK: - Revoking

    @Test func whatIsRevokedIsNoGoodAtOnceAndAfterARestart() async throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        let server = try ServerProcess(["--auth", "token"], data: data)
        let admin = try await server.token(.admin, subject: "root")
        let (lost, kept) = (try await server.token(.viewer), try await server.token(.viewer))
        let identity = try server.ask("GET", "/whoami", headers: bearer(lost))
        let object = try #require(JSONSerialization.jsonObject(with: Data(identity.body)) as? [String: Any])
        let id = try #require(object["token_id"] as? String)
        func revoke(_ body: String) throws -> TestResponse {
            try TestSocket(port: server.port).request(
                "POST", "/moderation/revocations", headers: bearer(admin), json: Array(body.utf8))
        }
        #expect(try revoke(#"{"token_id":"\#(id)"}"#).status == 201)
        #expect(try server.post("hi", headers: bearer(lost)).status == 401)
        #expect(try server.post("hi", headers: bearer(kept)).status == 201)
        for body in [
            "{}", "[]", #"{"token_id":""}"#, #"{"token_id":"a","subject":"b"}"#, #"{"subject":" "}"#,
            #"{"subject":"a","before":99999999999999}"#, #"{"subject":"a","before":"now"}"#, #"{"token_id":1}"#,
        ] {
            #expect(try revoke(body).status == 400, "\(body)")
        }
        #expect(server.terminate() == 0)
        let again = try ServerProcess(["--auth", "token"], data: data)
        #expect(try again.post("hi", headers: bearer(lost)).status == 401)
        #expect(try again.post("hi", headers: bearer(kept)).status == 201)
    }

    @Test(arguments: [nil, "Connection"]) func aStreamEndsWhenItsTokenIsRevoked(field: String?) async throws {
        let server = try ServerProcess(["--auth", "token", "--read", "token"])
        let admin = try await server.token(.admin, subject: "root")
        let gone = try stream(of: server, as: try await server.token(.viewer, subject: "bob"), field)
        let stays = try stream(of: server, as: try await server.token(.viewer), field)
        let revoked = try TestSocket(port: server.port).request(
            "POST", "/moderation/revocations", headers: bearer(admin), json: Array(#"{"subject":"bob"}"#.utf8))
        #expect(revoked.status == 201)
        while try !gone.receive().isEmpty {}
        try await expectToGoOn(stays, of: server)
        let list = try server.ask("GET", "/moderation/revocations", headers: bearer(admin))
        #expect(list.text.contains(#""subject":"bob""#))
        let log = try server.ask("GET", "/moderation/log", headers: bearer(admin))
        #expect(log.text.contains(#""by":"root""#) && log.text.contains(#""action":"revoke","author_id":"bob""#))
    }

    @Test func aStreamEndsWhenItsKeyIsTakenAway() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.appending(path: "keys.json")
            try Data(TestTokens.keySet([.rsa, .ec]).utf8).write(to: file)
            let server = try ServerProcess([
                "--auth", "token", "--read", "token", "--jwks", file.path, "--log-level", "notice",
            ])
            let claims = TestTokens.claims(now: Int64(Date.now.timeIntervalSince1970))
            let gone = try stream(of: server, as: try await TestTokens.SiteKey.rsa.token(claims))
            let stays = try stream(of: server, as: try await TestTokens.SiteKey.ec.token(claims))
            let own = try stream(of: server, as: try await server.token(.viewer))
            try Data(TestTokens.keySet([.ec]).utf8).write(to: file)
            kill(server.process.processIdentifier, SIGHUP)
            while try !gone.receive().isEmpty {}
            for stream in [stays, own] { try await expectToGoOn(stream, of: server) }
            #expect(server.terminate() == 0)
        }
    }

    /// - Parameter field: a field's name that makes it no plain request, so that it takes the way through the framework.
    private func stream(of server: ServerProcess, as token: String, _ field: String? = nil) throws -> TestSocket {
        let slow = field.map { "\($0): close\r\n" } ?? ""
        let socket = try TestSocket(port: server.port)
        try socket.send(
            "GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\(slow)Authorization: Bearer \(token)\r\n\r\n")
        #expect(try socket.responseHead().status == 200)
        return socket
    }

    /// What is said from now on comes.
    private func expectToGoOn(_ stream: TestSocket, of server: ServerProcess) async throws {
        let (text, token) = ("still here \(UInt64.random(in: 0...UInt64.max))", try await server.token(.viewer))
        #expect(try server.post(text, headers: bearer(token)).status == 201)
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).contains(text) {
            let more = try stream.receive()
            try #require(!more.isEmpty)
            bytes += more
        }
    }

    // MARK: - Secrets

    @Test func nothingOfATokenReachesTheLog() async throws {
        for format in ["text", "json"] {
            let server = try ServerProcess([
                "--auth", "token", "--read", "token", "--log-level", "trace", "--log-format", format,
            ])
            let good = try await server.token(.viewer, subject: "subject-of-the-token")
            let bad = String(good.dropLast(8)) + "AAAAAAAA"
            for token in [good, bad, "not.a.token-at-all"] {
                for target in ["/comments/p", "/whoami", "/nowhere", "/stream/comments?postId=p&cursor=x"] {
                    _ = try server.ask("GET", target, headers: bearer(token))
                    _ = try server.ask("GET", target + "?access_token=\(token)")
                }
                for head in [
                    "GET /stream/comments?postId=p&access_token=\(token) HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET /stream/comments?postId=p&access_token=\(token)%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET /stream/comments?access_token=\(token) HTTP/9.9\r\nHost: a\r\n\r\n",
                    "GET /stream/comments?access_token=\(token) HTTP/1.1\r\nAuthorization \(token)\r\n\r\n",
                ] {
                    let socket = try TestSocket(port: server.port)
                    try socket.send(head)
                    _ = try socket.responseHead()
                }
                _ = try server.post("hi", headers: bearer(token))
                let answer = try server.ask("GET", "/whoami", headers: bearer(token))
                if answer.status != 200 { #expect(!answer.text.contains(token)) }
            }
            #expect(server.terminate() == 0)
            let log = server.log
            for token in [good, bad, "not.a.token-at-all"] {
                for part in token.split(separator: ".") where part.count > 8 {
                    #expect(!log.contains(part), "\(format)")
                }
            }
            #expect(!log.contains("subject-of-the-token") && log.contains("refused"))
        }
    }

    @Test func theSecretIsItsOwnersAlone() async throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        let file = data.appending(path: "secret").path
        let first = try ServerProcess(data: data)
        let token = try await first.token(.viewer)
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(first.terminate() == 0)
        let second = try ServerProcess(data: data)
        #expect(try second.ask("GET", "/whoami", headers: bearer(token)).status == 200)
        #expect(second.terminate() == 0)
        for spoil in ["chmod 640", "chmod 604", "truncate -s 31"] {
            let run = try Command.run("\(spoil) '\(file)'; lcd --listen 127.0.0.1:0 --data '\(data.path)'")
            #expect(run.status == 78 && run.errors.contains(file), "\(spoil): \(run.errors)")
            let token = try Command.run("lcd token --role viewer --subject a --data '\(data.path)'")
            #expect(token.status == 78 && token.output.isEmpty && token.errors.contains(file))
            _ = try Command.run("chmod 600 '\(file)'")
        }
    }

    // MARK: - Off loopback

    @Test(arguments: ["0.0.0.0:0", "[::]:0", "127.0.0.1.example:0", "128.0.0.1:0"])
    func openPostingOffLoopbackIsRefusedUnlessSaid(address: String) async throws {
        try await TemporaryFolder.with { data in
            let run = try Command.run("lcd --listen '\(address)' --data '\(data.path)/d'")
            #expect(run.status == 78 && run.errors.contains("--allow-open"), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: data.path + "/d"))
        }
    }

    @Test(arguments: [["--allow-open"], ["--auth", "token"]])
    func whatIsSaidOrNotOpenListensAnywhere(arguments: [String]) throws {
        #expect(try ServerProcess(arguments + ["--listen", "0.0.0.0:0"]).log.contains("listening on http://0.0.0.0:"))
    }
}
