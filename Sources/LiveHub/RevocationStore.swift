/// Where it is kept which tokens are good no more. What it promises of durability and errors is what a
/// ``CommentStore`` does.
public protocol RevocationStore: Sendable {
    /// What has been revoked and not been forgotten.
    func revocations() async throws -> [Revocation]

    /// Keeps a revocation, with who made it in the log, and forgets those that ended before `now`.
    ///
    /// - Parameter now: in milliseconds since the Unix epoch.
    func revoke(_ revocation: Revocation, by principal: Principal, now: Int64) async throws
}

/// Tokens that are good no more.
public struct Revocation: Sendable, Hashable {
    /// Which tokens.
    public enum Target: Sendable, Hashable {
        /// The one of an id.
        case token(id: String)
        /// Those that a subject got before a time, in milliseconds since the Unix epoch. Of several for a subject
        /// the latest counts.
        case subject(String, before: Int64)
    }

    /// Which tokens.
    public let target: Target
    /// When the last of them has expired by itself, in milliseconds since the Unix epoch.
    public let until: Int64

    /// A revocation with all its parts.
    public init(_ target: Target, until: Int64) {
        self.target = target
        self.until = until
    }
}
