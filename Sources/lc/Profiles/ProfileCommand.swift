import ArgumentParser
import LiveClient
import LiveCore

/// `lc profile`
struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Keep servers, and the tokens for them, under names.",
        discussion: """
            add NAME URL keeps a server, use NAME makes it the one that is meant when none is named, remove NAME \
            forgets it and its token, and list prints them all. lc login adds a token.
            """)

    @Argument(help: "What to do: add, list, use or remove.")
    var action: Action

    @Argument(help: "The profile.", completion: .custom { _, _, _ in ServerOptions.profileNames() })
    var name: String?

    @Argument(help: "The server's URL, to add.")
    var url: String?

    @Option(help: ArgumentHelp("How the list looks (default: text on a terminal, else json).", valueName: "format"))
    var format: ReceiptFormat?

    enum Action: String, ExpressibleByArgument, CaseIterable {
        case add, list, use, remove
    }

    func validate() throws {
        guard (name != nil) == (action != .list) else {
            throw ValidationError(action == .list ? "list takes no name" : "\(action.rawValue): name a profile")
        }
        guard (url != nil) == (action == .add) else {
            throw ValidationError(action == .add ? "add: name the server's URL" : "only add takes a URL")
        }
        guard name.map(Profiles.isName) ?? true else {
            throw ValidationError("allowed as a name are \(Profiles.allowed)")
        }
    }

    func run() throws {
        var profiles = try Profiles.read()
        switch (action, name) {
        case (.add, let name?): try add(name, to: &profiles)
        case (.use, let name?):
            try profiles.require(name)
            profiles.use(name)
        case (.remove, let name?):
            try profiles.require(name)
            let wasCurrent = profiles.current == name
            profiles.remove(name)
            if wasCurrent, !profiles.all.isEmpty {
                StandardError.write("lc: no profile is in use now; lc profile use NAME chooses one\n")
            }
        default: return try list(profiles)
        }
        try profiles.write()
    }

    private func add(_ name: String, to profiles: inout Profiles) throws {
        guard profiles[name] == nil else { throw Failure.usage("there is a profile \(name) already; remove it first") }
        guard let url, let endpoint = try ServerOptions.endpoint(at: url) else {
            throw Failure.usage("\(url ?? ""): allowed is \(Endpoint.allowed)")
        }
        profiles.put(Profile(name: name, server: endpoint.url))
    }

    private func list(_ profiles: Profiles) throws {
        var output = LineOutput()
        let isText = (format ?? (output.isTerminal ? .text : .json)) == .text
        for profile in profiles.all {
            let isCurrent = profile.name == profiles.current
            let author = profile.token.flatMap(TokenClaims.init)?.subject
            if isText {
                let bearer = author.map { "  " + DisplayText.line($0) } ?? ""
                try output.line(
                    "\(isCurrent ? "*" : " ") \(profile.name)  \(DisplayText.line(profile.server))\(bearer)")
            } else {
                var writer = JSONWriter()
                writer.object { json in
                    json.key("profile")
                    json.string(profile.name)
                    json.key("server")
                    json.string(profile.server)
                    json.key("current")
                    json.boolean(isCurrent)
                    json.optionalString("author_id", author)
                }
                try output.line(writer.bytes)
            }
        }
        try output.flush()
    }
}

extension Profiles {
    /// - Throws: when there is no profile of the name.
    @discardableResult
    func require(_ name: String) throws -> Profile {
        guard let profile = self[name] else {
            throw Failure(
                .configuration, code: "configuration", "there is no profile \(name); lc profile list shows them")
        }
        return profile
    }
}
