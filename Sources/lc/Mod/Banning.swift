import ArgumentParser
import LiveClient
import LiveCore

/// Whom a ban concerns, and where.
struct BanTarget: ParsableArguments {
    @Argument(help: "The author's id.")
    var author: String

    @Option(
        help: ArgumentHelp("Only in this post (default: everywhere).", valueName: "post"), transform: PostID.argument)
    var post: PostID?

    /// In words.
    var place: String { post.map { "from \($0)" } ?? "everywhere" }
}

/// What goes with a ban.
struct BanOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for the author and the log.", valueName: "text"))
    var reason: String?

    @Flag(help: "Take down what the author has said there, too.")
    var deleteComments = false

    @OptionGroup var consent: Consent
    @OptionGroup var report: ReportOptions
    @OptionGroup var server: ServerOptions

    /// - Parameter span: nil for good.
    func ban(_ target: BanTarget, for span: Span?) throws {
        var ban = Ban(target.author, from: target.post, seconds: span.map { Int($0.seconds) }, reason: reason)
        ban.deletesComments = deleteComments
        let client = LiveClient(try server.endpoint())
        if deleteComments { try consent.ask("Take down all that \(target.author) has said \(target.place)?") }
        let done = try client.attempt("banning \(target.author)") { client throws(ClientError) in try client.ban(ban) }
        var report = Report(self.report)
        let end = span.map { " for \($0.seconds) s" } ?? ""
        let text = "banned \(target.author) \(target.place)\(end)"
        try report.done(span == nil ? "ban" : "timeout", text + taken(done)) { json in
            json.target(target)
            json.optionalInteger("seconds", span?.seconds)
            json.optionalString("reason", reason)
            json.optionalInteger("deleted", done["deleted"].flatMap { Int64($0) })
            json.optionalInteger("purge_id", done["purge_id"].flatMap { Int64($0) })
        }
    }

    /// What went with the author, and how to get it back.
    private func taken(_ ban: Record) -> String {
        guard let purge = ban["purge_id"], let count = ban["deleted"] else { return "" }
        return ", and deleted \(Counted.comments(count)); lc mod purge --undo \(purge) undoes that"
    }
}

extension Mod {
    /// `lc mod ban`
    struct Ban: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep an author from posting, until unban.",
            discussion: "What the author has said stays, unless --delete-comments is given.")

        @OptionGroup var target: BanTarget
        @OptionGroup var options: BanOptions

        func run() throws { try options.ban(target, for: nil) }
    }

    /// `lc mod timeout`
    struct Timeout: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep an author from posting for a while.")

        @OptionGroup var target: BanTarget

        @Argument(help: ArgumentHelp("How long: 30s, 5m, 2h or 7d.", valueName: "time"), transform: Span.argument)
        var span: Span

        @OptionGroup var options: BanOptions

        func validate() throws {
            if span.seconds < 1 { throw ValidationError("a timeout takes a second or more") }
        }

        func run() throws { try options.ban(target, for: span) }
    }

    /// `lc mod unban`
    struct Unban: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let an author post again.")

        @OptionGroup var target: BanTarget
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            try server.attempt("unbanning \(target.author)") { client throws(ClientError) in
                try client.unban(target.author, from: target.post)
            }
            var report = Report(self.report)
            try report.done("unban", "unbanned \(target.author) \(target.place)") { $0.target(target) }
        }
    }

    /// `lc mod bans`
    struct Bans: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List who is kept from posting.")

        @Argument(help: "From this post (default: all).", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID?

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let bans = try server.attempt("reading the bans") { client throws(ClientError) in
                try client.bans(from: post)
            }
            var report = Report(self.report)
            for ban in bans { try report.line(json: ban.json, text: text(ban)) }
        }

        private func text(_ ban: Record) -> String {
            let place = ban["video_id"].map { "from \($0)" } ?? "everywhere"
            let end = ban.moment("until").map { "until \($0.rfc3339)" } ?? "for good"
            return "\(ban["author_id"] ?? "?") \(place) \(end)" + ban.part(", by ", "by") + ban.part(": ", "reason")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func target(_ target: BanTarget) {
        key("author_id")
        string(target.author)
        optionalString("video_id", target.post?.rawValue)
    }
}
