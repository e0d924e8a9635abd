/// How many columns of a terminal text takes.
///
/// The C library's `wcwidth` measures code points, and so takes a family emoji for eight columns; here a Swift
/// `Character` is measured, from a table of our own (see ``WidthTable``). Terminals differ on rare scripts and on
/// the newest emoji, so whatever draws must set the cursor after anything that is not plain: see ``Painter``.
enum TerminalWidth {
    /// 0, 1 or 2. Controls are 0: text from strangers passes ``DisplayText`` before it is measured.
    static func columns(of character: Character) -> Int {
        if let byte = character.asciiValue, isPlain(byte) { return 1 }
        var sum = 0
        var base: Unicode.Scalar?
        for scalar in character.unicodeScalars {
            switch scalar {
            case "\u{FE0F}" where base?.properties.isEmoji == true: return 2
            case "\u{FE0E}" where base?.properties.isEmoji == true: return 1
            default: sum += columns(of: scalar)
            }
            base = base ?? scalar
        }
        // Whatever is joined to a base, as conjuncts and emoji sequences are, is drawn within two columns.
        return min(sum, 2)
    }

    /// The columns of all characters of `text`.
    static func columns(of text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy(isPlain) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// Whether a byte of UTF-8 is a printable ASCII character, which is one column everywhere.
    static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
        if contains(value, WidthTable.zero) { return 0 }
        return contains(value, WidthTable.wide) ? 2 : 1
    }

    /// Binary search over `[first, last, first, last, …]`.
    private static func contains(_ value: UInt32, _ ranges: [UInt32]) -> Bool {
        var (low, high) = (0, ranges.count / 2)
        while low < high {
            let middle = (low + high) / 2
            if value > ranges[2 * middle + 1] { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count / 2 && value >= ranges[2 * low]
    }
}

extension StringProtocol {
    /// The longest beginning that fits, with `mark` at its end when something was left out.
    func clipped(to columns: Int, mark: Character = "…") -> String {
        guard TerminalWidth.columns(of: self) > columns else { return String(self) }
        var room = columns - TerminalWidth.columns(of: mark)
        guard room >= 0 else { return "" }
        var result = ""
        for character in self {
            room -= TerminalWidth.columns(of: character)
            guard room >= 0 else { break }
            result.append(character)
        }
        result.append(mark)
        return result
    }
}
