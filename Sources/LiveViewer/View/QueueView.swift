import LiveCore

extension Frame {
    /// The comments that wait for a moderator, in place of the list.
    mutating func drawQueue(_ model: Model, _ queue: Queue, _ rows: Range<Int>) {
        guard let first = rows.first else { return }
        guard !queue.comments.isEmpty else {
            let words =
                if let failure = queue.failure {
                    "not loaded: \(DisplayText.line(failure))"
                } else {
                    queue.isLoaded ? "Nothing waits." : "loading\(model.symbols.ellipsis)"
                }
            draw(Line(words, model.theme[.hint]), row: first, column: 1)
            return
        }
        for (row, line) in zip(rows, lines(of: queue, model, height: rows.count)) { draw(line, row: row) }
    }

    /// As many as fit, with the selected one among them.
    private func lines(of queue: Queue, _ model: Model, height: Int) -> [Line] {
        let context = RowContext(model)
        let blocks = queue.comments.enumerated().map { index, held in
            let rows = context.rows(of: held)
            return index == queue.selected ? rows.map { marked($0, model) } : rows
        }
        let before = blocks[..<queue.selected].reduce(0) { $0 + $1.count }
        let past = before + blocks[queue.selected].count - height
        return Array(blocks.joined().dropFirst(max(0, min(past, before))))
    }

    private func marked(_ row: Line, _ model: Model) -> Line {
        var line = Line(String(model.symbols.selected), model.theme[.selection])
        line.append(Line(cells: row.cells.dropFirst(), links: row.links))
        return line
    }
}
