/// The block mappings, lists and one-line scalars of a YAML document: as much as it takes to look things up in
/// `openapi.yaml`. Flow collections and block scalars are kept as the text they are.
struct Outline {
    struct Malformed: Error {
        let line: Int
    }

    private indirect enum Node {
        case mapping([(key: String, value: Node)])
        case list([Node])
        case scalar(String)
    }

    private struct Line {
        let number: Int
        let indent: Int
        let text: Substring
    }

    private let root: Node

    init(yaml: String) throws(Malformed) {
        var lines: [Line] = []
        for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.drop { $0 == " " }
            if text.isEmpty || text.hasPrefix("#") { continue }
            lines.append(Line(number: index + 1, indent: line.count - text.count, text: text))
        }
        var rest = lines[...]
        root = try Self.block(&rest, indent: 0)
    }

    /// The names in a mapping, in their order; none where there is no mapping.
    func keys(under path: [String]) -> [String] {
        guard case .mapping(let entries) = find(path) else { return [] }
        return entries.map(\.key)
    }

    /// The scalars in a list, in their order.
    func items(under path: [String]) -> [String] {
        guard case .list(let nodes) = find(path) else { return [] }
        return nodes.compactMap { if case .scalar(let text) = $0 { text } else { nil } }
    }

    func scalar(at path: [String]) -> String? {
        guard case .scalar(let text) = find(path) else { return nil }
        return text
    }

    func number(at path: [String]) -> Int? { scalar(at: path).flatMap { Int($0) } }

    private func find(_ path: [String]) -> Node? {
        path.reduce(root as Node?) { node, key in
            guard case .mapping(let entries) = node else { return nil }
            return entries.first { $0.key == key }?.value
        }
    }

    private static func block(_ lines: inout ArraySlice<Line>, indent: Int) throws(Malformed) -> Node {
        guard let first = lines.first, first.indent >= indent else { return .scalar("") }
        if first.text.hasPrefix("- ") { return try list(&lines, indent: first.indent) }
        return try mapping(&lines, indent: first.indent)
    }

    private static func list(_ lines: inout ArraySlice<Line>, indent: Int) throws(Malformed) -> Node {
        var nodes: [Node] = []
        while let line = lines.first, line.indent == indent, line.text.hasPrefix("- ") {
            lines.removeFirst()
            nodes.append(.scalar(unquoted(line.text.dropFirst(2))))
            // What belongs to an item that is a mapping is not looked up.
            while let next = lines.first, next.indent > indent { lines.removeFirst() }
        }
        return .list(nodes)
    }

    private static func mapping(_ lines: inout ArraySlice<Line>, indent: Int) throws(Malformed) -> Node {
        var entries: [(key: String, value: Node)] = []
        while let line = lines.first, line.indent == indent {
            lines.removeFirst()
            guard let (key, value) = split(line.text) else { throw Malformed(line: line.number) }
            if value == "|" {
                while let next = lines.first, next.indent > indent { lines.removeFirst() }
                entries.append((key, .scalar("")))
            } else if value.isEmpty {
                entries.append((key, try block(&lines, indent: indent + 1)))
            } else {
                entries.append((key, .scalar(value)))
            }
        }
        if let next = lines.first, next.indent > indent { throw Malformed(line: next.number) }
        return .mapping(entries)
    }

    private static func split(_ text: Substring) -> (key: String, value: String)? {
        if text.hasSuffix(":") { return (unquoted(text.dropLast()), "") }
        let characters = Array(text)
        guard
            let colon = characters.indices.dropLast().first(where: {
                characters[$0] == ":" && characters[$0 + 1] == " "
            })
        else { return nil }
        return (unquoted(text.prefix(colon)), unquoted(text.dropFirst(colon + 2)))
    }

    private static func unquoted(_ text: Substring) -> String {
        let isQuoted = text.count > 1 && ["'", "\""].contains(text.first) && text.first == text.last
        return String(isQuoted ? text.dropFirst().dropLast() : text)
    }
}
