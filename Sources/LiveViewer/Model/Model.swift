import LiveCore

/// All that the viewer knows: what ``update(_:at:)`` changes and ``Frame/init(of:)`` shows.
struct Model: Sendable {
    /// The least screen there is a layout for.
    static let leastSize = Size(width: 40, height: 10)

    var size: Size
    /// In milliseconds since the Unix epoch, as of the last input.
    var now: Int64
    /// When the viewer was started: what happened before is shown, but is no news.
    private let startedAt: Int64
    let identity: Identity
    let mentions: Mentions
    let surroundings: Surroundings
    var settings: Settings
    var theme: Theme
    let keys: KeyMap
    var tabs: [Tab]
    var current = 0
    /// What waits for a moderator; nil for those who are none.
    var queue: Queue?
    var logReading = LogReading.idle
    /// What takes back what was done, newest last.
    var undoable: [(post: PostID, action: Moderation)] = []
    var mode: Settings.Mode
    var layers: [Layer] = []
    /// What was searched for, filtered by and commanded.
    var typed: [Layer.Prompt.Purpose: History] = [:]
    /// Keys of a sequence that is not complete.
    var pendingKeys: [Key] = []
    var isBare = false
    var hasFocus = true
    /// The last of what the status line said.
    private(set) var notices: [Notice] = []
    /// How many there have ever been.
    private(set) var noticeCount = 0
    /// How many of them make room for what is being written.
    private var dismissedNotices = 0
    /// What ``settle()`` laid out, for the frame that is drawn next.
    var laidOut: Viewport?

    init(
        posts: [PostID], identity: Identity, configuration: Configuration = Configuration(),
        surroundings: Surroundings = Surroundings(), size: Size, now: Int64
    ) {
        precondition(!posts.isEmpty, "a viewer watches at least one post")
        self.size = size
        self.now = now
        startedAt = now
        self.identity = identity
        self.surroundings = surroundings
        mentions = identity.mentions
        settings = configuration.settings
        theme = Theme(colors: surroundings.colors, overrides: configuration.colors)
        keys = configuration.keys
        tabs = posts.map(Tab.init)
        mode = configuration.settings.startMode
        queue = identity.isModerator ? Queue() : nil
        say(configuration.problems)
    }

    /// Shows the first, and keeps the others among the messages, which are newest first.
    private mutating func say(_ problems: [Configuration.Problem]) {
        guard let first = problems.first else { return }
        for problem in problems.dropFirst().reversed() { say(problem.description, .problem) }
        let count = "\(Counted.text(problems.count, "problem")) (:\(Command.messages.rawValue)) \(symbols.bullet) "
        say((problems.count > 1 ? count : "") + first.description, .problem)
    }

    /// The post in front.
    var tab: Tab {
        _read { yield tabs[current] }
        _modify { yield &tabs[current] }
    }

    /// How many tabs there are: the posts, and behind them the queue.
    var tabCount: Int { tabs.count + (queue == nil ? 0 : 1) }

    /// The tab that is in front, among all of them.
    var front: Int { isQueueInFront ? tabs.count : current }

    /// Whether an event was after the start.
    func isNews(_ event: Event) -> Bool { event.id.milliseconds >= startedAt }

    /// Puts a line into the status bar.
    mutating func say(_ text: String, _ kind: Notice.Kind = .information) {
        notices.append(Notice(text: DisplayText.line(text), kind: kind, at: now))
        noticeCount += 1
        if notices.count > 100 { notices.removeFirst(50) }
    }

    /// The line that is in the status bar now: the last problem, or else the last of all.
    var notice: Notice? {
        let new = notices.suffix(noticeCount - dismissedNotices)
            .filter { $0.kind == .problem || $0.age(at: now) < Notice.lifetime }
        return new.last { $0.kind == .problem } ?? new.last
    }

    /// Takes the line out of the status bar.
    mutating func dismissNotice() { dismissedNotices = noticeCount }
}
