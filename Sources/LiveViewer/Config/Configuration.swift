import LiveCore

/// What the configuration file says: settings, colours and keys, and what is wrong in it.
///
///     start_mode = insert
///     [colors]
///     mention = yellow bold
///     [keys.nav]
///     J = page-down
public struct Configuration: Sendable {
    /// A line that could not be used. The others are.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The file's name, as given.
        public let file: String
        /// Counted from 1.
        public let line: Int
        /// The entry, and what is wrong with it.
        public let reason: String

        /// `viewer.conf:3: keys.nav: …`
        public var description: String { "\(file):\(line): \(reason)" }
    }

    /// The `[viewer]` section, and what stands before any section.
    public var settings = Settings()
    /// The `[colors]` section.
    var colors: [Role: Style] = [:]
    /// The `[keys]` sections.
    var keys = KeyMap.standard
    /// In the order of their lines.
    public private(set) var problems: [Problem] = []

    /// The defaults.
    public init() {}

    /// Reads a configuration. It is never refused as a whole: what is wrong is left out and named.
    ///
    /// - Parameters:
    ///   - text: of the file.
    ///   - file: what to call it in problems.
    public init(parsing text: String, file: String) {
        // Nil in a section that there is not: what stands in it is named with it.
        var section: String? = "viewer"
        for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            do throws(Wrong) {
                switch try ConfigurationLine(raw) {
                case .blank: break
                case .section(let name):
                    section = nil
                    section = try Self.section(name)
                case .entry(let name, let value): if let section { try read(name, value, in: section) }
                }
            } catch {
                problems.append(
                    Problem(file: DisplayText.line(file), line: number + 1, reason: DisplayText.line(error.reason)))
            }
        }
    }

    typealias Wrong = ConfigurationLine.Wrong

    private static func section(_ name: String) throws(Wrong) -> String {
        guard ["viewer", "colors", "keys", "keys.nav", "keys.insert"].contains(name) else {
            throw Wrong(reason: "[\(name)]: no such section; there are viewer, colors, keys, keys.nav and keys.insert")
        }
        return name
    }

    private mutating func read(_ name: String, _ value: String, in section: String) throws(Wrong) {
        switch section {
        case "colors": try readColor(name, value)
        case "keys": for mode in Settings.Mode.allCases { try readKey(name, value, mode, section) }
        case "keys.nav": try readKey(name, value, .nav, section)
        case "keys.insert": try readKey(name, value, .insert, section)
        default: try settings.set(name, value)
        }
    }

    private mutating func readColor(_ name: String, _ value: String) throws(Wrong) {
        guard let role = Role(rawValue: name) else {
            throw Wrong(
                reason:
                    "colors.\(name): no such part; there are \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        colors[role] = try Style(named: value, of: "colors.\(name)")
    }

    private mutating func readKey(
        _ name: String, _ value: String, _ mode: Settings.Mode, _ section: String
    ) throws(Wrong) {
        guard let sequence = KeyMap.sequence(name) else {
            throw Wrong(reason: "\(section).\(name): no such key; for example j, G, ctrl+d, alt+enter, space, pgup, f1")
        }
        if value == "none" { return keys.bind(sequence, in: mode, to: nil) }
        let words = value.split(separator: " ", maxSplits: 1)
        guard let command = words.first.flatMap({ Command(rawValue: String($0)) }) else {
            let near = Nearest.word(to: value, among: Command.allCases.map(\.rawValue))
            throw Wrong(
                reason: "\(section).\(name): no such command as \(value)" + (near.map { "; did you mean \($0)?" } ?? "")
            )
        }
        keys.bind(
            sequence, in: mode,
            to: Invocation(command: command, argument: words.dropFirst().first.map(String.init) ?? ""))
    }
}

extension StringProtocol {
    /// Nil when there is nothing in it.
    var nonEmpty: Self? { isEmpty ? nil : self }
}
