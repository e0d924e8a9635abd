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

    /// One comment, whether or not it can be seen; nil when there never was one of that id.
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

    /// The newest event of a post that is no longer kept; `zero` when all are.
    func prunedID(of post: PostID) async throws -> EventID

    /// A post's state and count; a post in which nothing has happened is open and empty.
    func summary(of post: PostID) async throws -> PostSummary

    /// Throws unless a group can be made durable now.
    func checkWritable() async throws

    /// Where a task is best run that reads: there, reading takes no change of thread, and whatever it blocks has been
    /// made for that. Nil for a store that doesn't care.
    var readingThreads: OwnThreads? { get }
}

extension CommentStore {
    /// Of a store that keeps everything.
    public func prunedID(of post: PostID) async throws -> EventID { .zero }

    /// Of a store that doesn't care.
    public var readingThreads: OwnThreads? { nil }
}

/// A comment, and whether it can be seen.
public struct StoredComment: Sendable, Hashable {
    /// Who can see a comment.
    public enum Visibility: Int, Sendable {
        /// Everybody.
        case visible = 0
        /// Moderators; it was taken down.
        case deleted = 1
        /// Moderators, and its author; it waits for one of them.
        case held = 2
        /// Nobody: its text is gone for good.
        case erased = 3
    }

    /// The comment. The text of one that is not visible is for moderators only.
    public let comment: Comment
    /// Who can see it.
    public let visibility: Visibility

    /// A comment as it is kept.
    public init(comment: Comment, visibility: Visibility = .visible) {
        self.comment = comment
        self.visibility = visibility
    }
}

/// A post at a glance.
public struct PostSummary: Sendable, Hashable {
    /// Whether it takes comments, and how fast, with what its shield adds, and the one over all posts.
    public var state: PostState
    /// The post's own shield, while it is up.
    public var shield: Shield?
    /// The comment fixed on top.
    public var pinned: Comment?
    /// The comments that pages show.
    public var commentCount: Int
    /// The newest comment.
    public var lastCommentID: EventID?

    /// The summary of a post; without more, of one in which nothing has happened.
    public init(
        state: PostState = PostState(), shield: Shield? = nil, pinned: Comment? = nil, commentCount: Int = 0,
        lastCommentID: EventID? = nil
    ) {
        self.state = state
        self.shield = shield
        self.pinned = pinned
        self.commentCount = commentCount
        self.lastCommentID = lastCommentID
    }
}
