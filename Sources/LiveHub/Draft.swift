public import LiveCore

/// A group member on its way into the store.
public struct Draft: Sendable, Hashable {
    /// What is to happen.
    public enum Action: Sendable, Hashable {
        /// A comment, once for each idempotency key of its author in the post.
        case comment(NewComment, key: String?, terms: PostingTerms = PostingTerms())
        /// Takes a comment down; erasing takes its text out of the store too, see ``ModerationStore/scrub()``.
        case delete(EventID, by: Principal, reason: String?, erase: Bool = false)
        /// Brings a deleted comment back, or approves a held one.
        case restore(EventID, by: Principal)
        /// Has a comment wait for a moderator again, or at all, that was rejected, taken down or could be seen.
        case hold(EventID, by: Principal)
        /// Decides about a comment that is held.
        case review(EventID, approve: Bool, by: Principal, reason: String? = nil)
        /// Takes down those of these comments, at most ``Limits/purgeSize``, that can be seen or wait.
        case purge([EventID], part: PurgePart, by: Principal)
        /// Brings back what one event of a purge took and nobody has taken again since; what waited waits again.
        case undoPurge(event: EventID, by: Principal)
        /// Fixes a comment on top; nil takes down what is there.
        case pin(EventID?, by: Principal)
        /// Opens, closes or slows the post.
        case change(StateChange, by: Principal)
        /// Raises or changes the shield; nil lets it down, and the post is as it was before.
        case shield(Shield?, by: Principal)
        /// Tells viewers the state in force: the shield over all posts has changed, which is in no post's sequence.
        case tellState(by: Principal)
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

/// Who does something, for the log: the subject of a token, and the token.
public struct Principal: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Who it is; viewers see it as well.
    public let subject: String
    /// Tells the token from others of the same subject; for the log only.
    public let tokenID: String?

    /// Somebody, by a token that may have an id.
    public init(subject: String, tokenID: String? = nil) {
        self.subject = subject
        self.tokenID = tokenID
    }

    /// Somebody whose token has no id.
    public init(stringLiteral subject: String) { self.init(subject: subject) }
}

/// What is known of a comment and its poster before the store is asked.
public struct PostingTerms: Sendable, Hashable {
    /// What the rules say of a text.
    public enum Verdict: String, Sendable {
        /// Nothing.
        case pass
        /// A part of it was made unreadable before it came here.
        case mask
        /// A moderator has to see it first.
        case hold
        /// It is refused.
        case reject
    }

    /// Moderators wait for nobody: neither slow mode nor the shield concerns them, and no rule is tried on what they
    /// say.
    public var isExempt: Bool
    /// What the rules say.
    public var verdict: Verdict
    /// The rule that says so, for the log.
    public var rule: String?
    /// The ``NewComment/fingerprint`` of what was sent, which a repetition is told by; nil when that is what is to be
    /// kept.
    public var sent: Int64?

    /// Terms; without more, those of anybody whose text no rule finds fault with.
    public init(isExempt: Bool = false, verdict: Verdict = .pass, rule: String? = nil, sent: Int64? = nil) {
        self.isExempt = isExempt
        self.verdict = verdict
        self.rule = rule
        self.sent = sent
    }
}

/// A change of a post's state; what is nil stays as it is.
public struct StateChange: Sendable, Hashable {
    /// Whether it takes comments.
    public var isOpen: Bool?
    /// See ``PostState/slowModeSeconds``.
    public var slowModeSeconds: Int?
    /// See ``PostState/uniqueSeconds``.
    public var uniqueSeconds: Int?

    /// A change of some things.
    public init(isOpen: Bool? = nil, slowModeSeconds: Int? = nil, uniqueSeconds: Int? = nil) {
        self.isOpen = isOpen
        self.slowModeSeconds = slowModeSeconds
        self.uniqueSeconds = uniqueSeconds
    }
}

/// What becomes harder in a post that is being flooded, or in all. It lies over the post's state and leaves it alone.
public struct Shield: Sendable, Hashable {
    /// The least number of seconds between two comments of one author, if the post does not ask for more.
    public var slowModeSeconds: Int
    /// What authors say who are new to the server waits for a moderator.
    public var holdsNewAuthors: Bool
    /// Authors who are new to the server may say nothing.
    public var admitsKnownAuthorsOnly: Bool

    /// A shield; without more, the one that is right for most floods.
    public init(slowModeSeconds: Int = 30, holdsNewAuthors: Bool = true, admitsKnownAuthorsOnly: Bool = false) {
        self.slowModeSeconds = slowModeSeconds
        self.holdsNewAuthors = holdsNewAuthors
        self.admitsKnownAuthorsOnly = admitsKnownAuthorsOnly
    }

    /// What is in force where two shields lie over one another: of each thing the stricter.
    public func joined(with other: Shield?) -> Shield {
        guard let other else { return self }
        return Shield(
            slowModeSeconds: max(slowModeSeconds, other.slowModeSeconds),
            holdsNewAuthors: holdsNewAuthors || other.holdsNewAuthors,
            admitsKnownAuthorsOnly: admitsKnownAuthorsOnly || other.admitsKnownAuthorsOnly)
    }
}

/// What one event of a purge belongs to.
public struct PurgePart: Sendable, Hashable {
    /// Names the whole purge, in any number of posts: a number from 1 to 2^53 - 1.
    public let purge: Int64
    /// Whose comments they are, when that is why they go.
    public let author: String?
    /// Why, for viewers and the log.
    public let reason: String?

    /// A part of a purge.
    public init(purge: Int64, author: String? = nil, reason: String? = nil) {
        self.purge = purge
        self.author = author
        self.reason = reason
    }
}

/// What became of a draft.
public enum Outcome: Sendable, Hashable {
    /// It happened; the event is to be published.
    case accepted(Event)
    /// It happened; these events, which may be none, are to be published.
    case acceptedAll([Event])
    /// The comment is kept and waits for a moderator.
    case held(Comment)
    /// The comment had been accepted before, under the same idempotency key.
    case replayed(StoredComment)
    /// It was so already, and there is no event.
    case unchanged
    /// It can't happen.
    case refused(Refusal)

    /// What is to be published, in this order.
    public var events: [Event] {
        switch self {
        case .accepted(let event): [event]
        case .acceptedAll(let events): events
        case .held, .replayed, .unchanged, .refused: []
        }
    }
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
    /// The author may not post: for so many more seconds, or for good, and why, if somebody has said that.
    case banned(seconds: Int?, reason: String? = nil)
    /// The author has posted a moment ago, and may again in so many seconds.
    case slowMode(seconds: Int)
    /// The same has been said a moment ago, and may be said again in so many seconds.
    case duplicate(seconds: Int)
    /// The post's shield lets in only authors the server knows.
    case unknownAuthor
    /// A rule forbids it.
    case rejectedByRule
    /// The comment was erased and can't be brought back.
    case erased
    /// The comment waits for nobody: a moderator has decided already, or nobody had to.
    case notHeld
}
