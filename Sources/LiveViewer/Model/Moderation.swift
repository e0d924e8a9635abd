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
    /// Puts it back into the queue.
    case hold(EventID)
    /// Says to the other moderators that one is looking at a held comment, for a minute.
    case claim(EventID)
    /// Says that one is no longer looking at it.
    case release(EventID)
    /// Fixes a comment on top; nil for none.
    case pin(EventID?)
    /// The least number of seconds between two comments of an author; 0 for no limit.
    case slow(seconds: Int)
    /// Opens or closes the post.
    case open(Bool)
}

/// What a moderator did, as the server's log has it.
public struct Deed: Hashable, Sendable {
    /// Where; nil for everywhere.
    public let post: PostID?
    /// Who did it.
    public let by: String
    /// What, as in `deleted a comment of bob: spam`.
    public let words: String

    /// Something that was done.
    public init(post: PostID?, by: String, words: String) {
        self.post = post
        self.by = by
        self.words = words
    }
}
