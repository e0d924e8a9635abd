public import LiveCore

/// A comment that waits for a moderator.
public struct HeldComment: Hashable, Sendable {
    /// What was said.
    public let comment: Comment
    /// The moderator who is looking at it, if anybody.
    public var claimedBy: String?
    /// The id of the rule that held it; nil when it was none.
    public let rule: String?
    /// Whether somebody else has decided on it, while it was selected here.
    var isDecided = false

    /// A comment that waits.
    public init(_ comment: Comment, claimedBy: String? = nil, rule: String? = nil) {
        self.comment = comment
        self.claimedBy = claimedBy
        self.rule = rule
    }

    /// An id is unique within its post only.
    fileprivate var order: (EventID, String) { (comment.id, comment.post.rawValue) }

    fileprivate func isOf(_ post: PostID, _ id: EventID) -> Bool { comment.id == id && comment.post == post }
}

/// The comments that wait for a moderator, of all the posts that are watched: a tab behind theirs.
struct Queue: Hashable, Sendable {
    /// How often it is asked for anew, in milliseconds.
    static let interval: Int64 = 10_000

    /// Oldest first.
    private(set) var comments: [HeldComment] = []
    /// The index of what keys act on.
    private(set) var selected = 0
    /// When it was last asked for, in milliseconds since the Unix epoch.
    var askedAt: Int64 = 0
    /// Whether it is what the screen shows.
    var isInFront = false
    /// Whether the server has answered, and if it did not, why.
    var isLoaded = false
    var failure: String?

    /// How many wait.
    var count: Int { comments.count { !$0.isDecided } }

    /// What keys act on.
    var current: HeldComment? { comments.indices.contains(selected) ? comments[selected] : nil }

    /// Takes what waits of a post.
    ///
    /// What is selected on the screen stays where it is, even when somebody else has decided on it: a key never meets
    /// another comment than the one that was looked at.
    mutating func replace(_ post: PostID, with held: [HeldComment]) {
        let before = isInFront ? current : nil
        comments.removeAll { $0.comment.post == post }
        comments += held
        if var gone = before, gone.comment.post == post, !held.contains(where: { $0.order == gone.order }) {
            gone.isDecided = true
            comments.append(gone)
        }
        comments.sort { $0.order < $1.order }
        selected = before.flatMap { before in comments.firstIndex { $0.order == before.order } } ?? 0
        isLoaded = true
        failure = nil
    }

    /// Selects by index, or the nearest there is; what is decided on and no longer selected goes.
    mutating func select(_ index: Int) {
        guard !comments.isEmpty else { return }
        let place = comments[max(0, min(index, comments.count - 1))].order
        comments.removeAll { $0.isDecided && $0.order != place }
        selected = comments.firstIndex { $0.order == place } ?? 0
    }

    /// Takes out what is being decided on; the next one is selected.
    mutating func removeCurrent() {
        guard current != nil else { return }
        comments.remove(at: selected)
        select(selected)
    }

    /// Notes who is looking at a comment.
    mutating func claim(_ id: EventID, of post: PostID, by moderator: String?) {
        guard let index = comments.firstIndex(where: { $0.isOf(post, id) }) else { return }
        comments[index].claimedBy = moderator
    }
}
