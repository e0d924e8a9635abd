import LiveCore

/// Text being written, with the editing of readline.
struct LineEditor: Hashable, Sendable {
    /// More than this can't be typed or pasted: twice what a comment may have, so that it can be cut to size.
    static let limit = 2 * Limits.contentCharacters

    private(set) var characters: [Character] = []
    /// Characters before the cursor.
    private(set) var cursor = 0
    private var kills = KillRing()
    private var undoStack: [Snapshot] = []
    private var lastEdit = Edit.other

    /// What was done last, since like edits are undone, and kills collected, as one.
    private enum Edit: Hashable { case insertion, kill, yank(count: Int), other }

    private struct Snapshot: Hashable {
        let characters: [Character]
        let cursor: Int
    }

    init() {}

    init(_ text: String) {
        replaceAll(with: text)
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    // MARK: - Text

    /// Types or pastes text at the cursor. Line breaks become line feeds; other controls but tabs are left out.
    mutating func insert(_ text: String) {
        let clean = Self.cleaned(text)
        guard !clean.isEmpty else { return }
        remember(.insertion)
        // A mark that is typed after its base joins it, so what is around the cursor is split anew.
        let before = cursor > 0 ? String(characters[cursor - 1]) : ""
        var joined = Array(before + clean)
        joined.removeLast(max(0, characters.count - (before.isEmpty ? 0 : 1) + joined.count - Self.limit))
        characters.replaceSubrange((cursor - (before.isEmpty ? 0 : 1))..<cursor, with: joined)
        cursor += joined.count - (before.isEmpty ? 0 : 1)
    }

    mutating func replaceAll(with text: String) {
        remember(.other)
        characters = Array(Self.cleaned(text).prefix(Self.limit))
        cursor = characters.count
    }

    /// Puts other text where some is, and the cursor behind it.
    mutating func replace(_ range: Range<Int>, with text: String) {
        remember(.other)
        let new = Array(Self.cleaned(text))
        characters.replaceSubrange(range.clamped(to: 0..<characters.count), with: new)
        cursor = min(range.lowerBound + new.count, characters.count)
    }

    static func cleaned(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": clean.append("\n")
            case "\t": clean.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            default: clean.append(scalar)
            }
            previous = scalar
        }
        return String(clean)
    }

    // MARK: - Moving

    mutating func move(to index: Int) {
        cursor = max(0, min(index, characters.count))
        lastEdit = .other
    }

    mutating func move(by count: Int) { move(to: cursor + count) }

    var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

    /// The end of the word at or after the cursor.
    var wordEnd: Int {
        var index = cursor
        while index < characters.count, !Self.isWord(characters[index]) { index += 1 }
        while index < characters.count, Self.isWord(characters[index]) { index += 1 }
        return index
    }

    /// The beginning of the word before the cursor.
    var wordStart: Int {
        var index = cursor
        while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
        while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
        return index
    }

    /// The beginning of what is before the cursor up to white space.
    var blankWordStart: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
        return index
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// Moves to the line above or below, in the same column; false when there is none.
    mutating func moveLine(by step: Int) -> Bool {
        let column = cursor - lineStart
        if step < 0 {
            guard lineStart > 0 else { return false }
            let above = (characters[..<(lineStart - 1)].lastIndex(of: "\n") ?? -1) + 1
            move(to: min(above + column, lineStart - 1))
        } else {
            guard lineEnd < characters.count else { return false }
            let below = lineEnd + 1
            let end = characters[below...].firstIndex(of: "\n") ?? characters.count
            move(to: min(below + column, end))
        }
        return true
    }

    // MARK: - Deleting and killing

    mutating func delete(_ range: Range<Int>) {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= characters.count else { return }
        remember(.other)
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    /// Deletes text and keeps it for ``yank()``. Kills one after the other are kept as one.
    mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let continues = lastEdit == .kill
        remember(.kill)
        kills.add(Array(characters[range]), inFront: range.upperBound == cursor, continues: continues)
        characters.removeSubrange(range)
        cursor = range.lowerBound
        lastEdit = .kill
    }

    /// Inserts what was killed last.
    mutating func yank() {
        let text = kills.newest
        guard !text.isEmpty else { return }
        remember(.other)
        characters.insert(contentsOf: text, at: cursor)
        cursor += text.count
        lastEdit = .yank(count: text.count)
    }

    /// Right after ``yank()``: puts in what was killed before instead.
    mutating func yankPrevious() {
        guard case .yank(let count) = lastEdit else { return }
        kills.rotate()
        characters.removeSubrange(cursor - count..<cursor)
        cursor -= count
        characters.insert(contentsOf: kills.newest, at: cursor)
        cursor += kills.newest.count
        lastEdit = .yank(count: kills.newest.count)
    }

    /// Exchanges the characters around the cursor.
    mutating func transpose() {
        guard characters.count > 1, cursor > 0 else { return }
        remember(.other)
        let right = min(cursor, characters.count - 1)
        characters.swapAt(right - 1, right)
        cursor = right + 1
    }

    // MARK: - Undoing

    mutating func undo() {
        guard let snapshot = undoStack.popLast() else { return }
        (characters, cursor) = (snapshot.characters, snapshot.cursor)
        lastEdit = .other
    }

    private mutating func remember(_ edit: Edit) {
        if edit != .insertion || lastEdit != .insertion {
            undoStack.append(Snapshot(characters: characters, cursor: cursor))
            if undoStack.count > 100 { undoStack.removeFirst(50) }
        }
        lastEdit = edit
    }
}
