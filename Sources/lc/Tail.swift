import ArgumentParser
import LiveClient
import LiveCore

/// `lc tail`
struct Tail: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow posts: what was said last, then everything as it comes.",
        discussion: """
            Reconnects by itself and goes on where it was, without loss and without doubles. Ends at once and quietly \
            when nobody reads its output any more.
            """)

    @Argument(
        help: ArgumentHelp("The posts.", valueName: "post"), completion: PostCompletion.kind,
        transform: PostID.argument)
    var posts: [PostID]

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp("Begin with the last n comments, 0 to 500 (default: 10).", valueName: "n"))
    var count: Int?

    private static let defaultCount = 10

    @Option(
        help: ArgumentHelp("Begin at a time: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.", valueName: "time"),
        transform: Moment.argument)
    var since: Moment?

    @Option(help: ArgumentHelp("Begin after a cursor, however old.", valueName: "cursor"), transform: EventID.argument)
    var after: EventID?

    @Option(
        help: ArgumentHelp("End at a time; what is said at it or later is not printed.", valueName: "time"),
        transform: Moment.argument)
    var until: Moment?

    @Option(
        help: ArgumentHelp("Keep the cursor of the last line here, and go on after it next time.", valueName: "file"),
        completion: .file())
    var cursorFile: String?

    @Option(help: ArgumentHelp("End after n lines.", valueName: "n"))
    var limit: Int?

    @Flag(inversion: .prefixedNo, help: "Go on with what is said from now on.")
    var follow = true

    @Flag(help: "Print deletes, pins and states too.")
    var events = false

    @Flag(help: "End with status 75 when something is missing.")
    var strict = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard !posts.isEmpty else { throw ValidationError("name a post") }
        guard Set(posts).count == posts.count else { throw ValidationError("name each post once") }
        if let count, !Limits.history.contains(count) {
            throw ValidationError(
                "-n \(count): allowed is a whole number from \(Limits.history.lowerBound) to \(Limits.history.upperBound)"
            )
        }
        if let limit, limit < 1 { throw ValidationError("--limit \(limit): allowed is a whole number from 1 on") }
        if since != nil, after != nil { throw ValidationError("--since and --after exclude each other") }
        if count != nil, since != nil || after != nil {
            throw ValidationError("-n and --\(since != nil ? "since" : "after") exclude each other")
        }
        if !follow, events {
            throw ValidationError("--no-follow and --events exclude each other: pages hold comments only")
        }
    }

    func run() throws {
        var printer = try TailPrinter(self)
        if follow, events || !isOver { try printer.follow() } else { try printer.printPages() }
    }

    /// Whether everything that is wanted has been said.
    private var isOver: Bool { until.map { $0.milliseconds <= WallClock.system.milliseconds } ?? false }

    /// Where a post begins.
    func start(of post: PostID, in file: CursorFile?) -> StreamStart {
        if let cursor = file?.cursors[post] { return .after(cursor) }
        return (after ?? since?.cursor).map(StreamStart.after) ?? .history(count ?? Self.defaultCount)
    }
}
