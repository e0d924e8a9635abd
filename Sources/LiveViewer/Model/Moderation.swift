public import LiveCore

/// What a moderator does.
public enum Moderation: Hashable, Sendable {
    /// Takes a comment down.
    case delete(EventID, reason: String?)
    /// Puts it back.
    case restore(EventID)
    /// Keeps an author from posting; without seconds for good.
    case ban(author: String, seconds: Int?, reason: String?)
    /// Lets an author post again.
    case unban(author: String)
    /// Lets a held comment through.
    case approve(EventID)
    /// Takes a held comment down.
    case reject(EventID)
    /// Fixes a comment on top; nil for none.
    case pin(EventID?)
    /// The least number of seconds between two comments of an author; 0 for no limit.
    case slow(seconds: Int)
    /// Opens or closes the post.
    case open(Bool)
}
