import ArgumentParser
import LiveClient
import LiveCore

/// A change of one post, which all of these make.
struct PostChangeOptions: ParsableArguments {
    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @OptionGroup var report: ReportOptions
    @OptionGroup var server: ServerOptions

    /// Makes the change, and tells of it.
    ///
    /// - Parameters:
    ///   - action: in one word.
    ///   - text: for people.
    func make(
        _ change: PostChange, _ action: String, _ text: String, _ members: (inout JSONWriter) -> Void = { _ in }
    ) throws {
        try server.attempt("changing \(post)") { client throws(ClientError) in try client.change(post, change) }
        var report = Report(self.report)
        try report.done(action, text) { json in
            json.post(post)
            members(&json)
        }
    }
}

extension Mod {
    /// `lc mod slow`
    struct Slow: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let each author post only every so often.", discussion: "0s, or off, ends it.")

        @OptionGroup var options: PostChangeOptions

        @Argument(
            help: ArgumentHelp("How far apart: 30s, 5m, 2h or 7d; or off.", valueName: "time"),
            completion: .list(["off", "5s", "10s", "30s", "1m", "5m"]), transform: Self.span)
        var span: Span

        private static func span(_ text: String) throws -> Span { try Span.argument(text == "off" ? "0s" : text) }

        func run() throws {
            let text = span.seconds > 0 ? "one comment every \(span.seconds) s" : "no slow mode"
            try options.make(
                PostChange(slowModeSeconds: Int(span.seconds)), "slow", "\(options.post): \(text)"
            ) { json in
                json.key("slow_mode_seconds")
                json.integer(span.seconds)
            }
        }
    }

    /// `lc mod close`
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let nobody comment on a post any more.", discussion: "Reading goes on.")

        @OptionGroup var options: PostChangeOptions

        func run() throws { try options.make(PostChange(isOpen: false), "close", "\(options.post) is closed") }
    }

    /// `lc mod open`
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a post that was closed take comments again.")

        @OptionGroup var options: PostChangeOptions

        func run() throws { try options.make(PostChange(isOpen: true), "open", "\(options.post) is open") }
    }

    /// `lc mod pin`
    struct Pin: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fix a comment on top of its post.", discussion: "Another one that was there goes.")

        @OptionGroup var options: PostChangeOptions

        @Argument(help: "The comment's id.", transform: EventID.argument)
        var id: EventID

        func run() throws {
            try options.make(PostChange(pin: .comment(id)), "pin", "pinned \(id)") { json in
                json.key("comment_id")
                json.integer(id.rawValue)
            }
        }
    }

    /// `lc mod unpin`
    struct Unpin: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take away what is fixed on top of a post.")

        @OptionGroup var options: PostChangeOptions

        func run() throws {
            try options.make(PostChange(pin: .nothing), "unpin", "nothing is pinned in \(options.post)")
        }
    }
}
