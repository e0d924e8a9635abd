/// Names, or commands, that a word begun could become.
struct Completion: Hashable, Sendable {
    /// What was typed.
    let stem: String
    /// Where what is put in begins, in characters.
    let start: Int
    let candidates: [String]
    private(set) var index = 0
    /// The length of what stands there now.
    private(set) var length: Int

    /// - Returns: nil when nothing fits.
    init?(of stem: String, at start: Int, among words: [String]) {
        let folded = stem.lowercased()
        candidates = words.filter { $0.lowercased().hasPrefix(folded) }
        guard !candidates.isEmpty else { return nil }
        self.stem = stem
        self.start = start
        length = stem.count
    }

    /// Whether the text is still as the last ``apply(to:)`` left it.
    func isAt(_ editor: LineEditor) -> Bool { editor.cursor == start + length }

    /// Puts the candidate in.
    mutating func apply(to editor: inout LineEditor) {
        let word = candidates[index]
        editor.replace(start..<start + length, with: word)
        length = editor.cursor - start
    }

    /// Goes on to another candidate.
    mutating func advance(by step: Int) {
        index = (index + step + candidates.count) % candidates.count
    }
}
