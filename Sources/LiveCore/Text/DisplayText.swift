/// Text from strangers, made fit for a terminal: what it holds can be seen, and can't act.
///
/// Controls become U+FFFD; direction overrides, invisible characters and tags are left out (see ``UnsafeScalars``);
/// of the marks and joiners heaped on one character no more than ``marksPerCharacter`` stay, so that no text can
/// paint over its neighbours.
public enum DisplayText {
    /// Marks, joiners and variation selectors that one character keeps. The longest emoji sequences of Unicode have
    /// nine; Tibetan and Vietnamese do with four.
    public static let marksPerCharacter = 10

    /// The text on one line: line breaks and tabs become a space.
    public static func line(_ text: String) -> String { safe(text, keepsLineFeeds: false) }

    /// The lines of a text, each safe.
    public static func lines(_ text: String) -> [String] {
        safe(text, keepsLineFeeds: true).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func safe(_ text: String, keepsLineFeeds: Bool) -> String {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
        var result = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where keepsLineFeeds: result.append(scalar)
            case "\n", "\t", "\u{2028}", "\u{2029}": result.append(" ")
            case _ where UnsafeScalars.contains(scalar):
                if scalar.properties.generalCategory == .control { result.append("\u{FFFD}") }
                continue
            case _ where isMark(scalar):
                marks += 1
                if marks <= marksPerCharacter { result.append(scalar) }
                continue
            default: result.append(scalar)
            }
            marks = 0
        }
        return String(result)
    }

    /// Whether a scalar takes no room of its own but joins the one before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
