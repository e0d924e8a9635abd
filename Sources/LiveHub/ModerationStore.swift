public import LiveCore

/// What moderators need of a store besides the posts' own sequences: bans, what waits for them, and the log.
///
/// The rules below are held by `CommentStoreContract` as well.
public protocol ModerationStore: CommentStore {
    /// Keeps an author from posting, from the next comment on, in place of an earlier ban from the same place.
    /// A timed one ends by itself.
    func ban(_ ban: Ban) async throws

    /// Ends an author's ban from a post, or, without a post, the one from everywhere; false when there was none.
    func lift(banOf author: String, from post: PostID?, by principal: Principal) async throws -> Bool

    /// The bans in force, of a post or, without one, all: by author, and of one author the one from everywhere first.
    ///
    /// - Parameter last: whose place in this order the first one comes after, with the post it is from.
    func bans(
        of post: PostID?, after last: (author: String, post: PostID?)?, limit: Int
    ) async throws -> [Ban]

    /// Comments that wait for a moderator, of a post or, without one, of all, by id. There are more than `limit` when
    /// the last id is one of several posts.
    func held(in post: PostID?, after comment: EventID, limit: Int) async throws -> [HeldComment]

    /// The posts in which a comment of this id waits: ids are unique only within a post.
    func postsHolding(_ comment: EventID) async throws -> [PostID]

    /// The posts in which there may be something that a purge is about, by name.
    func posts(concerning filter: PurgeFilter) async throws -> [PostID]

    /// Comments that can be seen or wait, and that a purge is about, in one post, from the oldest on. A call looks at
    /// a bounded number of comments.
    func comments(for filter: PurgeFilter, in post: PostID, after position: EventID) async throws -> PurgeFinds

    /// The events of a purge; none when there was no such purge.
    func events(ofPurge purge: Int64) async throws -> [PurgeEvent]

    /// Makes sure that nothing is left of erased texts in any file.
    ///
    /// - Throws: when a reader was in the way for too long; another call may help.
    func scrub() async throws

    /// Raises or changes the shield over all posts, also over those that are yet to be; nil lets it down, and every
    /// post is as it was before. A post's own shield stays, and of the two the stricter is in force. The log says who
    /// did it; viewers are told by ``Draft/Action/tellState(by:)``.
    ///
    /// - Returns: false when it was so already.
    @discardableResult
    func shieldAll(_ shield: Shield?, by principal: Principal) async throws -> Bool

    /// The posts in which something was said last, newest first.
    ///
    /// - Parameter prefix: what their names begin with. Of the posts, the 20,000 newest are looked at.
    func recentPosts(prefix: String, limit: Int) async throws -> [RecentPost]

    /// Adds what was done elsewhere to the log. What drafts and bans do, they log themselves, in their own
    /// transaction.
    func note(_ deed: Deed) async throws

    /// A part of the log.
    func log(_ query: LogQuery) async throws -> LogPage
}

/// A ban, or, when it has an end, a timeout.
public struct Ban: Sendable, Hashable {
    /// Who may not post.
    public var author: String
    /// Where; nil for everywhere.
    public var post: PostID?
    /// When it ends, in milliseconds since the Unix epoch; nil for never.
    public var until: Int64?
    /// Why.
    public var reason: String?
    /// By whom.
    public var by: Principal

    /// A ban from now on.
    public init(author: String, post: PostID? = nil, until: Int64? = nil, reason: String? = nil, by: Principal) {
        self.author = author
        self.post = post
        self.until = until
        self.reason = reason
        self.by = by
    }
}

/// A comment that waits for a moderator.
public struct HeldComment: Sendable, Hashable {
    /// The comment.
    public let comment: Comment
    /// The rule that held it; nil when it was the shield.
    public let rule: String?

    /// A comment that waits.
    public init(comment: Comment, rule: String?) {
        self.comment = comment
        self.rule = rule
    }
}

/// Which comments a purge is about: those for which all that is said here holds.
public struct PurgeFilter: Sendable, Hashable {
    /// Of this post; nil for all.
    public var post: PostID?
    /// By this author.
    public var author: String?
    /// Not older than this, in milliseconds since the Unix epoch.
    public var since: Int64?
    /// Older than this, in milliseconds since the Unix epoch.
    public var until: Int64?

    /// Those of a post, by an author, from a stretch of time.
    public init(post: PostID? = nil, author: String? = nil, since: Int64? = nil, until: Int64? = nil) {
        self.post = post
        self.author = author
        self.since = since
        self.until = until
    }
}

/// What one look for comments to be purged found.
public struct PurgeFinds: Sendable, Hashable {
    /// In order.
    public let comments: [Comment]
    /// Where to go on; nil when everything has been looked at.
    public let next: EventID?

    /// What was found.
    public init(comments: [Comment], next: EventID?) {
        self.comments = comments
        self.next = next
    }
}

/// An event of a purge.
public struct PurgeEvent: Sendable, Hashable {
    /// The post it happened in.
    public let post: PostID
    /// Its id there.
    public let id: EventID

    /// An event by its place.
    public init(post: PostID, id: EventID) {
        self.post = post
        self.id = id
    }
}

/// A post, and when something was said in it.
public struct RecentPost: Sendable, Hashable {
    /// The post.
    public let post: PostID
    /// The newest comment.
    public let lastCommentID: EventID
    /// The comments that pages show.
    public let commentCount: Int

    /// A post at a glance.
    public init(post: PostID, lastCommentID: EventID, commentCount: Int) {
        self.post = post
        self.lastCommentID = lastCommentID
        self.commentCount = commentCount
    }
}
