/// How a post's stream is doing.
enum Connection: Hashable, Sendable {
    /// The first time, or again on request.
    case connecting
    /// Everything comes in.
    ///
    /// - Parameter since: when it was made, in milliseconds since the Unix epoch.
    case live(since: Int64)
    /// Lost; it comes back by itself.
    ///
    /// - Parameter retryAt: when the next attempt is made, in milliseconds since the Unix epoch.
    case away(reason: String, retryAt: Int64?)
    /// Refused for good, as when a token is missing.
    case ended(reason: String)
}
