import Foundation
import LiveCore
import TestSupport
import Testing

@testable import LiveServer

/// Every cell of who asks, for what, of whose, where, on a server that lets in whom.
@Suite(.blocking) struct PermissionTests {
    /// Who may make a call.
    enum Rule: Sendable {
        /// Anyone, and no token is looked at.
        case everybody
        /// Who may read the post, or every post.
        case reader(everywhere: Bool = false)
        /// Who may post to the post; `own` when the comment is by the tokens' subject.
        case poster(own: Bool)
        /// Who may take a comment down; `own` when it is by the tokens' subject.
        case remover(own: Bool)
        /// Who has a token, whatever it is good for.
        case bearer
        /// Who has a role, in the post of the call, in all, or in any whatever.
        case role(Role, Scope)
    }

    enum Scope: Sendable { case post, everywhere, anywhere }

    /// A call, and what comes of it when it is allowed. Of a stream only the head is read.
    struct Call: Sendable, CustomTestStringConvertible {
        var name: String
        var method = "GET"
        /// May hold `{own}` and `{other}`, comments by the tokens' subject and by somebody else, and `{purge}`, in `p`.
        var target: String
        var json: String?
        var type = "application/json"
        /// A field that makes it no plain request, so that it takes the way through the framework.
        var field: (String, String)?
        /// Whether the token goes into the query.
        var tokenInQuery = false
        var success = 200
        var rule: Rule

        var testDescription: String { name }
    }

    /// Calls are made on the post `p`. Add a line for each new one; a test finds the routes that have none.
    static let calls: [Call] = posting + reading + moderating + administrating

    private static let posting = [
        Call(name: "post", method: "POST", target: "/comments/p", json: own, success: 201, rule: .poster(own: true)),
        Call(
            name: "post, framework", method: "POST", target: "/comments/p", json: own, field: slow, success: 201,
            rule: .poster(own: true)),
        Call(
            name: "post as other", method: "POST", target: "/comments/p", json: others, success: 201,
            rule: .poster(own: false)),
        Call(
            name: "post as other, framework", method: "POST", target: "/comments/p", json: others, field: slow,
            success: 201, rule: .poster(own: false)),
    ]

    private static let reading = [
        Call(name: "page", target: "/comments/p", rule: .reader()),
        Call(name: "page, framework", target: "/comments/p", field: slow, rule: .reader()),
        Call(name: "page known", target: "/comments/p", field: ("If-None-Match", "*"), success: 304, rule: .reader()),
        Call(name: "comment", target: "/comments/p/1", success: 404, rule: .reader()),
        Call(name: "posts", target: "/posts", rule: .reader(everywhere: true)),
        Call(name: "post at a glance", target: "/posts/p", rule: .reader()),
        Call(name: "stream", target: "/stream/comments?postId=p", rule: .reader()),
        Call(name: "stream, framework", target: "/stream/comments?postId=p", field: slow, rule: .reader()),
        Call(name: "stream, token in query", target: "/stream/comments?postId=p", tokenInQuery: true, rule: .reader()),
        Call(
            name: "stream, token in query, framework", target: "/stream/comments?postId=p", field: slow,
            tokenInQuery: true, rule: .reader()),
        Call(name: "stream of posts", target: "/stream/comments?postId=x&postId=p", rule: .reader()),
        Call(
            name: "stream of posts, framework", target: "/stream/comments?postId=x&postId=p", field: slow,
            rule: .reader()),
        Call(
            name: "stream of posts, one of them anybody's", target: "/stream/comments?postId=p&postId=x&postId=q",
            rule: .reader(everywhere: true)),
        Call(name: "stream head", method: "HEAD", target: "/stream/comments?postId=p", rule: .reader()),
    ]

