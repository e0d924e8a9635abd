/// The signs that the viewer itself draws with.
struct Symbols: Sendable {
    let selected, marked, mention, separator, line, reply, down, dot, bullet, pending, failed,
        ellipsis: Character
    /// Of the frame of a box.
    let top, side, bottom: Rule

    typealias Rule = (left: Character, middle: Character, right: Character)

    static let unicode = Symbols(
        selected: "▌", marked: "+", mention: "!", separator: "│", line: "─", reply: "↳", down: "↓",
        dot: "●", bullet: "·", pending: "…", failed: "✗", ellipsis: "…", top: ("┌", "─", "┐"), side: ("│", " ", "│"),
        bottom: ("└", "─", "┘"))

    /// For terminals without UTF-8.
    static let ascii = Symbols(
        selected: ">", marked: "+", mention: "!", separator: "|", line: "-", reply: "^", down: "v",
        dot: "*", bullet: "-", pending: ".", failed: "!", ellipsis: "~", top: ("+", "-", "+"), side: ("|", " ", "|"),
        bottom: ("+", "-", "+"))
}
