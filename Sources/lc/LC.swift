import ArgumentParser
import Glibc

/// The client of Live Comments.
struct LC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lc",
        abstract: "Read and write live comments.",
        discussion: """
            Data goes to standard output, everything else to standard error. The server is --server, else LC_URL, \
            else \(ServerOptions.defaultURL).
            """,
        version: Version.text,
        subcommands: [Tail.self, Post.self, History.self, Import.self, Completions.self])
}

@main
enum Main {
    static func main() {
        // A reader that has gone away shows as an error of write(2), and ends the command quietly.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try LC.parseAsRoot()
            try command.run()
        } catch {
            ErrorReport(arguments: CommandLine.arguments).exit(with: error)
        }
    }
}

/// The version of the program.
enum Version {
    static let text = "0.1.0"
}