    private static let moderating = [
        Call(
            name: "delete own", method: "DELETE", target: "/comments/p/{own}", success: 204, rule: .remover(own: true)),
        Call(
            name: "delete other's", method: "DELETE", target: "/comments/p/{other}", success: 204,
            rule: .remover(own: false)),
        moderation("erase own", "DELETE", "/comments/p/{own}?erase=true", success: 204),
        moderation("restore own", "POST", "/comments/p/{own}/restore", success: 410),
        moderation("restore other's", "POST", "/comments/p/{other}/restore", success: 204),
        Call(
            name: "import", method: "POST", target: "/comments/p/import", json: past, type: "application/x-ndjson",
            rule: .role(.moderator, .post)),
        moderation("change", "PATCH", "/posts/p", json: #"{"slow_mode_seconds":0}"#),
        moderation("purge", "POST", "/moderation/purge", json: #"{"video_id":"p","author_id":"none"}"#),
        moderation("purge, all", "POST", "/moderation/purge", json: #"{"author_id":"none"}"#, .everywhere),
        moderation(
            "purge, tried", "POST", "/moderation/purge", json: #"{"video_id":"p","author_id":"a","dry_run":true}"#),
        moderation(
            "purge, tried on all", "POST", "/moderation/purge", json: #"{"author_id":"a","dry_run":true}"#,
            .everywhere),
        moderation("undo a purge", "POST", "/moderation/purge/{purge}/undo"),
        moderation("undo no purge", "POST", "/moderation/purge/1/undo", success: 404, .anywhere),
        moderation("bans", "GET", "/moderation/bans?postId=p"),
        moderation("bans, all", "GET", "/moderation/bans", .everywhere),
        moderation("ban", "PUT", "/moderation/bans/zed", json: #"{"video_id":"p"}"#),
        moderation("ban, all", "PUT", "/moderation/bans/zed", json: "{}", .everywhere),
        moderation("unban", "DELETE", "/moderation/bans/none?postId=p", success: 404),
        moderation("unban, all", "DELETE", "/moderation/bans/none", success: 404, .everywhere),
        moderation("shield", "PUT", "/moderation/shield/p", json: "{}"),
        moderation("lower the shield", "DELETE", "/moderation/shield/p", success: 204),
        moderation("hold own", "POST", "/comments/p/{own}/hold", success: 410),
        moderation("hold other's", "POST", "/comments/p/{other}/hold", success: 204),
        moderation("queue", "GET", "/moderation/queue?postId=p"),
        moderation("queue, all", "GET", "/moderation/queue", .everywhere),
        moderation("review", "POST", "/moderation/queue/1?postId=p", json: #"{"approve":true}"#, success: 404),
        moderation(
            "review, nowhere", "POST", "/moderation/queue/1", json: #"{"approve":true}"#, success: 404, .anywhere),
        moderation("claim", "PUT", "/moderation/queue/1/claim?postId=p", success: 404),
        moderation("release", "DELETE", "/moderation/queue/1/claim?postId=p", success: 204),
        moderation("rules", "GET", "/moderation/rules?postId=p"),
        moderation("rules, all", "GET", "/moderation/rules", .everywhere),
        moderation(
            "add a rule", "POST", "/moderation/rules", json: #"{"words":["zzz"],"action":"hold","video_id":"p"}"#,
            success: 201),
        moderation(
            "add a rule, all", "POST", "/moderation/rules", json: #"{"words":["zzz"],"action":"hold"}"#, success: 201,
            .everywhere),
        moderation("remove no rule", "DELETE", "/moderation/rules/999", success: 404, .anywhere),
        moderation(
            "test a rule", "POST", "/moderation/rules/test",
            json: #"{"words":["zzz"],"action":"hold","video_id":"p"}"#),
        moderation("log", "GET", "/moderation/log?postId=p"),
        moderation("log, all", "GET", "/moderation/log", .everywhere),
        moderation("figures", "GET", "/stats/p"),
        moderation("figures, all", "GET", "/stats", .everywhere),
    ]

    private static let administrating = [
        Call(name: "whoami", target: "/whoami", rule: .bearer),
        Call(name: "revocations", target: "/moderation/revocations", rule: .role(.admin, .everywhere)),
        Call(
            name: "revoke", method: "POST", target: "/moderation/revocations", json: #"{"token_id":"none"}"#,
            success: 201, rule: .role(.admin, .everywhere)),
        Call(
            name: "shield all", method: "PUT", target: "/moderation/shield",
            json: #"{"slow_mode_seconds":0,"hold_new_authors":false}"#, rule: .role(.admin, .everywhere)),
        Call(
            name: "lower the shield over all", method: "DELETE", target: "/moderation/shield", success: 204,
            rule: .role(.admin, .everywhere)),
        Call(name: "health", target: "/healthz", rule: .everybody),
        Call(name: "readiness", target: "/readyz", rule: .everybody),
        Call(name: "contract", target: "/openapi.yaml", rule: .everybody),
        Call(name: "metrics, here", target: "/metrics", rule: .everybody),
        Call(
            name: "metrics, from elsewhere", target: "/metrics", field: ("X-Forwarded-For", "192.0.2.1"),
            rule: .role(.moderator, .everywhere)),
    ]

    private static let own = #"{"author_id":"ann","content":"hi"}"#
    private static let others = #"{"author_id":"bob","content":"hi"}"#
    private static let past = #"{"timestamp":1700000000000,"author_id":"old","comment":"long ago","key":"1"}"#
    private static let slow = ("Connection", "close")

    private static func moderation(
        _ name: String, _ method: String, _ target: String, json: String? = nil, success: Int = 200,
        _ scope: Scope = .post
    ) -> Call {
        Call(
            name: name, method: method, target: target, json: json, success: success, rule: .role(.moderator, scope))
    }

    /// The calls' path parameters are in no segment that a route has word for word.
    @Test func noRouteIsLeftOut() async throws {
        for route in try await ServedRoutes.all() {
            let pattern = route.pattern.split(separator: "/")
            let isNamed = Self.calls.contains { call in
                let path = call.target.prefix { $0 != "?" }.split(separator: "/")
                return call.method == route.method && path.count == pattern.count
                    && zip(pattern, path).allSatisfy { $0 == $1 || $0.first == ":" }
            }
            #expect(isNamed, "\(route.method) \(route.pattern) has no line in the table")
        }
    }

    /// Who asks.
    enum Bearer: Sendable, Hashable {
        case nobody
        /// With a token that is none.
        case forger
        /// With a token for some posts, or for all.
        case subject(Role, Set<String>?)

        static let all: [Bearer] =
            [.nobody, .forger] + Role.allCases.flatMap { role in [nil, ["p", "x"], ["x"]].map { .subject(role, $0) } }
    }

    struct Server: Sendable, CustomTestStringConvertible {
        var auth: Admission
        var read: Admission

        var testDescription: String { "--auth \(auth) --read \(read)" }

        /// What comes of a call.
        func status(of call: Call, by bearer: Bearer) -> Int {
            if case .everybody = call.rule { return call.success }
            if bearer == .forger { return 401 }
            let needsToken =
                switch call.rule {
                case .reader: read == .token
                case .poster: auth == .token
                default: true
                }
            guard needsToken else { return call.success }
            guard case .subject(let role, let posts) = bearer else { return 401 }
            let isInScope = posts?.contains("p") ?? true
            let isAllowed =
                switch call.rule {
                case .everybody, .bearer: true
                case .reader(let everywhere): everywhere ? posts == nil : isInScope
                case .poster(let own): isInScope && own
                case .remover(let own): isInScope && (role >= .moderator || own && auth == .token)
                case .role(let needed, .post): role >= needed && isInScope
                case .role(let needed, .everywhere): role >= needed && posts == nil
                case .role(let needed, .anywhere): role >= needed
                }
            return isAllowed ? call.success : 403
        }
    }

    @Test(arguments: [
        Server(auth: .open, read: .open), Server(auth: .token, read: .open), Server(auth: .token, read: .token),
        Server(auth: .open, read: .token),
    ])
    func everyCellIsAsTheContractHasIt(options: Server) async throws {
        let server = try ServerProcess([
            "--auth", options.auth.rawValue, "--read", options.read.rawValue, "--rate-author", "1e6",
            "--rate-address", "1e6",
        ])
        let names = try await prepare(server)
        for bearer in Bearer.all {
            let token = try await token(of: bearer, server)
            for var call in Self.calls {
                for (name, value) in names { call.target = call.target.replacing(name, with: value) }
                let answer = try ask(server, call, token)
                let expected = options.status(of: call, by: bearer)
                #expect(answer.status == expected, "\(call.name) by \(bearer)")
                let challenge = answer.headers["www-authenticate"]
                #expect((challenge != nil) == (expected == 401 || expected == 403), "\(call.name) by \(bearer)")
            }
        }
    }

    /// What the calls are about: two comments, and a purge in `p`.
    private func prepare(_ server: ServerProcess) async throws -> [String: String] {
        func bearer(_ subject: String) async throws -> [String: String] {
            ["Authorization": "Bearer " + (try await server.token(.admin, subject: subject))]
        }
        func say(_ text: String, as author: String) async throws -> String {
            let token = try await bearer(author)
            return "\(try server.postAccepted(text, author: author, headers: token))"
        }
        let own = try await say("mine", as: "ann")
        let other = try await say("theirs", as: "bob")
        _ = try await say("much", as: "flooder")
        let purge = try TestSocket(port: server.port).request(
            "POST", "/moderation/purge", headers: try await bearer("root"),
            json: Array(#"{"video_id":"p","author_id":"flooder"}"#.utf8))
        struct Purge: Decodable { let id: Int64 }
        let id = try JSONDecoder().decode(Purge.self, from: Data(purge.body)).id
        return ["{own}": own, "{other}": other, "{purge}": "\(id)"]
    }

    private func token(of bearer: Bearer, _ server: ServerProcess) async throws -> String? {
        switch bearer {
        case .nobody: nil
        case .forger: "e30.e30.e30"
        case .subject(let role, let posts):
            try await server.token(role, posts: posts.map { Set($0.compactMap(PostID.init(rawValue:))) })
        }
    }

    private func ask(_ server: ServerProcess, _ call: Call, _ token: String?) throws -> TestResponse {
        var head = "\(call.method) \(call.target)"
        if let token, call.tokenInQuery { head += "&access_token=\(token)" }
        head += " HTTP/1.1\r\nHost: test\r\n"
        if let token, !call.tokenInQuery { head += "Authorization: Bearer \(token)\r\n" }
        if let json = call.json { head += "Content-Type: \(call.type)\r\nContent-Length: \(json.utf8.count)\r\n" }
        if let (name, value) = call.field { head += "\(name): \(value)\r\n" }
        let socket = try TestSocket(port: server.port)
        try socket.send(head + "\r\n" + (call.json ?? ""))
        return try socket.responseHead()
    }
}
