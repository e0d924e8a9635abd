public import LiveCore

/// Something a moderator or a rule did, as the log keeps it. It never holds a comment's text.
public struct Deed: Sendable, Hashable {
    /// Its place in the log; nil before it has one.
    public var id: Int64?
    /// When, in milliseconds since the Unix epoch.
    public var time: Int64
    /// Who; nil for a rule or the shield.
    public var by: Principal?
    /// What.
    public var action: LogAction
    /// In which post; nil for everywhere.
    public var post: PostID?
    /// To which comment.
    public var comment: EventID?
    /// To whom: whose comment it was, or who was banned.
    public var author: String?
    /// Why.
    public var reason: String?
    /// The rule that did it.
    public var rule: String?
    /// The purge it was part of.
    public var purge: Int64?
    /// To how many comments, when it was to many.
    public var count: Int?
    /// For how many seconds.
    public var seconds: Int?
    /// The id of the token that it was done to.
    public var revokedToken: String?

    /// A deed; what it has no use for is nil.
    public init(
        _ action: LogAction, by: Principal?, time: Int64 = 0, post: PostID? = nil, comment: EventID? = nil,
        author: String? = nil, reason: String? = nil
    ) {
        self.time = time
        self.by = by
        self.action = action
        self.post = post
        self.comment = comment
        self.author = author
        self.reason = reason
    }
}

/// Which part of the log is asked for.
public struct LogQuery: Sendable, Hashable {
    /// Of this post; nil for all, and for what is of no post.
    public var post: PostID?
    /// Strictly before or after this entry; nil for the newest or the oldest.
    public var cursor: Int64?
    /// Which side of the cursor.
    public var direction: Page.Direction
    /// The most entries to give.
    public var limit: Int

    /// A part of the log; without more, its newest entries.
    public init(
        post: PostID? = nil, cursor: Int64? = nil, direction: Page.Direction = .before,
        limit: Int = Limits.defaultPageSize
    ) {
        self.post = post
        self.cursor = cursor
        self.direction = direction
        self.limit = limit
    }
}

/// A part of the log.
public struct LogPage: Sendable, Hashable {
    /// Oldest first.
    public let entries: [Deed]
    /// Whether there are more in the direction asked for.
    public let hasMore: Bool

    /// A part of the log.
    public init(entries: [Deed], hasMore: Bool) {
        self.entries = entries
        self.hasMore = hasMore
    }
}
