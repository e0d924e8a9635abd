import HTTPTypes

/// Which methods which paths answer to: for `Allow`, which 405 and OPTIONS owe.
struct MethodTable: Sendable {
    private var entries: [(segments: [Substring], methods: [String])] = []

    /// - Parameter pattern: as the router has it, with `:name` for any segment.
    mutating func add(_ method: HTTPRequest.Method, _ pattern: String) {
        let segments = Self.segments(pattern)
        let index = entries.firstIndex { $0.segments == segments } ?? entries.endIndex
        if index == entries.endIndex { entries.append((segments, [])) }
        // What can be got can be asked about (RFC 9110, 9.3.2).
        entries[index].methods += method == .get ? ["GET", "HEAD"] : [method.rawValue]
    }

    /// The methods of a path as `Allow` lists them; nil when there is nothing.
    func allowed(path: String) -> String? {
        if path == "*" { return "GET, HEAD, POST, OPTIONS" }
        let segments = Self.segments(path)
        let matching = entries.filter { entry in
            entry.segments.count == segments.count
                && zip(entry.segments, segments).allSatisfy { $0.first == ":" || $0 == $1 }
        }
        // As the router does: what is said word for word comes before what any word will do for.
        let methods = matching.min { Self.parameters($0.segments) < Self.parameters($1.segments) }?.methods
        return methods.map { ($0 + ["OPTIONS"]).joined(separator: ", ") }
    }

    private static func parameters(_ segments: [Substring]) -> Int { segments.count { $0.first == ":" } }

    private static func segments(_ path: String) -> [Substring] { path.split(separator: "/") }
}
