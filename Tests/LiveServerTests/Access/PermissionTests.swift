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
        /// Who may read the post.
        case reader
        /// Who may post to the post; `own` when the comment is by the tokens' subject.
        case poster(own: Bool)
        /// Who has a token, whatever it is good for.
        case bearer
        /// Who has a role, in the post of the call or, `everywhere`, in all.
        case role(Role, everywhere: Bool)
    }

    /// A call, and what comes of it when it is allowed. Of a stream only the head is read.
    struct Call: Sendable, CustomTestStringConvertible {
        var name: String
        var method = "GET"
        var target: String
        var json: String?
        /// A field that makes it no plain request, so that it takes the way through the framework.
        var field: (String, String)?
        /// Whether the token goes into the query.
        var tokenInQuery = false
        var success = 200
        var rule: Rule

        var testDescription: String { name }
    }

    /// Calls are made on the post `p`. Add a line for each new one.
    static let calls: [Call] = [
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
        Call(name: "page", target: "/comments/p", rule: .reader),
        Call(name: "page, framework", target: "/comments/p", field: slow, rule: .reader),
        Call(name: "page known", target: "/comments/p", field: ("If-None-Match", "*"), success: 304, rule: .reader),
        Call(name: "comment", target: "/comments/p/1", success: 404, rule: .reader),
        Call(name: "post at a glance", target: "/posts/p", rule: .reader),
        Call(name: "stream", target: "/stream/comments?postId=p", rule: .reader),
        Call(name: "stream, framework", target: "/stream/comments?postId=p", field: slow, rule: .reader),
        Call(name: "stream, token in query", target: "/stream/comments?postId=p", tokenInQuery: true, rule: .reader),
        Call(
            name: "stream, token in query, framework", target: "/stream/comments?postId=p", field: slow,
            tokenInQuery: true, rule: .reader),
        Call(name: "stream head", method: "HEAD", target: "/stream/comments?postId=p", rule: .reader),
        Call(name: "whoami", target: "/whoami", rule: .bearer),
        Call(
            name: "revoke", method: "POST", target: "/moderation/revocations", json: #"{"token_id":"none"}"#,
            success: 201, rule: .role(.admin, everywhere: true)),
        Call(name: "health", target: "/healthz", rule: .everybody),
        Call(name: "readiness", target: "/readyz", rule: .everybody),
        Call(name: "contract", target: "/openapi.yaml", rule: .everybody),
    ]

    private static let own = #"{"author_id":"ann","content":"hi"}"#
    private static let others = #"{"author_id":"bob","content":"hi"}"#
    private static let slow = ("Connection", "close")

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
                case .reader: isInScope
                case .poster(let own): isInScope && own
                case .role(let needed, let everywhere): role >= needed && (everywhere ? posts == nil : isInScope)
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
        for bearer in Bearer.all {
            let token = try await token(of: bearer, server)
            for call in Self.calls {
                let answer = try ask(server, call, token)
                let expected = options.status(of: call, by: bearer)
                #expect(answer.status == expected, "\(call.name) by \(bearer)")
                let challenge = answer.headers["www-authenticate"]
                #expect((challenge != nil) == (expected == 401 || expected == 403), "\(call.name) by \(bearer)")
            }
        }
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
        if let json = call.json { head += "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n" }
        if let (name, value) = call.field { head += "\(name): \(value)\r\n" }
        let socket = try TestSocket(port: server.port)
        try socket.send(head + "\r\n" + (call.json ?? ""))
        return try socket.responseHead()
    }
}
