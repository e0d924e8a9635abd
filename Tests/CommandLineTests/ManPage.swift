import Foundation

/// A manual page in mdoc(7), as far as the tests need to read it.
struct ManPage {
    /// An item of a list: what stands in its head, and its text.
    struct Item {
        let head: String
        let text: String

        /// The options that it tells of, as they are typed.
        var options: [String] {
            head.split(whereSeparator: { $0 == " " || $0 == "," }).filter { $0.hasPrefix("-") }.map(String.init)
        }
        /// The value that the option takes.
        let value: String?
        /// What it says after "The default is".
        var defaultValue: String? { text.firstMatch(of: /The default is (.*)\.$/).map { String($0.1) } }
    }

    private let lines: [Substring]

    /// - Parameter name: such as `lc-tail.1`.
    init(_ name: String) throws {
        lines = try ProjectFile.text("man/\(name)").split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Pages of `lc`.
    static func names() throws -> [String] {
        try ProjectFile.names(in: "man").filter { $0 == "lc.1" || $0.hasPrefix("lc-") && $0.hasSuffix(".1") }
    }

    /// The items of a section's outermost list.
    func items(of section: String) -> [Item] {
        var items: [Item] = []
        var depth = 0
        for line in self.section(section) {
            if line.hasPrefix(".Bl") { depth += 1 }
            if line.hasPrefix(".El") { depth -= 1 }
            if depth == 1, line.hasPrefix(".It") {
                items.append(Item(head: Self.plain([line]), text: "", value: Self.value(in: line)))
            } else if depth > 0, let item = items.popLast() {
                let text = Self.plain([item.text[...], line])
                items.append(Item(head: item.head, text: text, value: item.value))
            }
        }
        return items
    }

    /// The options that a section names, as they are typed.
    func options(of section: String) -> Set<String> {
        let words = self.section(section).filter { $0.hasPrefix(".") }.flatMap {
            Self.plain([$0]).split(separator: " ")
        }
        return Set(words.filter { $0.hasPrefix("-") && $0.count > 1 }.map(String.init))
    }

    /// The values that a section names.
    func values(of section: String) -> Set<String> {
        Set(self.section(section).compactMap { Self.value(in: $0) })
    }

    /// What the section of examples gives to be pasted: each with what the comment before it says, if there is one.
    var examples: [(label: String?, script: String)] { displays(in: "EXAMPLES") }

    /// What a section shows on lines of its own: each with what the comment before it says, if there is one.
    func displays(in section: String) -> [(label: String?, script: String)] {
        let lines = Array(self.section(section))
        return lines.indices.compactMap { index in
            guard lines[index].hasPrefix(".Bd") || lines[index].hasPrefix(".D1") || lines[index].hasPrefix(".Dl") else {
                return nil
            }
            let label = index > 0 ? lines[index - 1].wholeMatch(of: /\.\\" (.*)/)?.1 : nil
            let script = lines[(index + 1)...].prefix { $0 != ".Ed" }
            return (label.map(String.init), script.map { Self.unescaped($0) }.joined(separator: "\n"))
        }
    }

    /// Lines in literal blocks.
    var literals: [Substring] {
        var literals: [Substring] = []
        var isLiteral = false
        for line in lines {
            if line == ".Ed" { isLiteral = false }
            if isLiteral { literals.append(line) }
            if line.hasPrefix(".Bd -literal") { isLiteral = true }
        }
        return literals
    }

    private func section(_ title: String) -> ArraySlice<Substring> {
        guard let start = lines.firstIndex(of: ".Sh \(title)") else { return [] }
        return lines[(start + 1)...].prefix { !$0.hasPrefix(".Sh ") }
    }

    private static func value(in line: Substring) -> String? {
        line.firstMatch(of: /\bAr ([^ ]+)/).map { String($0.1) }
    }

    /// Text without macros; flags with their dashes.
    private static func plain(_ lines: [Substring]) -> String {
        let macros: Set<Substring> = [
            "It", "Ar", "Cm", "Ev", "Li", "Nm", "Op", "Pa", "Pq", "Ql", "Sx", "Xr", "Ns", "No",
        ]
        var words: [String] = []
        for line in lines {
            guard line.hasPrefix(".") else {
                words.append(unescaped(line))
                continue
            }
            var isFlag = false
            for word in line.dropFirst().split(separator: " ") {
                switch word {
                case "Fl": isFlag = true
                case _ where macros.contains(word): isFlag = false
                case ",", ".", ":", ";", "|": words.append(String(word))
                default: words.append((isFlag ? "-" : "") + unescaped(word))
                }
            }
        }
        return words.filter { !$0.isEmpty }.joined(separator: " ").replacing(/\x20([,.:;])( |$)/) { "\($0.1)\($0.2)" }
    }

    private static func unescaped(_ text: Substring) -> String {
        [
            ("\\(aq", "'"), ("\\(dq", "\""), ("\\(ha", "^"), ("\\(ti", "~"), ("\\(ga", "`"), ("\\-", "-"), ("\\&", ""),
            ("\\e", "\\"),
        ]
        .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
