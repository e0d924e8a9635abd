public import LiveCore

/// What happens to a viewer.
public enum Input: Sendable {
    /// A key was pressed.
    case key(Key)
    /// Text was pasted, as a whole.
    case paste(String)
    /// The mouse was used on a place of the screen.
    case mouse(Mouse)
    /// The terminal has another size.
    case resize(Size)
    /// The terminal came to the front, or went away from it.
    case focus(Bool)
    /// Time has passed.
    case tick
    /// A frame is about to be drawn.
    case frame
    /// A post's stream said something.
    case stream(PostID, StreamNews)
    /// The answer to ``Request/page(_:)``.
    case page(PageRequest, Result<Page, RequestFailure>)
    /// The answer to ``Request/search(_:)``.
    case found(SearchRequest, Result<Page, RequestFailure>)
    /// The answer to ``Request/comment(_:_:)``; nil for one that was deleted.
    case comment(PostID, EventID, Result<Comment?, RequestFailure>)
    /// The answer to ``Request/summary(_:)``.
    case summary(PostID, Result<PostSummary, RequestFailure>)
    /// The answer to ``Request/send(_:)``.
    case sent(SendRequest, Result<Posted, RequestFailure>)
    /// The answer to ``Request/moderate(_:_:)``.
    case moderated(PostID, Moderation, Result<Void, RequestFailure>)
    /// The answer to ``Request/held(_:)``, oldest first.
    case held(PostID, Result<[HeldComment], RequestFailure>)
    /// The answer to ``Request/log``, oldest first; nothing the first time.
    case log(Result<[Deed], RequestFailure>)
    /// `$EDITOR` has ended: its text, or why there is none.
    case edited(Result<String, RequestFailure>)
    /// Text was written to a file, or why it was not.
    case saved(to: String, Result<Void, RequestFailure>)
    /// Something to tell the one who watches.
    case notice(String)
}

/// What the mouse did.
public struct Mouse: Hashable, Sendable {
    /// A button or the wheel.
    public enum Action: Hashable, Sendable { case press, wheelUp, wheelDown }

    /// What was done.
    public var action: Action
    /// From 0 at the top.
    public var row: Int
    /// From 0 on the left.
    public var column: Int

    /// A use of the mouse.
    public init(_ action: Action, row: Int, column: Int) {
        self.action = action
        self.row = row
        self.column = column
    }
}

/// What comes by a post's stream.
public enum StreamNews: Hashable, Sendable {
    /// A connection is being made.
    case connecting
    /// It is there, and what was missed is on its way.
    case connected
    /// It is lost, and will be made again.
    ///
    /// - Parameter retryAt: when, in milliseconds since the Unix epoch.
    case disconnected(reason: String, retryAt: Int64?)
    /// It is lost for good.
    case ended(reason: String)
    /// A comment, or what a moderator did.
    case event(Event)
    /// Many comments went at once.
    case purge([EventID], by: String, reason: String?)
    /// How many watch.
    case viewers(Int)
    /// Comments were not sent.
    case gap(Gap)
    /// Comments between two ids were held back, as asked.
    case thinned(after: EventID, before: EventID, withheld: Int)
}

/// What is known of a post besides its comments.
public struct PostSummary: Hashable, Sendable {
    /// Whether it takes comments, and how often.
    public var state: PostState
    /// What is fixed on top.
    public var pinned: Comment?
    /// How many watch.
    public var viewers: Int?

    /// A summary.
    public init(state: PostState, pinned: Comment? = nil, viewers: Int? = nil) {
        self.state = state
        self.pinned = pinned
        self.viewers = viewers
    }
}

/// What the poster of a comment gets back.
public enum Posted: Hashable, Sendable {
    /// It is there for all to see.
    case accepted(Comment)
    /// A moderator looks at it first.
    case held
}

/// Why something that was asked for did not happen.
public struct RequestFailure: Error, Hashable, Sendable {
    /// In a few words, for the status line.
    public var reason: String
    /// Seconds after which trying again makes sense.
    public var retryAfter: Int?

    /// A failure.
    public init(_ reason: String, retryAfter: Int? = nil) {
        self.reason = reason
        self.retryAfter = retryAfter
    }
}
