/// The signs that the viewer itself draws with.
struct Symbols: Sendable {
    let selected, marked, mention, separator, line, reply, hole, up, down, dot, bullet, pending, failed,
        ellipsis: Character

    static let unicode = Symbols(
        selected: "▌", marked: "+", mention: "!", separator: "│", line: "─", reply: "↳", hole: "⋯", up: "↑", down: "↓",
        dot: "●", bullet: "·", pending: "…", failed: "✗", ellipsis: "…")

    /// For terminals without UTF-8.
    static let ascii = Symbols(
        selected: ">", marked: "+", mention: "!", separator: "|", line: "-", reply: "^", hole: "~", up: "^", down: "v",
        dot: "*", bullet: "-", pending: ".", failed: "!", ellipsis: "~")
}
