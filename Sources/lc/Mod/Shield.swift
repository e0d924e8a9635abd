import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod shield`
    struct Shield: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shield a post, or all, from a crowd, and let the shield down again.",
            subcommands: [On.self, Off.self])
    }
}

extension Mod.Shield {
    /// `lc mod shield on`
    struct On: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Slow the post, and hold what new authors say.",
            discussion: """
                Without a post it lies over all, also over those that are yet to be, and takes the role admin. The \
                server decides on what is not said here.
                """)

        @OptionGroup var place: ShieldPlace

        @Option(
            help: ArgumentHelp("How far apart an author's comments must be.", valueName: "time"),
            transform: Span.argument)
        var slow: Span?

        @Flag(inversion: .prefixedNo, help: "Hold what authors say who are new to the server.")
        var holdNew: Bool?

        @Flag(inversion: .prefixedNo, help: "Let only authors post who are known to the server.")
        var knownOnly: Bool?

        @OptionGroup var consent: Consent
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            var shield = Shield()
            shield.slowModeSeconds = slow.map { Int($0.seconds) }
            (shield.holdsNewAuthors, shield.admitsKnownAuthorsOnly) = (holdNew, knownOnly)
            let client = LiveClient(try server.endpoint())
            if place.post == nil { try consent.ask("Shield all posts?", for: .posts) }
            let raised = try client.attempt("shielding \(place.words)") { client throws(ClientError) in
                try client.raise(shield, of: place.post)
            }
            var report = Report(self.report)
            let end = "lc mod shield off" + (place.post.map { " \($0)" } ?? "")
            let text = "\(place.words) \(place.post == nil ? "are" : "is") shielded: \(raised.words); \(end) ends it"
            try report.done("shield", text) { json in
                json.optionalString("video_id", place.post?.rawValue)
                json.optionalInteger("slow_mode_seconds", raised.slowModeSeconds.map(Int64.init))
                json.optionalBoolean("hold_new_authors", raised.holdsNewAuthors)
                json.optionalBoolean("known_authors_only", raised.admitsKnownAuthorsOnly)
            }
        }
    }

    /// `lc mod shield off`
    struct Off: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let the shield down; the post is as it was before.",
            discussion: "Without a post, the one over all. A post's own and the one over all are let down apart.")

        @OptionGroup var place: ShieldPlace
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let client = LiveClient(try server.endpoint())
            try client.attempt("letting the shield of \(place.words) down") { client throws(ClientError) in
                try client.lowerShield(of: place.post)
            }
            var report = Report(self.report)
            try report.done("unshield", try outcome(client)) { json in
                json.optionalString("video_id", place.post?.rawValue)
            }
        }

        /// With what is still up, for who thinks that nothing is.
        private func outcome(_ client: LiveClient) throws -> String {
            guard let post = place.post else {
                return "all posts are as they were before; some may have a shield of their own"
            }
            let status = try client.attempt("looking at \(post)") { client throws(ClientError) in
                try client.status(of: post)
            }
            return status.state.isShielded
                ? "the shield of \(post) is down; the one over all posts is up" : "\(post) is as it was before"
        }
    }
}

/// What a shield lies over.
struct ShieldPlace: ParsableArguments {
    @Argument(help: "The post (default: all).", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID?

    var words: String { post?.rawValue ?? "all posts" }
}

extension Shield {
    /// What it does.
    var words: String {
        let pace = (slowModeSeconds ?? 0) > 0 ? "one comment every \(slowModeSeconds ?? 0) s" : nil
        let authors =
            admitsKnownAuthorsOnly == true
            ? "known authors only" : holdsNewAuthors == true ? "new authors wait for a moderator" : nil
        return [pace, authors].compactMap(\.self).joined(separator: ", ")
    }
}
