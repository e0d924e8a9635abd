public import ArgumentParser
import LiveClient
public import LiveCore

extension Mod {
    /// `lc mod rules`
    struct Rules: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List, add, remove and try rules about what may be said.",
            subcommands: [List.self, Add.self, Remove.self, Test.self], defaultSubcommand: List.self)
    }
}

/// What a rule looks for.
struct RuleSubject: ParsableArguments {
    // The script for fish counts only arguments that can be completed.
    @Argument(
        help: "Words or phrases, found however they are written; * at an end stands for more letters.",
        completion: .list([]))
    var word: [String] = []

    @Option(help: ArgumentHelp("A regular expression instead, in the syntax of Perl.", valueName: "regex"))
    var regex: String?

    func validate() throws {
        guard word.isEmpty != (regex == nil) else { throw ValidationError("say words, or a --regex") }
    }

    private var subject: Rule.Subject { regex.map { .regex($0) } ?? .words(word) }

    @Option(help: ArgumentHelp("What to do with a comment in which it finds something.", valueName: "action"))
    var action = Rule.Action.hold

    func rule(post: PostID? = nil, note: String? = nil) -> NewRule {
        NewRule(post: post, subject: subject, action: action, note: note)
    }
}

extension Rule.Action: ExpressibleByArgument {}

extension Mod.Rules {
    /// `lc mod rules list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the rules.")

        @Argument(
            help: "For this post, with those for all (default: every rule).", completion: PostCompletion.kind,
            transform: PostID.argument)
        var post: PostID?

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let rules = try server.attempt("reading the rules") { client throws(ClientError) in
                try client.rules(for: post)
            }
            var report = Report(self.report)
            for rule in rules { try report.line(json: rule.json, text: rule.rule) }
        }
    }

    /// `lc mod rules add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a rule.", discussion: "It holds for what is said from then on.")

        @OptionGroup var subject: RuleSubject

        @Option(
            help: ArgumentHelp("Only in this post (default: everywhere).", valueName: "post"),
            transform: PostID.argument)
        var post: PostID?

        @Option(help: ArgumentHelp("What other moderators are to know about it.", valueName: "text"))
        var note: String?

        @Flag(help: "Add nothing; print what it would have caught in the post.")
        var dryRun = false

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func validate() throws {
            if dryRun, post == nil {
                throw ValidationError("--dry-run needs --post: the rule is tried on what was said there")
            }
        }

        func run() throws {
            let rule = subject.rule(post: post, note: note)
            var report = Report(self.report)
            if dryRun, let post { return try report.catches(of: rule, in: post, all: false, server) }
            let added = try server.attempt("adding the rule") { client throws(ClientError) in try client.add(rule) }
            try report.line(json: added.json, text: added.rule)
        }
    }

    /// `lc mod rules remove`
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove rules.")

        @Argument(help: "The rules' ids.")
        var id: [String]

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let client = LiveClient(try server.endpoint())
            var report = Report(self.report)
            for id in id {
                try client.attempt("removing the rule \(id)") { client throws(ClientError) in
                    try client.removeRule(id)
                }
                try report.done("remove_rule", "removed the rule \(id)") { json in
                    json.optionalInteger("rule_id", Int64(id))
                }
            }
        }
    }

    /// `lc mod rules test`
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what a rule would have caught of what was said in a post.",
            discussion: "Looks at the last 5,000 comments, or until it has found 100.")

        @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID

        @OptionGroup var subject: RuleSubject

        @Flag(help: "Look at all comments, from the newest backwards.")
        var all = false

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            var report = Report(self.report)
            try report.catches(of: subject.rule(), in: post, all: all, server)
        }
    }
}

extension Report {
    /// Tries a rule, and tells of what it would have caught.
    ///
    /// - Parameter all: of everything, and not just of what was said last.
    fileprivate mutating func catches(
        of rule: NewRule, in post: PostID, all: Bool, _ server: ServerOptions
    ) throws {
        let client = LiveClient(try server.endpoint())
        var (scanned, caught, exhausted) = (0, 0, 0)
        var cursor: EventID?
        repeat {
            let trial = try client.attempt("trying the rule on \(post)") { client throws(ClientError) in
                try client.test(rule, on: post, before: cursor)
            }
            for found in trial.caught { try line(json: found.json, text: found.text) }
            scanned += trial.scanned
            caught += trial.caught.count
            exhausted += trial.exhausted
            cursor = trial.before
        } while all && cursor != nil && !isReaderGone
        if isReaderGone { throw Failure.readerGone }
        let rest = cursor == nil ? "" : "; there are older ones (lc mod rules test --all)"
        let tiring = exhausted > 0 ? ", and took too many steps for \(exhausted)" : ""
        server.say("would have caught \(caught) of \(Counted.comments(scanned))\(tiring)\(rest)")
    }
}

extension RuleTrial.Catch {
    fileprivate var text: String {
        let author = comment.authorName ?? comment.author
        let mask = masked.map { " -> \($0)" } ?? ""
        return "\(comment.id) \(LocalTime(milliseconds: comment.timestamp).clock) \(author): \(comment.content)\(mask)"
    }

    fileprivate var json: [UInt8] {
        var writer = JSONWriter()
        writer.item(comment, namesPost: true) { $0.optionalString("masked", masked) }
        return writer.bytes
    }
}

extension Record {
    /// A rule in words.
    fileprivate var rule: String {
        let place = self["video_id"].map { "in \($0)" } ?? "everywhere"
        let subject = self["regex"].map { "/\($0)/" } ?? texts("words").joined(separator: ", ")
        let id = self["rule_id"] ?? self["id"] ?? "?"
        return "\(id) \(self["action"] ?? "?") \(place): \(subject)" + part(" -- ", "note")
    }
}
