import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod shield`
    struct Shield: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shield a post from a crowd, and let the shield down again.",
            subcommands: [On.self, Off.self])
    }
}

extension Mod.Shield {
    /// `lc mod shield on`
    struct On: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Slow the post, and hold what new authors say.",
            discussion: "The server decides on what is not said here.")

        @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID

        @Option(
            help: ArgumentHelp("How far apart an author's comments must be.", valueName: "time"),
            transform: Span.argument)
        var slow: Span?

        @Flag(inversion: .prefixedNo, help: "Hold what authors say who are new to the server.")
        var holdNew: Bool?

        @Flag(inversion: .prefixedNo, help: "Let only authors post who are known to the server.")
        var knownOnly: Bool?

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            var shield = Shield()
            shield.slowModeSeconds = slow.map { Int($0.seconds) }
            (shield.holdsNewAuthors, shield.admitsKnownAuthorsOnly) = (holdNew, knownOnly)
            let raised = try server.attempt("shielding \(post)") { client throws(ClientError) in
                try client.raise(shield, of: post)
            }
            var report = Report(self.report)
            let text = "\(post) is shielded: \(words(raised)); lc mod shield off \(post) ends it"
            try report.done("shield", text) { json in
                json.post(post)
                json.optionalInteger("slow_mode_seconds", raised.slowModeSeconds.map(Int64.init))
                json.optionalBoolean("hold_new_authors", raised.holdsNewAuthors)
                json.optionalBoolean("known_authors_only", raised.admitsKnownAuthorsOnly)
            }
        }

        private func words(_ shield: Shield) -> String {
            let pace = (shield.slowModeSeconds ?? 0) > 0 ? "one comment every \(shield.slowModeSeconds ?? 0) s" : nil
            let authors =
                shield.admitsKnownAuthorsOnly == true
                ? "known authors only" : shield.holdsNewAuthors == true ? "new authors wait for a moderator" : nil
            return [pace, authors].compactMap(\.self).joined(separator: ", ")
        }
    }

    /// `lc mod shield off`
    struct Off: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let the shield down; the post is as it was before.")

        @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            try server.attempt("letting the shield of \(post) down") { client throws(ClientError) in
                try client.lowerShield(of: post)
            }
            var report = Report(self.report)
            try report.done("unshield", "\(post) is as it was before") { $0.post(post) }
        }
    }
}
