import ArgumentParser
import LiveCore

/// The server of Live Comments.
struct LCD: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lcd",
        abstract: "Serve live comments.",
        discussion: """
            Without a subcommand it serves: it needs nothing beforehand, and the first start makes the data folder, \
            the secret that tokens are signed with, and the tables. lcd help serve lists what it can be told; lcd(8) \
            and lcd.conf(5) say more.
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
            try checkCommand(CommandLine.arguments.dropFirst().first)
            var command = try LCD.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            StandardError.write("lcd: \(failure)\n")
            LCD.exit(withError: failure.status)
        } catch {
            let code = LCD.exitCode(for: error)
            // Help, the version, a completion script.
            if code == .success { LCD.exit(withError: error) }
            // Of a command that has said all itself there is no message.
            let lines = DisplayText.lines(LCD.fullMessage(for: error).replacing(#/^Error: /#, with: "lcd: "))
            if lines != [""] { StandardError.write(lines.joined(separator: "\n") + "\n") }
            LCD.exit(withError: code)
        }
    }

    /// What serves takes no such words, so that the name of a command is meant.
    private static func checkCommand(_ word: String?) throws(Failure) {
        let names = LCD.configuration.subcommands.map { $0._commandName } + ["help"]
        guard let word, !word.hasPrefix("-"), !names.contains(word) else { return }
        let near = Nearest.word(to: word, among: names)
        let advice = near.map { "did you mean \($0)?" } ?? "lcd --help lists them"
        throw Failure(DisplayText.line("there is no command \(word); \(advice)"), status: .validationFailure)
    }
}
