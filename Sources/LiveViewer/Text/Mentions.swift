import LiveCore

/// Finds a name in text: as a whole word, in any case, with or without `@`.
struct Mentions: Hashable, Sendable {
    private let names: [[Character]]
    /// The same names, to pass over most text fast.
    private let folded: [FoldedText]

    /// - Parameter names: names of one letter are too common to count.
    init(of names: [String]) {
        self.names = Set(names.map { $0.lowercased() }).filter { $0.count > 1 }.map(Array.init).sorted {
            $0.count > $1.count
        }
        folded = self.names.map { FoldedText(String($0)) }
    }

    /// Whether a text calls one of the names.
    func occur(in text: String) -> Bool {
        folded.contains { $0.occurs(in: text) } && !find(in: text, limit: 1).isEmpty
    }

    /// Where the names stand in a text, in characters from its beginning.
    func find(in text: String, limit: Int = .max) -> [Range<Int>] {
        let characters = Array(text.lowercased())
        var found: [Range<Int>] = []
        var index = 0
        while index < characters.count, found.count < limit {
            if let length = name(at: index, in: characters) {
                found.append(index..<index + length)
                index += length
            } else {
                index += 1
            }
        }
        return found
    }

    private func name(at index: Int, in characters: [Character]) -> Int? {
        if index > 0, isWord(characters[index - 1]) { return nil }
        let sign = characters[index] == "@" ? 1 : 0
        for name in names {
            let end = index + sign + name.count
            guard end <= characters.count, characters[index + sign..<end].elementsEqual(name) else { continue }
            if end == characters.count || !isWord(characters[end]) { return sign + name.count }
        }
        return nil
    }

    private func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}
