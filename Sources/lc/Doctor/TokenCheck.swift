import LiveClient
import LiveCore

/// Looks at the token that is sent to the server: what it says, and whether the server takes it.
struct TokenCheck {
    /// Seconds before its end at which a token is soon no good.
    private static let soon: Int64 = 86_400
    private static let fix = "get another with lcd token, on the server, and keep it with lc login"

    private let endpoint: Endpoint
    private let profile: Profile?
    private let clock: WallClock

    /// - Parameter clock: by which the server judges the token.
    init(_ endpoint: Endpoint, profile: Profile?, clock: WallClock) {
        (self.endpoint, self.profile, self.clock) = (endpoint, profile, clock)
    }

    /// - Parameter asking: whether there is a server to ask.
    func finding(asking: Bool) -> Finding {
        guard let token = endpoint.token else { return none() }
        let source = environment("LC_TOKEN") != nil ? "LC_TOKEN" : "the profile \(profile?.name ?? "")"
        guard let claims = TokenClaims(token) else {
            return Finding("token", .bad, "\(source) holds no token", fix: Self.fix)
        }
        let who = "of \(claims.subject ?? "nobody")" + (claims.isModerator ? ", a moderator" : "") + ", from \(source)"
        let left = claims.expiry.map { $0 - clock.milliseconds / 1_000 }
        let end = claims.expiry.map { LocalTime(milliseconds: $0 * 1_000).rfc3339 }
        if let left, let end, left <= 0 { return Finding("token", .bad, "\(who); it ended at \(end)", fix: Self.fix) }
        if asking, let refusal = refusal() { return Finding("token", .bad, "\(who); \(refusal)", fix: Self.fix) }
        guard let left, let end else { return Finding("token", .good, "\(who); it does not end") }
        return left < Self.soon
            ? Finding("token", .poor, "\(who); it ends at \(end)", fix: Self.fix)
            : Finding("token", .good, "\(who); it ends at \(end)")
    }

    private func none() -> Finding {
        guard let profile, profile.token != nil else {
            return Finding("token", .good, "none; what moderators do takes one, which lc login keeps")
        }
        return Finding(
            "token", .poor, "none; that of the profile \(profile.name) is for \(profile.server) only",
            fix: "leave --server and LC_URL out, or log in there: lc login --profile another --server \(endpoint.url)")
    }

    /// Why the server does not take the token; nil when it does, or when it can't be asked.
    private func refusal() -> String? {
        do throws(ClientError) {
            _ = try LiveClient(endpoint).bearer()
        } catch {
            if case .refused(let problem) = error, problem.status == 401 { return "the server says: \(problem.detail)" }
        }
        return nil
    }
}
