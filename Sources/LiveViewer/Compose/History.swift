/// What was sent from here, to be had back with ↑ and found with Ctrl+R.
struct History: Hashable, Sendable {
    private static let limit = 200
    private(set) var lines: [String] = []
    /// Which line is shown; nil for the draft.
    private var index: Int?
    /// What was being written when going back began.
    private var draft = ""

    mutating func add(_ line: String) {
        if lines.last != line { lines.append(line) }
        if lines.count > Self.limit { lines.removeFirst() }
        index = nil
    }

    /// The line before the one shown; nil at the oldest.
    ///
    /// - Parameter current: what is being written; it is kept when it is the draft.
    mutating func previous(_ current: String) -> String? {
        let next = (index ?? lines.count) - 1
        guard next >= 0 else { return nil }
        if index == nil { draft = current }
        index = next
        return lines[next]
    }

    /// The line after the one shown, and at last the draft; nil when the draft is shown.
    mutating func next() -> String? {
        guard let shown = index else { return nil }
        index = shown + 1 < lines.count ? shown + 1 : nil
        return index.map { lines[$0] } ?? draft
    }

    /// The newest line before another that contains a text.
    func search(_ text: String, before end: Int? = nil) -> (index: Int, line: String)? {
        guard !text.isEmpty else { return nil }
        let found = lines[..<min(end ?? lines.count, lines.count)].lastIndex { line in
            !Highlight.find(text, in: line).isEmpty
        }
        return found.map { ($0, lines[$0]) }
    }
}
