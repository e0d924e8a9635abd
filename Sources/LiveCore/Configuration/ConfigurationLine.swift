/// A line of a configuration file.
///
///     # a comment
///     [section]
///     name = value
///     "=" = a name, or a value, in quotes
public enum ConfigurationLine: Sendable, Hashable {
    /// Nothing, or a comment.
    case blank
    /// The name of the section that begins.
    case section(String)
    /// A name and its value, which may be empty.
    case entry(name: String, value: String)

    /// What is wrong with a line.
    public struct Wrong: Error, Sendable {
        /// For people; it quotes the file as it is.
        public let reason: String

        /// Something that is wrong, in words.
        public init(reason: String) { self.reason = reason }
    }

    /// Reads a line.
    public init(_ raw: some StringProtocol) throws(Wrong) {
        let line = raw.trimmed
        if line.isEmpty || line.hasPrefix("#") {
            self = .blank
        } else if line.hasPrefix("["), line.hasSuffix("]"), !line.contains("=") {
            self = .section(line.dropFirst().dropLast().trimmed)
        } else {
            let (name, rest) = try Self.name(of: line)
            self = .entry(name: name, value: Self.unquoted(rest.trimmed))
        }
    }

    private static func name(of line: String) throws(Wrong) -> (String, Substring) {
        if line.hasPrefix("\""), let close = line.dropFirst().firstIndex(of: "\"") {
            let name = String(line[line.index(after: line.startIndex)..<close])
            let rest = line[line.index(after: close)...].drop { $0.isWhitespace }
            guard rest.hasPrefix("=") else { throw Wrong(reason: "\(name): expected = and a value") }
            return (name, rest.dropFirst())
        }
        guard let sign = line.dropFirst().firstIndex(of: "=") else {
            throw Wrong(reason: "\(line): expected NAME = VALUE")
        }
        return (line[..<sign].trimmed, line[line.index(after: sign)...])
    }

    private static func unquoted(_ value: String) -> String {
        guard value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        return String(value.dropFirst().dropLast())
    }
}

extension StringProtocol {
    /// Without white space at the ends.
    package var trimmed: String {
        let start = self.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
