import ArgumentParser
import Glibc
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

    @Argument(help: "The post.", transform: PostID.argument)
    var post: PostID

    @Argument(help: "The log: one JSON object a line; - or nothing reads standard input.")
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
        var (number, refused) = (0, 0)
        while let line = try input.line() {
            number += 1
            if line.isEmpty { continue }
            do {
                let entry = try ChatLogEntry(line)
                pace.wait(until: entry.milliseconds)
                _ = try poster.post(entry.comment, to: post, isPatient: true)
            } catch let failure as Failure where failure.status == .badData {
                refused += 1
                StandardError.write("lc: line \(number): \(failure.message)\n")
            }
        }
        if refused > 0 {
            throw Failure(.badData, code: "lines_refused", "\(refused) of \(number) lines were refused")
        }
    }
}

/// Waits so that moments of a log come as far apart as they were, divided by a speed.
private struct Pace {
    let speed: Double
    private var origin: (real: ContinuousClock.Instant, logged: Int64)?

    init(speed: Double) { self.speed = speed }

    mutating func wait(until milliseconds: Int64) {
        guard let origin else {
            origin = (.now, milliseconds)
            return
        }
        let due = origin.real + .milliseconds(Double(milliseconds - origin.logged) / speed)
        let pause = due - .now
        if pause > .zero { usleep(UInt32(min(pause / .microseconds(1), Double(UInt32.max)))) }
    }
}
