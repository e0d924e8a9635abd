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

    var subject: Rule.Subject { regex.map { .regex($0) } ?? .words(word) }
}

extension Rule.Action: ExpressibleByArgument {}

extension Mod.Rules {
    /// `lc mod rules list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the rules.")

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let rules = try server.attempt("reading the rules") { client throws(ClientError) in try client.rules() }
            var report = Report(self.report)
            for rule in rules { try report.line(json: rule.json, text: rule.rule) }
        }
    }

    /// `lc mod rules add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a rule.", discussion: "It holds for what is said from then on.")

        @OptionGroup var subject: RuleSubject

        @Option(help: ArgumentHelp("What to do with a comment in which it finds something.", valueName: "action"))
        var action = Rule.Action.hold

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
            let rule = NewRule(post: post, subject: subject.subject, action: action, note: note)
            var report = Report(self.report)
            if dryRun, let post { return try report.catches(of: rule, in: post, server) }
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
                    json.key("rule_id")
                    json.string(id)
                }
            }
        }
    }

    /// `lc mod rules test`
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what a rule would have caught of what was said in a post.")

        @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
        var post: PostID

        @OptionGroup var subject: RuleSubject
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            var report = Report(self.report)
            try report.catches(of: NewRule(subject: subject.subject, action: .hold), in: post, server)
        }
    }
}

extension Report {
    fileprivate mutating func catches(of rule: NewRule, in post: PostID, _ server: ServerOptions) throws {
        let caught = try server.attempt("trying the rule on \(post)") { client throws(ClientError) in
            try client.test(rule, on: post)
        }
        for comment in caught { try line(json: comment.json, text: comment.saying) }
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
