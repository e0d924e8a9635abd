import ArgumentParser
import Glibc

/// The client of Live Comments.
struct LC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lc",
        abstract: "Read and write live comments.",
        discussion: """
            Data goes to standard output, everything else to standard error. The server is --server, else LC_URL, \
            else the profile's, else \(ServerOptions.defaultURL).
            """,
        version: Version.text,
        subcommands: [
            Watch.self, Tail.self, Post.self, History.self, Export.self, Import.self, Mod.self, Stats.self,
            Probe.self, Doctor.self, Login.self, WhoAmI.self, ProfileCommand.self, Completions.self,
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
}

/// The version of the program.
enum Version {
    static let text = "0.1.0"
}
