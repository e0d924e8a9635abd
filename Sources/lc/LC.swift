import ArgumentParser
import Glibc
import LiveCore

/// The client of Live Comments.
struct LC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lc",
        abstract: "Read and write live comments.",
        discussion: """
            Data goes to standard output, everything else to standard error. The server is --server, else that of \
            --profile, else LC_URL, else that of the profile in use, else \(ServerOptions.defaultURL). lc(1) has recipes.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(name: "Chat", subcommands: [Watch.self, Tail.self, Post.self, History.self]),
            CommandGroup(name: "Archive", subcommands: [Export.self, Import.self]),
            CommandGroup(name: "Moderator", subcommands: [Mod.self, Stats.self]),
            CommandGroup(
                name: "Set-up",
                subcommands: [
                    Probe.self, Doctor.self, Login.self, WhoAmI.self, ProfileCommand.self, Completions.self,
                ]),
        ])
}

@main
enum Main {
    static func main() {
        StandardStreams.hold()
        // A reader that has gone away shows as an error of write(2), and ends the command quietly; so does a file
        // that is too long, which is said.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        do {
            try checkArguments()
            try checkCommands(CommandLine.arguments.dropFirst())
            var command = try LC.parseAsRoot()
            try command.run()
        } catch {
            ErrorReport(arguments: CommandLine.arguments).exit(with: error)
        }
    }

    /// Swift would repair what is no UTF-8, and something else than was meant would be posted or opened.
    private static func checkArguments() throws {
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = CommandLine.unsafeArgv[index], String(validatingCString: argument) == nil else {
                continue
            }
            throw Failure.usage("argument \(index): no valid UTF-8")
        }
    }

    /// A command that there is not, where one has to stand, would be told as arguments that nobody expects.
    private static func checkCommands(_ words: ArraySlice<String>) throws {
        var command: any ParsableCommand.Type = LC.self
        for (depth, word) in words.enumerated() {
            let below = command.configuration.subcommands
            guard !below.isEmpty, command.configuration.defaultSubcommand == nil, !word.hasPrefix("-"),
                depth > 0 || word != "help"
            else { return }
            if let next = below.first(where: { $0._commandName == word }) {
                command = next
                continue
            }
            let path = words.prefix(depth).map { $0 + " " }.joined()
            let near = Nearest.word(to: word, among: below.map { $0._commandName })
            let advice = near.map { "did you mean \(path)\($0)?" } ?? "lc \(path)--help lists them"
            throw Failure.usage("there is no command \(path)\(word); \(advice)")
        }
    }
}

/// The version of the program.
enum Version {
    static let text = "0.1.0"
}
