import ArgumentParser

/// The server of Live Comments.
struct LCD: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lcd",
        abstract: "Serve live comments.",
        discussion: """
            Without a subcommand it serves: it needs nothing beforehand, and the first start makes the data folder, \
            the secret that tokens are signed with, and the tables.
            """,
        version: Version.text,
        subcommands: [
            Serve.self, IssueToken.self, ShowSettings.self, Check.self, Backup.self, Restore.self, PrintOpenAPI.self,
        ],
        defaultSubcommand: Serve.self)
}

@main
enum Main {
    static func main() async {
        do {
            var command = try LCD.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            StandardError.write("Error: \(failure)\n")
            LCD.exit(withError: failure.status)
        } catch {
            LCD.exit(withError: error)
        }
    }
}
