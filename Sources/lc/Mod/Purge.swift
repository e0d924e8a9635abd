import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod purge`
    struct Purge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take down many comments at once, or undo that.",
            discussion: """
                Takes down the comments for which all that is said holds, in a post or, without one, in all. Prints \
                an id by which --undo puts all of them back.
                """)

        @Argument(help: "The post (default: all).", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID?

        @Option(help: ArgumentHelp("What this author said.", valueName: "id"))
        var author: String?

        @Option(
            help: ArgumentHelp("Nothing older: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.", valueName: "time"),
            transform: Moment.argument)
        var since: Moment?

        @Option(
            help: ArgumentHelp("Nothing said at this time or later.", valueName: "time"), transform: Moment.argument)
        var until: Moment?

        @Option(help: ArgumentHelp("What matches this regular expression.", valueName: "regex"))
        var matching: String?

        @Option(help: ArgumentHelp("Why, for viewers and the log.", valueName: "text"))
        var reason: String?

        @Flag(help: "Take nothing down; print what would be.")
        var dryRun = false

        @Option(help: ArgumentHelp("Put back what the purge of this id took down.", valueName: "id"))
        var undo: String?

        @OptionGroup var consent: Consent
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        private var selects: Bool { author != nil || since != nil || until != nil || matching != nil }

        func validate() throws {
            guard undo != nil else {
                guard selects else {
                    throw ValidationError("say which comments: --author, --since, --until or --matching")
                }
                if post == nil, author == nil, since == nil, until == nil {
                    throw ValidationError("--matching needs a post, --author, --since or --until with it")
                }
                return
            }
            if post != nil || selects || dryRun {
                throw ValidationError("--undo stands alone: what it puts back is what the purge took down")
            }
        }

        func run() throws {
            let client = LiveClient(try server.endpoint())
            if let undo { return try putBack(undo, client) }
            if dryRun { return try tell(try purge(client, isTrial: true)) }
            try consent.ask(
                "Take down \(Counted.comments(try purge(client, isTrial: true).count)) in \(post?.rawValue ?? "all posts")?"
            )
            let done = try purge(client, isTrial: false)
            var report = Report(self.report)
            try report.done(
                "purge", "deleted \(Counted.comments(done.count)); lc mod purge --undo \(done.id ?? "") undoes it"
            ) {
                $0.purge(done)
            }
        }

        private func purge(_ client: LiveClient, isTrial: Bool) throws -> PurgeReport {
            var filter = PurgeFilter()
            (filter.post, filter.author, filter.matching) = (post, author, matching)
            (filter.since, filter.until) = (since?.milliseconds, until?.milliseconds)
            return try client.attempt("purging") { client throws(ClientError) in
                try client.purge(filter, reason: reason, isTrial: isTrial)
            }
        }

        private func putBack(_ id: String, _ client: LiveClient) throws {
            try consent.ask("Put back all that the purge \(id) took down?")
            let done = try client.attempt("undoing \(id)") { client throws(ClientError) in try client.undoPurge(id) }
            var report = Report(self.report)
            try report.done("undo_purge", "\(Counted.comments(done.count)) can be seen again") { $0.purge(done) }
        }

        /// The first comments that would go, and how many it would be.
        private func tell(_ trial: PurgeReport) throws {
            var report = Report(self.report)
            for comment in trial.comments { try report.line(json: comment.json, text: comment.saying) }
            server.say("would take down \(Counted.comments(trial.count))")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func purge(_ report: PurgeReport) {
        optionalInteger("id", report.id.flatMap { Int64($0) })
        key("count")
        integer(Int64(report.count))
    }
}
