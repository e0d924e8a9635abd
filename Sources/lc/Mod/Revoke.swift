import ArgumentParser
import LiveClient
import LiveCore

extension Mod {
    /// `lc mod revoke`
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make tokens good no more, for good and at once.",
            discussion: """
                Takes the role admin. A token's id is no secret: whoami prints one's own, and the log who did \
                something with which. The token itself is one, and is never an argument.
                """)

        // The script for fish counts only arguments that can be completed.
        @Argument(help: "The tokens' ids.", completion: .list([]))
        var id: [String] = []

        @Option(help: ArgumentHelp("All that this author got so far.", valueName: "author"))
        var subject: String?

        @Option(
            help: ArgumentHelp(
                "Only what was got before: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch (default: now).",
                valueName: "time"), transform: Moment.argument)
        var before: Moment?

        @OptionGroup var consent: Consent
        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func validate() throws {
            guard id.isEmpty != (subject == nil) else {
                throw ValidationError("say the ids of tokens, or a --subject")
            }
            if before != nil, subject == nil { throw ValidationError("--before needs a --subject") }
            if id.contains(where: { $0.hasPrefix("eyJ") && $0.contains(".") }) {
                throw ValidationError(
                    "that is a token, which others may have seen now; revoke it by the id that whoami prints with it")
            }
        }

        func run() throws {
            let client = LiveClient(try server.endpoint())
            var report = Report(self.report)
            if let subject { return try revoke(allOf: subject, client, &report) }
            for id in id {
                let done = try client.attempt("revoking \(id)") { client throws(ClientError) in
                    try client.revoke(token: id)
                }
                try report.revoked(done, "revoked the token \(id)")
            }
        }

        private func revoke(allOf subject: String, _ client: LiveClient, _ report: inout Report) throws {
            let time = before.map { " before \(LocalTime(milliseconds: $0.milliseconds).rfc3339)" } ?? " so far"
            try consent.ask("Revoke all tokens that \(subject) got\(time)?", for: .tokens)
            let done = try client.attempt("revoking the tokens of \(subject)") { client throws(ClientError) in
                try client.revoke(tokensOf: subject, before: before?.milliseconds)
            }
            try report.revoked(done, "revoked what \(subject) got\(time)")
        }
    }

    /// `lc mod revocations`
    struct Revocations: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List which tokens are good no more.",
            discussion: "Takes the role admin. What has expired by itself since is no longer listed.")

        @OptionGroup var report: ReportOptions
        @OptionGroup var server: ServerOptions

        func run() throws {
            let revocations = try server.attempt("reading the revocations") { client throws(ClientError) in
                try client.revocations()
            }
            var report = Report(self.report)
            for revocation in revocations { try report.line(json: revocation.json, text: revocation.revoked) }
        }
    }
}

extension Report {
    fileprivate mutating func revoked(_ revocation: Record, _ text: String) throws {
        try done("revoke", text) { json in
            json.optionalString("token_id", revocation["token_id"])
            json.optionalString("subject", revocation["subject"])
            json.optionalInteger("before", revocation["before"].flatMap { Int64($0) })
        }
    }
}

extension Record {
    /// A revocation in words.
    fileprivate var revoked: String {
        let end = moment("until").map { ", kept until \($0.rfc3339)" } ?? ""
        if let token = self["token_id"] { return "the token \(token)\(end)" }
        return "what \(self["subject"] ?? "?") got before \(moment("before")?.rfc3339 ?? "?")\(end)"
    }
}
