/// What a scalar is to words.
enum LetterKind {
    /// A letter of a script that puts spaces between words.
    case spaced
    /// A letter of a script that does not: a word may begin and end anywhere.
    case free
    case digit
    /// A sign that people use for a letter.
    case sign
    /// A symbol such as an emoji: a word of its own.
    case symbol
    /// Punctuation, which people put into a word to hide it.
    case punctuation
    /// White space, and the apostrophe, which makes `he'll` two words.
    case separator

    /// Whether a word of it can begin and end in the middle of others.
    var isUnbounded: Bool { self == .free || self == .symbol }

    /// - Parameter scalar: as ``PlainText`` has it.
    init(of scalar: UInt32) {
        self = scalar < 0x80 ? Self.ascii[Int(scalar)] : Self.other(scalar)
    }

    private static let ascii: [LetterKind] = (0..<0x80).map { byte in
        switch Unicode.Scalar(UInt8(byte)) {
        case "a"..."z", "A"..."Z": .spaced
        case "0"..."9": .digit
        case "@", "$", "!", "|", "+": .sign
        case "'", " ", "\t", "\n": .separator
        default: .punctuation
        }
    }

    private static func other(_ value: UInt32) -> LetterKind {
        guard let scalar = Unicode.Scalar(value) else { return .punctuation }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .letterNumber, .otherNumber:
            // A right or left quotation mark is no letter, but the modifier that looks like one is.
            return value == 0x2BC ? .separator : isUnspaced(value) ? .free : .spaced
        case .decimalNumber: return .digit
        case .otherSymbol, .modifierSymbol: return .symbol
        case .currencySymbol: return .sign
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .separator
        default: return value == 0x2019 || value == 0x2018 ? .separator : .punctuation
        }
    }

    /// South-East Asian, East Asian and Tibetan scripts; Hangul because its particles join the word.
    private static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF,
            0x2E80...0xA4CF, 0xA960...0xA97F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
            0x1_B000...0x1_B2FF, 0x2_0000...0x3_FFFF:
            true
        default: false
        }
    }
}
