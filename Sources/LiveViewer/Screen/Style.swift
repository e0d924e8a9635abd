/// A colour as a terminal can show it.
struct Color: Hashable, Sendable {
    /// 0 for the terminal's own; kind in the upper byte, then an index or red, green and blue.
    let bits: UInt32

    /// The terminal's own foreground or background.
    static let standard = Color(bits: 0)

    /// One of the 16 or 256 indexed colours.
    static func indexed(_ index: UInt8) -> Color { Color(bits: 0x0100_0000 | UInt32(index)) }

    /// A true colour.
    static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Color {
        Color(bits: 0x0200_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }

    /// The index, for an indexed colour.
    var index: UInt8? { bits >> 24 == 1 ? UInt8(truncatingIfNeeded: bits) : nil }

    /// Red, green and blue, for a true colour.
    var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        guard bits >> 24 == 2 else { return nil }
        return (
            UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits)
        )
    }
}

/// How many colours a terminal has.
public enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
    /// None: attributes only.
    case none
    /// The 8 or 16 colours of ANSI terminals.
    case ansi
    /// The 256 of xterm.
    case indexed
    /// 24 bits.
    case trueColor

    /// By how many colours there are.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}

/// How a cell looks.
struct Style: Hashable, Sendable {
    struct Attributes: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        static let bold = Attributes(rawValue: 1)
        static let dim = Attributes(rawValue: 2)
        static let underline = Attributes(rawValue: 4)
        static let reverse = Attributes(rawValue: 8)
        static let strikethrough = Attributes(rawValue: 16)
        static let italic = Attributes(rawValue: 32)
    }

    var foreground = Color.standard
    var background = Color.standard
    var attributes: Attributes = []

    static let plain = Style()

    init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This style with what `other` says laid over it.
    func overlaid(with other: Style) -> Style {
        Style(
            other.foreground == .standard ? foreground : other.foreground,
            on: other.background == .standard ? background : other.background,
            attributes.union(other.attributes))
    }
}
