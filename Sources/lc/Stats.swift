import ArgumentParser
import LiveClient
import LiveCore

/// `lc stats`
struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how much is going on in a post, or on the server.",
        discussion: "For moderators: the token in LC_TOKEN says who you are.")

    @Argument(help: "The post (default: all).", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID?

    @Flag(help: "Go on, every two seconds.")
    var watch = false

    @Flag(help: "Print JSON objects, as the server writes them (default: text on a terminal, else JSON).")
    var json = false

    @OptionGroup var server: ServerOptions

    private static let interval = Duration.seconds(2)

    func run() throws {
        let client = LiveClient(try server.endpoint())
        var output = LineOutput()
        let isText = !json && output.isTerminal
        var history = StatsHistory()
        while true {
            let stats = try Retry(options: server)("reading the figures") { () throws(ClientError) in
                try client.stats(of: post)
            }
            history.add(stats)
            if isText {
                // Over what was there, without a flicker.
                let (begin, end, rest) = watch ? ("\u{1B}[H", "\u{1B}[K", "\u{1B}[J") : ("", "", "")
                let lines = StatsText(stats, watch ? history : nil).lines.map { $0 + end }
                try output.line(begin + lines.joined(separator: "\n") + rest)
            } else {
                try output.line(stats.json)
            }
            try output.flush()
            guard watch else { return }
            pause(until: .now + Self.interval)
            if output.isReaderGone { throw Failure.readerGone }
        }
    }
}
