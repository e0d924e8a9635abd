import LiveCore

/// A line editor's text in rows, with the cursor's place.
struct ComposeRows {
    private(set) var rows: [Line] = [Line()]
    private(set) var cursor = Position(row: 0, column: 0)

    /// - Parameters:
    ///   - first: what stands before the text; further rows begin below its end.
    ///   - width: columns of a row.
    init(_ editor: LineEditor, first: Line, width: Int, style: Style = .plain) {
        let indent = min(first.columns, width / 2)
        rows = [first.clipped(to: max(width - 2, 0), mark: "…")]
        for (index, character) in editor.characters.enumerated() {
            if index == editor.cursor { mark(width, indent) }
            if character == "\n" {
                start(indent)
                continue
            }
            let shown = Self.shown(character)
            if rows[rows.count - 1].columns + TerminalWidth.columns(of: shown) > width { start(indent) }
            rows[rows.count - 1].append(shown, style)
        }
        if editor.cursor == editor.characters.count { mark(width, indent) }
    }

    /// Text that was pasted is a stranger's until it is sent; and what takes no room is shown all the same.
    private static func shown(_ character: Character) -> Character {
        if let value = character.asciiValue, TerminalWidth.isPlain(value) { return character }
        let safe = DisplayText.line(String(character))
        guard safe.count == 1, let shown = safe.first, TerminalWidth.columns(of: shown) > 0 else { return "·" }
        return shown
    }

    private mutating func start(_ indent: Int) {
        var row = Line()
        row.pad(to: indent)
        rows.append(row)
    }

    private mutating func mark(_ width: Int, _ indent: Int) {
        if rows[rows.count - 1].columns >= width { start(indent) }
        cursor = Position(row: rows.count - 1, column: rows[rows.count - 1].columns)
    }

    /// The rows around the cursor that fit, and the cursor's place among them.
    func window(height: Int) -> (rows: ArraySlice<Line>, cursor: Position) {
        let start = max(0, min(cursor.row - height / 2, rows.count - height))
        return (rows[start..<min(start + height, rows.count)], Position(row: cursor.row - start, column: cursor.column))
    }
}
