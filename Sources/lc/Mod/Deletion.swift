import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod delete`
    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take comments down.",
            discussion: "Viewers see that something was there and why it went, but not what it was.")

        @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID

        @Argument(help: "The comments' ids.", transform: EventID.argument)
        var id: [EventID]

        @Option(help: ArgumentHelp("Why, for viewers and the log.", valueName: "text"))
        var reason: String?

        @Flag(help: "Take the text out of the server's files, too; there is no way back then.")
        var erase = false

        @OptionGroup var consent: Consent
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let client = LiveClient(try server.endpoint())
            if id.count > 1 { try consent.ask("Take down \(Counted.comments(id.count)) of \(post)?") }
            var report = Report(self.report)
            for id in id {
                try client.attempt("deleting \(id) of \(post)") { client throws(ClientError) in
                    try client.delete(id, in: post, reason: reason, erase: erase)
                }
                try report.done(erase ? "erase" : "delete", "\(erase ? "erased" : "deleted") \(id)") { json in
                    json.comment(id, in: post)
                    json.optionalString("reason", reason)
                }
            }
        }
    }

    /// `lc mod restore`
    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Put comments back that were taken down.")

        @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID

        @Argument(help: "The comments' ids.", transform: EventID.argument)
        var id: [EventID]

        @OptionGroup var consent: Consent
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let client = LiveClient(try server.endpoint())
            if id.count > 1 { try consent.ask("Put back \(Counted.comments(id.count)) of \(post)?") }
            var report = Report(self.report)
            for id in id {
                try client.attempt("restoring \(id) of \(post)") { client throws(ClientError) in
                    try client.restore(id, in: post)
                }
                try report.done("restore", "restored \(id)") { json in json.comment(id, in: post) }
            }
        }
    }
}

extension JSONWriter {
    /// The members that name a comment.
    mutating func comment(_ id: EventID, in post: PostID) {
        self.post(post)
        key("comment_id")
        integer(id.rawValue)
    }
}
