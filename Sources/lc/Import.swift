import ArgumentParser
import LiveClient
import LiveCore

/// `lc import`
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Post a chat log at its own pace.",
        discussion: """
            A line is a JSON object with a time and a text: {"ms", "author", "text"}, or a line of lc history. Lines \
            that can't be read or are refused are named and left out; the exit status is 65 then.
            """)

    // The script for fish counts only arguments that can be completed.
    @Argument(help: "The post.", completion: .list([]), transform: PostID.argument)
    var post: PostID

    @Argument(help: "The log: one JSON object a line; - or nothing reads standard input.", completion: .file())
    var file: String?

    @Flag(help: "Post the comments live, with the pauses they had.")
    var replay = false

    @Option(help: ArgumentHelp("How many times faster than it was.", valueName: "n"))
    var speed = 1.0

    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard replay else { throw ValidationError("only --replay is there so far") }
        guard speed > 0, speed.isFinite else { throw ValidationError("--speed \(speed): allowed is a number above 0") }
    }

    func run() throws {
        let poster = Poster(LiveClient(try server.endpoint()), options: server)
        var input = try StandardInput(path: file)
        var pace = Pace(speed: speed)
        try input.forEachLine { line in
            let entry = try ChatLogEntry(line)
            pace.wait(until: entry.milliseconds)
            _ = try poster.post(entry.comment, to: post, isPatient: true)
        }
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
