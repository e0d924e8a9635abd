/// Something that happened in a post: a comment, or what a moderator did. All share one sequence of ids.
public struct Event: Sendable, Hashable {
    /// What happened.
    public enum Action: Sendable, Hashable {
        /// Somebody commented.
        case comment(Comment)
        /// A comment was taken down.
        case delete(comment: EventID, by: String, reason: String?)
        /// Many comments, at most ``Limits/purgeSize``, were taken down at once.
        ///
        /// - Parameter author: whose they were, when that is why they went.
        case purge(comments: [EventID], author: String?, by: String, reason: String?)
        /// A comment is back, or was approved after being held; it belongs where its id says.
        case restore(Comment)
        /// A comment was fixed on top.
        case pin(Comment)
        /// Nothing is fixed on top any more.
        case unpin(comment: EventID)
        /// The post was closed, opened or slowed.
        case state(PostState)
    }

    /// The post it happened in.
    public let post: PostID
    /// Its place in the post's sequence.
    public let id: EventID
    /// What happened.
    public let action: Action

    /// An event with all its parts.
    public init(post: PostID, id: EventID, action: Action) {
        self.post = post
        self.id = id
        self.action = action
    }

    /// The event that brought a comment.
    public init(_ comment: Comment) {
        self.init(post: comment.post, id: comment.id, action: .comment(comment))
    }

    /// Its name on the wire: the `event` field of an SSE frame.
    public var name: StaticString {
        switch action {
        case .comment: "comment"
        case .delete: "delete"
        case .purge: "purge"
        case .restore: "restore"
        case .pin: "pin"
        case .unpin: "unpin"
        case .state: "state"
        }
    }

    /// Whether it is what a moderator did, which is never thinned and never lost in a gap.
    public var isModeration: Bool {
        if case .comment = action { false } else { true }
    }
}

/// Whether a post takes comments, and how often one author may.
public struct PostState: Sendable, Hashable {
    /// Whether the post takes comments.
    public var isOpen: Bool
    /// The least number of seconds between two comments of one author; 0 for no limit.
    public var slowModeSeconds: Int
    /// For how many seconds nobody may repeat what somebody has said; 0 for no limit.
    public var uniqueSeconds: Int
    /// Whether a shield is up, the post's own or the one over all: authors that are new may have to wait.
    public var isShielded: Bool

    /// Open and not slowed unless said otherwise: the state of a post nobody has touched.
    public init(
        isOpen: Bool = true, slowModeSeconds: Int = 0, uniqueSeconds: Int = 0, isShielded: Bool = false
    ) {
        self.isOpen = isOpen
        self.slowModeSeconds = slowModeSeconds
        self.uniqueSeconds = uniqueSeconds
        self.isShielded = isShielded
    }
}

/// A stretch of a post's sequence that a reader was not sent.
public struct Gap: Sendable, Hashable {
    /// Why it was not sent.
    public enum Reason: String, Sendable {
        /// The reader took less than came in, for too long.
        case slow
        /// The comments are no longer kept.
        case expired
        /// The position the reader named is no id, so what it missed is not known.
        case unknownPosition = "unknown_position"
    }

    /// Comments with an id above this one…
    public let after: EventID
    /// …and below this one were not sent.
    public let before: EventID
    /// Why.
    public let reason: Reason

    /// A gap strictly between two ids.
    public init(after: EventID, before: EventID, reason: Reason) {
        self.after = after
        self.before = before
        self.reason = reason
    }

    /// Where a reader stands that has taken note of the gap: the last id in it.
    public var id: EventID { before.predecessor }
}

/// What thinning did in a stretch of a post's sequence, see ``RateClass``.
public struct Thinned: Sendable, Hashable {
    /// Of the comments with an id above this one…
    public let after: EventID
    /// …and below this one,
    public let before: EventID
    /// so many were sent,
    public let shown: Int
    /// and so many were not.
    public let withheld: Int

    /// An account of the comments strictly between two ids.
    public init(after: EventID, before: EventID, shown: Int, withheld: Int) {
        self.after = after
        self.before = before
        self.shown = shown
        self.withheld = withheld
    }

    /// Where a reader stands that has taken note of it: the last id in it.
    public var id: EventID { before.predecessor }
}
