import ArgumentParser
import LiveClient
import LiveCore

/// `lc import`
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring a chat log into a post: as what was said then, or live at its own pace.",
        discussion: """
            Without --replay the comments keep their times, which takes a moderator's token; what is imported again is \
            not there twice. Lines that can't be read or are refused are named and left out; the exit status is 65 then.
            """)

    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @Argument(help: "The log; - or nothing reads standard input.", completion: .file())
    var file: String?

    @Option(help: ArgumentHelp("How the log is written (default: told by its beginning).", valueName: "format"))
    var from: ChatFormat?

    @Option(
        help: ArgumentHelp(
            "When the log began, to go by its times from there: 2h ago, RFC 3339, or @epoch.", valueName: "time"),
        transform: Moment.argument)
    var start: Moment?

    @Flag(help: "Post the comments live, with the pauses they had.")
    var replay = false

    @Option(help: ArgumentHelp("How many times faster than it was.", valueName: "n"))
    var speed = 1.0

    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard speed > 0, speed.isFinite else { throw ValidationError("--speed \(speed): allowed is a number above 0") }
        if replay, start != nil { throw ValidationError("--replay and --start exclude each other") }
        if !replay, speed != 1 { throw ValidationError("--speed needs --replay") }
    }

    func run() throws {
        let client = LiveClient(try server.endpoint())
        let refusals = Refusals()
        var log = try ChatLog(path: file, format: from, start: replay ? 0 : start?.milliseconds)
        if replay {
            let poster = Poster(client, options: server)
            var pace = Pace(speed: speed)
            try log.forEach(noting: refusals) { entry, _ in
                pace.wait(until: entry.comment.milliseconds)
                _ = try poster.post(entry.comment.comment, to: post, isPatient: true)
            }
        } else {
            var importer = Importer(client, post: post, options: server, refusals: refusals)
            try log.forEach(noting: refusals) { entry, fraction in
                try importer.add(try placed(entry), fraction: fraction)
            }
            try importer.finish()
            let known = importer.known > 0 ? "; \(importer.known) had been there" : ""
            let skipped = log.skipped > 0 ? "; left out \(Counted.text(log.skipped, "other event"))" : ""
            server.say("imported \(Counted.comments(importer.imported))\(known)\(skipped)")
        }
        try refusals.check()
    }

    /// An entry with a time of day.
    private func placed(_ entry: ChatLog.Entry) throws -> ChatLog.Entry {
        var comment = entry.comment
        guard (0..<EventID.zero.milliseconds).contains(comment.milliseconds) else { return entry }
        guard let start else {
            throw Failure.usage("the times of this log count from its beginning; say --start")
        }
        comment.milliseconds += start.milliseconds
        return ChatLog.Entry(comment: comment, number: entry.number)
    }
}

/// Waits so that moments of a log come as far apart as they were, divided by a speed.
private struct Pace {
    /// Milliseconds from the first moment to the last: a century.
    private static let longest = 100 * 365.25 * 86_400_000

    let speed: Double
    private var origin: (real: ContinuousClock.Instant, logged: Int64)?

    init(speed: Double) { self.speed = speed }

    mutating func wait(until milliseconds: Int64) {
        guard let origin else {
            origin = (.now, milliseconds)
            return
        }
        // A log may hold any numbers, and their difference need not fit.
        let distance = (Double(milliseconds) - Double(origin.logged)) / speed
        pause(until: origin.real + .milliseconds(min(max(distance, 0), Self.longest)))
    }
}
