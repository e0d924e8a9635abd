/// A text as words are looked for in it: its letters one after the other, each with what it can be read as, how often
/// it is repeated and what stands before it.
struct Letters {
    /// What stands between two letters.
    enum Gap: UInt8, Comparable {
        case none
        /// Punctuation, or a symbol that may be none of the word: `fu-ck`, `fu🙂ck`.
        case soft
        /// Both stand alone, in a row of such letters: `f u c k`.
        case alone
        /// Something that parts words.
        case hard

        static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }

    /// One letter and its repetitions.
    struct Letter {
        var scalar: UInt32
        let kind: LetterKind
        /// What it can be read as too; 0 for nothing.
        var others: (UInt32, UInt32) = (0, 0)
        /// How many of it stand in a row, counted up to three.
        var run: UInt8 = 1
        var gap: Gap
        /// Where it came from, in bytes of UTF-8.
        let start: Int32
        var end: Int32

        /// A symbol or sign may be there to hide a word.
        var canBeSkipped: Bool { kind == .symbol || kind == .sign }
    }

    private(set) var letters: [Letter] = []
    private var hasSigns = false

    init(_ text: PlainText) {
        letters.reserveCapacity(text.pieces.count)
        take(text.pieces)
        if hasSigns { readSigns() }
        collapse(across: .none)
        joinLettersThatStandAlone()
    }

    init(_ text: String, reading: PlainText.Reading) {
        var text = text
        self = text.withUTF8 { Letters(PlainText($0, reading: reading)) }
    }

    /// Whether a word can begin at a letter.
    func isBeginning(_ index: Int) -> Bool {
        index == 0 || letters[index].gap != .none || isBound(letters[index].kind, beside: letters[index - 1].kind)
    }

    /// Whether a word can end with a letter.
    func isEnd(_ index: Int) -> Bool {
        index + 1 == letters.count || letters[index + 1].gap != .none
            || isBound(letters[index].kind, beside: letters[index + 1].kind)
    }

    /// Words go from letters to digits or signs without a gap: `fuck69`. But a digit or sign that is read as a letter
    /// goes on with the letters beside it: there is no `as` in `prism45`.
    private func isBound(_ edge: LetterKind, beside other: LetterKind) -> Bool {
        switch (edge, other) {
        case (.spaced, .spaced), (.digit, .digit), (.digit, .spaced), (.sign, .spaced): false
        default: true
        }
    }

    // MARK: - Letters and gaps

    private mutating func take(_ pieces: [PlainText.Piece]) {
        var gap = Gap.none
        for piece in pieces {
            let kind = LetterKind(of: piece.scalar)
            switch kind {
            case .separator: gap = .hard
            case .punctuation: gap = max(gap, .soft)
            case .spaced, .free, .digit, .sign, .symbol:
                var letter = Letter(scalar: piece.scalar, kind: kind, gap: gap, start: piece.start, end: piece.end)
                if (0x41...0x5A).contains(letter.scalar) { letter.scalar += 0x20 }
                // A capital I can't be told from a small l, nor what is taken for one of them.
                if piece.scalar == 0x49 { letter.others.0 = 0x6C }
                if piece.isLook, piece.scalar == 0x6C { letter.others.0 = 0x69 }
                letters.append(letter)
                hasSigns = hasSigns || kind == .sign || kind == .digit
                gap = .none
            }
        }
    }

    /// In a word with at least as many letters as digits, digits can be letters too: `b1tch`, but not `A55` or `1s`. A
    /// sign is one only in a word that has letters: `a$$`, but not `5$`.
    private mutating func readSigns() {
        var kept = 0
        var dropped = Gap.none
        forEachWord { word, letters in
            let letterCount = letters[word].count { $0.kind == .spaced }
            let digitCount = letters[word].count { $0.kind == .digit }
            for index in word {
                var letter = letters[index]
                letter.gap = max(letter.gap, dropped)
                dropped = .none
                if letter.kind == .sign, letterCount == 0 {
                    dropped = max(letter.gap, .soft)
                    continue
                }
                if letter.kind == .sign || letter.kind == .digit && letterCount >= digitCount && word.count > 2 {
                    letter.others = Self.readings(of: letter.scalar)
                }
                letters[kept] = letter
                kept += 1
            }
        }
        letters.removeLast(letters.count - kept)
    }

    /// Calls `body` with each range of letters that nothing stands between; it may write to what it has been given.
    private mutating func forEachWord(_ body: (Range<Int>, inout [Letter]) -> Void) {
        var start = 0
        while start < letters.count {
            var end = start + 1
            while end < letters.count, letters[end].gap == .none { end += 1 }
            body(start..<end, &letters)
            start = end
        }
    }

    private static func readings(of scalar: UInt32) -> (UInt32, UInt32) {
        func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar = "\0") -> (UInt32, UInt32) {
            (first.value, second.value)
        }
        return switch Unicode.Scalar(scalar) {
        case "0": pair("o")
        case "1", "!", "|": pair("i", "l")
        case "2": pair("z")
        case "3", "€": pair("e")
        case "4", "@": pair("a")
        case "5", "$": pair("s")
        case "6", "9": pair("g")
        case "7", "+": pair("t")
        case "8": pair("b")
        case "¢": pair("c")
        case "£": pair("l")
        default: (0, 0)
        }
    }

    // MARK: - Repetitions

    /// Makes what is repeated one letter. Digits among digits are numbers, in which each one counts.
    private mutating func collapse(across gap: Gap) {
        var kept = 0
        for letter in letters {
            if kept > 0, letter.gap == gap, letters[kept - 1].repeats(letter) {
                letters[kept - 1].run = min(letters[kept - 1].run + letter.run, 3)
                letters[kept - 1].end = letter.end
            } else {
                letters[kept] = letter
                kept += 1
            }
        }
        letters.removeLast(letters.count - kept)
    }

    // MARK: - Letters that stand alone

    /// The least number of letters in a row that are read as one word.
    private static let leastInRow = 3

    private mutating func joinLettersThatStandAlone() {
        var start = 0
        var hasJoined = false
        while start < letters.count {
            var end = start
            while end < letters.count, standsAlone(end) { end += 1 }
            if end - start >= Self.leastInRow {
                for index in start + 1..<end { letters[index].gap = .alone }
                hasJoined = true
            }
            start = max(end, start + 1)
        }
        // `a s s` has two s in a row.
        if hasJoined { collapse(across: .alone) }
    }

    private func standsAlone(_ index: Int) -> Bool {
        letters[index].kind == .spaced && (index == 0 || letters[index].gap != .none)
            && (index + 1 == letters.count || letters[index + 1].gap != .none)
    }
}

extension Letters.Letter {
    /// Whether another one goes on with it: the same, unless they are digits of a number.
    fileprivate func repeats(_ next: Self) -> Bool {
        scalar == next.scalar && (kind != .digit || others.0 != 0)
    }
}
