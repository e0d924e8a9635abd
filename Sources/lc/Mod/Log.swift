import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod log`
    struct Log: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what moderators and rules did, oldest first.",
            discussion: "With --follow it goes on when the server was away, where it had got to.")

        @Argument(help: "In this post (default: all).", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID?

        @Option(
            name: .customShort("n", allowingJoined: true),
            help: ArgumentHelp("Print the last n entries, 1 to 500.", valueName: "n"))
        var count = 50

        @Flag(help: "Print everything there is.")
        var all = false

        @Flag(help: "Go on with what is done from now on.")
        var follow = false

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        /// How often the server is asked for more.
        private static let interval = Duration.seconds(1)

        func validate() throws {
            guard Limits.pageSize.contains(count) else {
                throw ValidationError("-n \(count): allowed is a whole number from 1 to \(Limits.pageSize.upperBound)")
            }
        }

        func run() throws {
            let client = LiveClient(try server.endpoint())
            var report = Report(self.report)
            var cursor: String? = all ? "0" : nil
            while true {
                let limit = cursor == nil ? count : Limits.pageSize.upperBound
                let read = { () throws(ClientError) in try client.log(after: cursor, of: post, limit: limit) }
                // Once it follows, there is something to wait for.
                let page =
                    follow && cursor != nil
                    ? try Retry(options: server, isEndless: true)("reading the log", read)
                    : try client.attempt("reading the log") { _ throws(ClientError) in try read() }
                for entry in page.entries { try report.line(json: entry.json, text: text(entry)) }
                // The newest entries have more before them, not after them.
                let isBehind = cursor != nil && page.hasMore
                cursor = page.after ?? cursor ?? "0"
                guard !isBehind else { continue }
                guard follow else { return }
                pause(until: .now + Self.interval)
                if report.isReaderGone { throw Failure.readerGone }
            }
        }

        private func text(_ entry: Record) -> String {
            let time = entry.moment("timestamp").map { "\($0.rfc3339) " } ?? ""
            // What nobody did, a rule did, or the shield.
            let isByRule = entry["by"] == nil && entry["rule"] != nil
            let who = entry["by"] ?? (isByRule ? "rule \(entry["rule"] ?? "")" : "shield")
            return "\(time)\(who) \(entry["action"] ?? "?")" + entry.part(" [", "video_id")
                + (entry["video_id"] == nil ? "" : "]") + entry.part(" ", "comment_id") + entry.part(" ", "author_id")
                + (isByRule ? "" : entry.part(" rule ", "rule")) + entry.part(" token ", "revoked_token_id")
                + entry.part(" purge ", "purge_id") + (entry["count"].map { " (\($0))" } ?? "")
                + (entry["seconds"].map { " \($0) s" } ?? "") + entry.part(": ", "reason")
        }
    }
}
