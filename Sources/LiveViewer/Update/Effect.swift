public import LiveCore

/// What the viewer wants done. Answers come back as ``Input``.
enum Effect: Hashable, Sendable {
    /// To be asked of the server.
    case request(Request)
    /// Ring the bell.
    case bell
    /// Put text on the clipboard (OSC 52).
    case copy(String)
    /// Open a web address with the desktop's program.
    case openLink(String)
    /// Let `$EDITOR` change a text.
    case edit(String)
    /// Write text to a new file.
    case save(String, to: String)
    /// Draw everything anew.
    case redraw
    /// Turn the mouse on or off.
    case mouse(Bool)
    /// Stop until the shell continues us.
    case suspend
    /// Leave.
    case quit
}

/// What is asked of the server. Whoever carries it out puts the answer into the ``Feed``.
public enum Request: Hashable, Sendable {
    /// Open a post: its newest page, then the stream from there on.
    case open(PageRequest)
    /// A page.
    case page(PageRequest)
    /// The newest comments before a cursor that contain a text.
    case search(SearchRequest)
    /// One comment.
    case comment(PostID, EventID)
    /// State, pin and viewers of a post.
    case summary(PostID)
    /// Post a comment.
    case send(SendRequest)
    /// Do what a moderator may.
    case moderate(PostID, Moderation)
    /// The comments of a post that wait for a moderator.
    case held(PostID)
    /// What moderators have done since it was last asked for.
    case log
    /// Make a post's stream anew.
    case reconnect(PostID)
    /// Make all streams anew, and let the server hold comments back above so many a second; nil for none.
    case thin(Int?)
}

/// A page that is wanted.
public struct PageRequest: Hashable, Sendable {
    /// Comments on a page: a few screens.
    public static let size = 100

    /// Of this post.
    public let post: PostID
    /// Which side of the cursor.
    public let direction: Page.Direction
    /// Nil for the newest.
    public let cursor: EventID?
    /// The other end of the stretch that is missing.
    let end: EventID

    /// The newest page.
    init(newestOf post: PostID) {
        self.init(post: post, direction: .before, cursor: nil, end: .zero)
    }

    init(post: PostID, direction: Page.Direction, cursor: EventID?, end: EventID) {
        self.post = post
        self.direction = direction
        self.cursor = cursor
        self.end = end
    }
}

/// A search that the server does.
public struct SearchRequest: Hashable, Sendable {
    /// Under this post.
    public let post: PostID
    /// What to look for.
    public let text: String
    /// Only what is older than this.
    public let before: EventID

    /// A search.
    public init(post: PostID, text: String, before: EventID) {
        self.post = post
        self.text = text
        self.before = before
    }
}

/// A comment to post.
public struct SendRequest: Hashable, Sendable {
    /// Under this post.
    public let post: PostID
    /// The comment.
    public let comment: NewComment
    /// The same each time this comment is sent, so that it is posted once.
    public let idempotencyKey: String
    let number: Int
}
