/// The control sequences of a terminal, as terminfo has them.
struct Capabilities: Sendable {
    var clear: [UInt8]
    var eraseToEndOfLine: [UInt8]
    var plain: [UInt8]
    /// In the order they are sent; an attribute the terminal lacks is left out.
    var attributes: [(Style.Attributes, [UInt8])]
    var showCursor: [UInt8]
    var hideCursor: [UInt8]
    var colors: ColorDepth
    /// Whether it understands OSC 8. Those that don't ignore it, but for a few old ones.
    var links: Bool
    /// To a row and a column, from 0.
    var moveTo: @Sendable (Int, Int) -> [UInt8]
    /// For an indexed colour.
    var foreground: @Sendable (UInt8) -> [UInt8]
    var background: @Sendable (UInt8) -> [UInt8]

    /// What nearly all terminals take (ECMA-48, xterm).
    static func ansi(colors: ColorDepth, links: Bool = true) -> Capabilities {
        func sequence(_ text: String) -> [UInt8] { Array("\u{1B}[\(text)".utf8) }
        return Capabilities(
            clear: sequence("H") + sequence("2J"), eraseToEndOfLine: sequence("K"), plain: sequence("m"),
            attributes: [
                (.bold, sequence("1m")), (.dim, sequence("2m")), (.italic, sequence("3m")),
                (.underline, sequence("4m")),
                (.reverse, sequence("7m")), (.strikethrough, sequence("9m")),
            ],
            showCursor: sequence("?25h"), hideCursor: sequence("?25l"), colors: colors, links: links,
            moveTo: { row, column in Array("\u{1B}[\(row + 1);\(column + 1)H".utf8) },
            foreground: { index in
                Array((index < 8 ? "\u{1B}[3\(index)m" : "\u{1B}[38;5;\(index)m").utf8)
            },
            background: { index in
                Array((index < 8 ? "\u{1B}[4\(index)m" : "\u{1B}[48;5;\(index)m").utf8)
            })
    }
}
