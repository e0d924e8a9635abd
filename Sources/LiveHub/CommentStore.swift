public import LiveCore

/// Where comments and moderation events are kept.
///
/// The rules below are held by one suite, `CommentStoreContract`, which every store runs.
/// Every call may throw when the engine can't be reached or refuses (disk full, read-only, corrupt); nothing has
/// been changed then, and a later call works again as soon as the cause is gone.
public protocol CommentStore: Sendable {
    /// Makes a group of drafts durable, all of them or, when it throws, none.
    ///
    /// Drafts take effect one after the other, so a later one sees what an earlier one did. Each accepted one gets
    /// an id above every id its post has, whatever the clock says. When the call returns, what was accepted
    /// survives a power cut. There is one caller, and one call at a time.
    ///
    /// - Returns: an outcome for each draft, in their order.
    func append(_ drafts: [Draft]) async throws -> [Outcome]

    /// A page of the comments that can be seen, in reading order, with its version.
    func page(_ query: PageQuery) async throws -> Page

    /// One comment; nil when there never was one of that id.
    func comment(_ id: EventID, in post: PostID) async throws -> StoredComment?

    /// The events just after a position, in order: what a reader at `position` has missed.
    ///
    /// They show the state of now: a comment that has been deleted since, and a pin or restore of it, are left out.
    ///
    /// - Parameters:
    ///   - limit: the most events to give; fewer means there are no more.
    ///   - moderationOnly: leaves comments out.
    func events(in post: PostID, after position: EventID, limit: Int, moderationOnly: Bool) async throws -> [Event]

    /// The newest id of a post; `zero` for a post in which nothing has happened.
    func head(of post: PostID) async throws -> EventID

    /// A post's state and count; a post in which nothing has happened is open and empty.
    func summary(of post: PostID) async throws -> PostSummary

    /// Throws unless a group can be made durable now.
    func checkWritable() async throws
}

/// A group member on its way into the store.
public struct Draft: Sendable, Hashable {
    /// What is to happen.
    public enum Action: Sendable, Hashable {
        /// A comment, once for each idempotency key of its author in the post.
        case comment(NewComment, key: String?)
        /// Takes a comment down.
        case delete(EventID, by: String, reason: String?)
        /// Brings a deleted comment back.
        case restore(EventID, by: String)
        /// Fixes a comment on top; nil takes down what is there.
        case pin(EventID?, by: String)
        /// Opens, closes or slows the post.
        case state(PostState, by: String)
    }

    /// The post it belongs to.
    public let post: PostID
    /// What is to happen.
    public let action: Action

    /// A draft for a post.
    public init(post: PostID, action: Action) {
        self.post = post
        self.action = action
    }
}

/// What became of a draft.
public enum Outcome: Sendable, Hashable {
    /// It happened; the event is to be published.
    case accepted(Event)
    /// The comment had been accepted before, under the same idempotency key.
    case replayed(StoredComment)
    /// It was so already, and there is no event.
    case unchanged
    /// It can't happen, and trying again won't help.
    case refused(Refusal)
}

/// Why a draft can't happen.
public enum Refusal: Error, Sendable, Hashable {
    /// The post takes no comments.
    case postClosed
    /// What it answers is no comment of the post.
    case unknownReplyTo
    /// The post has no such comment.
    case unknownComment
    /// The key was used for a comment that says something else.
    case idempotencyMismatch
}

/// A comment, and whether it can be seen.
public struct StoredComment: Sendable, Hashable {
    /// The comment. The text of a deleted one is for moderators only.
    public let comment: Comment
    /// Whether it was taken down.
    public let isDeleted: Bool

    /// A comment as it is kept.
    public init(comment: Comment, isDeleted: Bool) {
        self.comment = comment
        self.isDeleted = isDeleted
    }
}

/// A post at a glance.
public struct PostSummary: Sendable, Hashable {
    /// Whether it takes comments, and how fast.
    public var state: PostState
    /// The comment fixed on top.
    public var pinned: Comment?
    /// The comments that pages show.
    public var commentCount: Int
    /// The newest comment.
    public var lastCommentID: EventID?

    /// The summary of a post; without more, of one in which nothing has happened.
    public init(
        state: PostState = PostState(), pinned: Comment? = nil, commentCount: Int = 0, lastCommentID: EventID? = nil
    ) {
        self.state = state
        self.pinned = pinned
        self.commentCount = commentCount
        self.lastCommentID = lastCommentID
    }
}
