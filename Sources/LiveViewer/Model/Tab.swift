import LiveCore

/// A post that is being watched.
struct Tab: Sendable {
    let post: PostID
    var timeline = Timeline()
    var outbox: [Outgoing] = []
    var sentCount = 0
    /// When the last comment was accepted, for slow mode; in milliseconds since the Unix epoch.
    var lastSent: Int64?
    var scroll = Scroll.following {
        // What comes in from here on is new to the reader when they come back to it.
        didSet { if oldValue == .following, scroll != .following { unread.line = unread.seen } }
    }
    /// Rows of the list when it was last drawn.
    var listHeight = 0
    /// What keys act on. It holds the list still.
    var selection: Place?
    var marked: Set<EventID> = []
    var unread = Unread()
    var connection = Connection.connecting
    var state: PostState?
    var pinned: Comment?
    var viewers: Int?
    var latency = Latency()
    var composer = Composer()
    var search: Search?
    /// A comment to select as soon as it is here.
    var goal: EventID?
    /// What replies answer and is not in the list; a few dozen at most.
    private var parents: [EventID: Parent] = [:]
    /// Parents that were asked for.
    var asked: Set<EventID> = []
    /// What takes back what is being done.
    var undoing: [Moderation: Moderation] = [:]
    /// Pages asked for since the last key or use of the mouse: a filter that matches nothing must not load a whole history.
    var loadsSinceKey = 0

    init(post: PostID) {
        self.post = post
    }

    /// The item that is selected.
    var selectedItem: Item? { selection?.comment.flatMap(timeline.item) }

    /// What a reply answers, wherever it is kept; nil when that is not known here.
    func parent(_ id: EventID) -> Parent? {
        timeline.item(id).map { $0.deletion == nil ? .comment($0.comment) : .deleted } ?? parents[id]
    }

    /// A comment by its id, wherever it is kept.
    func comment(_ id: EventID) -> Comment? {
        if case .comment(let comment) = parent(id) { comment } else { nil }
    }

    mutating func keepParent(_ parent: Parent, _ id: EventID) {
        if parents.count >= 64 { parents.removeAll() }
        parents[id] = parent
    }

    /// Notes that a comment was deleted, should a reply answer it.
    mutating func markParentDeleted(_ id: EventID) {
        if parents[id] != nil { parents[id] = .deleted }
    }
}

/// What a reply answers.
enum Parent: Hashable, Sendable {
    case comment(Comment)
    case deleted
}

/// What has not been read yet.
struct Unread: Hashable, Sendable {
    /// Comments that came in since the list was last seen to its end.
    var count = 0
    var mentions = 0
    /// The newest comment that has been on the screen.
    var seen = EventID.zero
    /// The unread line stands below this comment; nil for no line.
    var line: EventID?
}

/// Where a list stands.
enum Scroll: Hashable, Sendable {
    /// At its end, and new comments move it up.
    case following
    /// Still.
    ///
    /// - Parameters:
    ///   - place: what is held; when it goes, the next one is.
    ///   - row: the row of the list that its first line stands on; negative when it begins above the screen.
    case held(place: Place, row: Int)
}

/// A search that `n` and `N` go on with.
struct Search: Hashable, Sendable {
    let text: String
    let needle: FoldedText
    /// Where the server is being asked, strictly before this id; nil when it is not.
    var asking: EventID?

    init(_ text: String) {
        self.text = text
        needle = FoldedText(text)
    }

    func matches(_ comment: Comment) -> Bool {
        needle.occurs(in: comment.content) || needle.occurs(in: comment.author)
            || comment.authorName.map(needle.occurs) ?? false
    }
}
