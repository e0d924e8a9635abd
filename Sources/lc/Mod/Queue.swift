import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod queue`
    struct Queue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List and decide on comments that wait for a moderator.",
            subcommands: [List.self, Approve.self, Reject.self, Hold.self, Claim.self, Release.self],
            defaultSubcommand: List.self)
    }
}

/// Held comments of a post.
struct HeldComments: ParsableArguments {
    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @Argument(help: "The comments' ids.", transform: EventID.argument)
    var id: [EventID]

    @OptionGroup var report: ReportOptions
    @OptionGroup var server: ServerOptions

    /// Does something with each, and tells of it.
    ///
    /// - Parameters:
    ///   - doing: what is tried, such as "claiming".
    ///   - done: what has been done then, such as "claimed".
    func each(
        _ action: String, _ doing: String, _ done: String, _ body: (LiveClient, EventID) throws(ClientError) -> Void
    ) throws {
        let client = LiveClient(try server.endpoint())
        var report = Report(self.report)
        for id in id {
            try client.attempt("\(doing) \(id) of \(post)") { client throws(ClientError) in try body(client, id) }
            try report.done(action, "\(done) \(id)") { $0.comment(id, in: post) }
        }
    }

    /// Lets each through, or takes it down; asks first when they are several.
    func decide(_ consent: Consent, approve: Bool, reason: String? = nil) throws {
        if id.count > 1 {
            try consent.ask("\(approve ? "Approve" : "Reject") \(Counted.comments(id.count)) of \(post)?")
        }
        let words = approve ? ("approve", "approving", "approved") : ("reject", "rejecting", "rejected")
        try each(words.0, words.1, words.2) { client, id throws(ClientError) in
            try client.decide(id, in: post, approve: approve, reason: reason)
        }
    }
}

extension Mod.Queue {
    /// `lc mod queue list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what waits, oldest first.")

        @Argument(help: "The post (default: all).", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID?

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let held = try server.attempt("reading the queue") { client throws(ClientError) in
                try client.heldComments(of: post)
            }
            var report = Report(self.report)
            for comment in held {
                let claim = comment.part(" (", "claimed_by") + (comment["claimed_by"] == nil ? "" : " looks at it)")
                try report.line(json: comment.json, text: comment.saying + claim)
            }
        }
    }

    /// `lc mod queue approve`
    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let comments through; they stand where they were said.")

        @OptionGroup var consent: Consent
        @OptionGroup var held: HeldComments

        func run() throws { try held.decide(consent, approve: true) }
    }

    /// `lc mod queue reject`
    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take comments down that wait.")

        @Option(help: ArgumentHelp("Why, for the log.", valueName: "text"))
        var reason: String?

        @OptionGroup var consent: Consent
        @OptionGroup var held: HeldComments

        func run() throws { try held.decide(consent, approve: false, reason: reason) }
    }

    /// `lc mod queue hold`
    struct Hold: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put comments into the queue that were rejected, taken down or let through.")

        @OptionGroup var consent: Consent
        @OptionGroup var held: HeldComments

        func run() throws {
            if held.id.count > 1 { try consent.ask("Hold \(Counted.comments(held.id.count)) of \(held.post)?") }
            try held.each("hold", "holding", "held") { client, id throws(ClientError) in
                try client.hold(id, in: held.post)
            }
        }
    }

    /// `lc mod queue claim`
    struct Claim: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell other moderators that you are looking at these, for a minute.")

        @OptionGroup var held: HeldComments

        func run() throws {
            try held.each("claim", "claiming", "claimed") { client, id throws(ClientError) in
                try client.claim(id, in: held.post)
            }
        }
    }

    /// `lc mod queue release`
    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell other moderators that you are no longer looking at these.")

        @OptionGroup var held: HeldComments

        func run() throws {
            try held.each("release", "releasing", "released") { client, id throws(ClientError) in
                try client.release(id, in: held.post)
            }
        }
    }
}
