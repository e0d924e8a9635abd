import LiveCore

/// Looks at the token in the environment, as far as it can be read without the server's key.
enum TokenCheck {
    /// Seconds before its end at which a token is soon no good.
    private static let soon: Int64 = 86_400

    static func findings() -> [Finding] {
        guard let token = environment("LC_TOKEN") else {
            return [Finding("token", .good, "none; what moderators do takes one, in LC_TOKEN")]
        }
        guard let claims = TokenClaims(token) else {
            return [Finding("token", .bad, "LC_TOKEN holds no token", fix: "get one: lcd token, on the server")]
        }
        let who = "of \(claims.subject ?? "nobody")" + (claims.isModerator ? ", a moderator" : "")
        guard let end = claims.expiry else { return [Finding("token", .good, "\(who); it does not end")] }
        let left = end - WallClock.system.milliseconds / 1_000
        let time = LocalTime(milliseconds: end * 1_000).rfc3339
        if left <= 0 {
            return [Finding("token", .bad, "\(who); it ended at \(time)", fix: "get another: lcd token, on the server")]
        }
        return [
            left < soon
                ? Finding(
                    "token", .poor, "\(who); it ends at \(time)", fix: "get another soon: lcd token, on the server")
                : Finding("token", .good, "\(who); it ends at \(time)")
        ]
    }
}
