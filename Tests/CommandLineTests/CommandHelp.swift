import Foundation
import TestSupport

/// What a command says of itself, as `--help` shows it.
struct CommandHelp: Decodable, Sendable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [CommandHelp]?

    struct Argument: Decodable, Sendable {
        let kind: String
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?

        struct Name: Decodable, Sendable {
            let kind: String
            let name: String

            /// As it is typed.
            var spelling: String { (kind == "long" ? "--" : "-") + name }
        }

        var spellings: [String] { (names ?? []).map(\.spelling) }

        /// The default, as `(default: …)` shows it.
        var shownDefault: String? {
            defaultValue ?? abstract?.firstMatch(of: /\(default: (.*)\)/).map { String($0.1) }
        }
    }

    var options: [Argument] { (arguments ?? []).filter { $0.kind != "positional" } }
    var positionals: [Argument] { (arguments ?? []).filter { $0.kind == "positional" } }

    /// A program and its commands, in order, each with the words that call it.
    static func all(of program: String) throws -> [(words: [String], help: CommandHelp)] {
        struct Dump: Decodable { let command: CommandHelp }
        let output = try Command.run("\(program) --experimental-dump-help").output
        return try JSONDecoder().decode(Dump.self, from: Data(output.utf8)).command.withSubcommands([])
    }

    /// This command and those below it in one: `lc-mod.1` tells of all that `lc mod` has.
    var withThoseBelow: CommandHelp {
        let arguments = withSubcommands([]).flatMap { $0.help.arguments ?? [] }
        return CommandHelp(commandName: commandName, arguments: arguments, subcommands: nil)
    }

    private func withSubcommands(_ parents: [String]) -> [(words: [String], help: CommandHelp)] {
        let words = parents + [commandName]
        return [(words, self)] + (subcommands ?? []).flatMap { $0.withSubcommands(words) }
    }
}
