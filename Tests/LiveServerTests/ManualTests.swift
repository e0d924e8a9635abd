import Foundation
import TestSupport
import Testing

/// The help of `lcd`'s commands and man/lcd.8 say the same.
@Suite(.blocking) struct ManualTests {
    /// A command, and where the manual has its options.
    struct Part: Sendable {
        var command: String
        var section: String
    }

    static let parts = [Part(command: "serve", section: "OPTIONS"), Part(command: "token", section: "TOKENS")]

    /// An option as the help or the manual has it: what it takes, and what it is without being given.
    private struct Option: Equatable {
        var value: String?
        var text: String
    }

    @Test(arguments: parts) func everyOptionIsInTheManualAndNoOther(part: Part) throws {
        let help = try Self.helpOptions(of: part)
        let manual = try Self.manualOptions(of: part)
        #expect(!help.isEmpty)
        #expect(help.keys.sorted() == manual.keys.sorted())
        for (name, option) in help {
            #expect(manual[name]?.value == option.value, "\(name)")
        }
    }

    @Test(arguments: parts) func defaultsAreTheSame(part: Part) throws {
        let manual = try Self.manualOptions(of: part)
        for (name, option) in try Self.helpOptions(of: part) {
            guard let start = option.text.range(of: "(default: ")?.upperBound,
                let end = option.text[start...].firstIndex(of: ")")
            else { continue }
            let value = option.text[start..<end]
            let text = try #require(manual[name]?.text)
            #expect(text.contains("default is \(value)") || text.contains("\(value) (the default)"), "\(name): \(text)")
        }
    }

    @Test(arguments: parts) func theSynopsisHasEveryOption(part: Part) throws {
        let synopsis = try #require(
            try Project.text(of: "man/lcd.8").split(separator: ".Sh ").first { $0.hasPrefix("SYNOPSIS") })
        let line = try #require(
            synopsis.split(separator: ".Nm").first { $0.contains("Cm \(part.command)\n") })
        let names = line.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
        }
        let expected = try Self.helpOptions(of: part).keys.filter { !["help", "version"].contains($0) }
        #expect(names.sorted() == expected.sorted())
    }

    /// `--name <value>`, then the text, which may go on over several lines.
    private static func helpOptions(of part: Part) throws -> [String: Option] {
        let help = try Command.run("lcd \(part.command) --help")
        var options: [String: Option] = [:]
        var name: String?
        for line in help.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("  -"), let flag = words.first(where: { $0.hasPrefix("--") }) {
                name = String(flag.dropFirst(2).prefix { $0 != "," })
                let value = words.first { $0.hasPrefix("<") }.map { String($0.dropFirst().dropLast()) }
                let text = words.drop { $0.hasPrefix("-") || $0.hasPrefix("<") }
                options[name ?? ""] = Option(value: value, text: text.joined(separator: " "))
            } else if line.hasPrefix("      "), let name {
                let separator = options[name]?.text.isEmpty == true ? "" : " "
                options[name]?.text += separator + words.joined(separator: " ")
            } else {
                name = nil
            }
        }
        return options
    }

    /// `.It Fl -name Ar value`, then the text, up to the next.
    private static func manualOptions(of part: Part) throws -> [String: Option] {
        let manual = try Project.text(of: "man/lcd.8")
        let section = try #require(manual.split(separator: ".Sh ").first { $0.hasPrefix(part.section) })
        var options: [String: Option] = [:]
        for item in section.split(separator: ".It ").dropFirst() {
            let lines = item.split(separator: "\n")
            let words = lines[0].split(separator: " ")
            guard let flag = words.first(where: { $0.hasPrefix("-") }) else { continue }
            let name = String(flag.dropFirst())
            let value = words.firstIndex(of: "Ar").map {
                argument(words[($0 + 1)...])
            }
            options[name] = Option(value: value, text: plain(lines.dropFirst()))
        }
        return options
    }

    /// `n Ns Op : Ns Ar burst` is `n[:burst]`.
    private static func argument(_ words: ArraySlice<Substring>) -> String {
        let text = words.filter { $0 != "Ns" && $0 != "Ar" }.map { $0 == "Op" ? "[" : $0 }.joined()
        return text.contains("[") ? text + "]" : text
    }

    /// The text of mdoc lines, without the macros.
    private static func plain(_ lines: ArraySlice<Substring>) -> String {
        let macros: Set<Substring> = [".Cm", ".Pa", ".Li", ".Fl", ".Nm", ".El", ".Ar", "Cm"]
        let words = lines.flatMap { $0.split(separator: " ") }.filter { !macros.contains($0) }
        return words.joined(separator: " ").replacing(" ,", with: ",").replacing(" .", with: ".")
    }
}
