import LiveCore

extension Frame {
    /// The comments that wait for a moderator, over the list.
    mutating func drawQueue(_ model: Model, _ queue: Layer.Queue, _ layout: ScreenLayout) {
        for row in layout.list { fill(row: row, .plain) }
        if let held = queue.held, !held.isEmpty {
            for (row, line) in zip(layout.list, lines(of: held, queue.selected, model, height: layout.list.count)) {
                draw(line, row: row)
            }
        } else if let row = layout.list.first {
            let words = queue.held == nil ? "loading\(model.symbols.ellipsis)" : "Nothing waits."
            draw(Line(words, model.theme[.hint]), row: row, column: 1)
        }
        cursor = nil
        guard let row = layout.status else { return }
        let style = model.theme[.status]
        fill(row: row, style)
        let words = words(queue, model).clipped(to: size.width - 8, mark: model.symbols.ellipsis)
        draw(Line(" Queue " + words, style), row: row)
    }

    private func words(_ queue: Layer.Queue, _ model: Model) -> String {
        if let notice = model.notice { return notice.text }
        func hint(_ command: Command, _ words: String) -> String? {
            model.keys.names(of: command, in: .nav).first.map { "\($0) \(words)" }
        }
        let hints = [hint(.approve, "lets it through"), hint(.delete, "takes it down"), hint(.escape, "closes")]
        return (["\(queue.held?.count ?? 0)"] + hints.compactMap(\.self)).joined(separator: " \(model.symbols.bullet) ")
    }

    /// As many as fit, with the selected one among them.
    private func lines(of held: [Comment], _ selected: Int, _ model: Model, height: Int) -> [Line] {
        let context = RowContext(model)
        let blocks = held.enumerated().map { index, comment in
            let rows = context.rows(of: Item(comment: comment))
            return index == selected ? rows.map { marked($0, model) } : rows
        }
        let before = blocks[..<selected].reduce(0) { $0 + $1.count }
        let past = before + blocks[selected].count - height
        return Array(blocks.joined().dropFirst(max(0, min(past, before))))
    }

    private func marked(_ row: Line, _ model: Model) -> Line {
        var line = Line(String(model.symbols.selected), model.theme[.selection])
        line.append(Line(cells: row.cells.dropFirst(), links: row.links))
        return line
    }
}
