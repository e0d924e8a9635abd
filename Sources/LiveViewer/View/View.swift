import LiveCore

extension Frame {
    /// The screen that a model is shown as.
    init(of model: Model) {
        self.init(size: model.size)
        let least = Model.leastSize
        guard model.size.width >= least.width, model.size.height >= least.height else {
            draw(Line("The window is too small:"), row: 0)
            draw(Line("\(size.width)x\(size.height), not \(least.width)x\(least.height)"), row: 1)
            return
        }
        let layout = ScreenLayout(model)
        if let row = layout.header { drawHeader(model, row) }
        if let row = layout.tabBar { draw(TabBar(model).line, row: row) }
        if let row = layout.pinned { drawPinned(model, row) }
        if let queue = model.queue, queue.isInFront {
            drawQueue(model, queue, layout.list)
        } else {
            drawList(model, layout.list)
        }
        if let row = layout.status { drawStatus(model, row) }
        drawCompose(model, layout.compose)
        drawLayer(model, layout)
        if !model.surroundings.isUTF8 { keepASCII() }
    }

    /// Replaces what a terminal without UTF-8 can't show.
    private mutating func keepASCII() {
        for row in 0..<size.height {
            for column in 0..<size.width {
                let cell = self[row][row * size.width + column]
                guard cell.columns > 0, !cell.character.isASCII else { continue }
                draw(Line(String(repeating: "?", count: Int(cell.columns)), cell.style), row: row, column: column)
            }
        }
    }

    // MARK: - The list

    private mutating func drawList(_ model: Model, _ rows: Range<Int>) {
        let viewport = model.viewport
        for (row, line) in zip(rows, viewport.lines) { draw(line, row: row) }
        if viewport.visible.isEmpty, let row = rows.first {
            let isFiltered = model.tab.timeline.filter != nil
            draw(
                Line(isFiltered ? "Nothing loaded passes the filter." : "No comments yet.", model.theme[.hint]),
                row: row, column: 1)
        }
        if model.hasNewBelow, let row = rows.last { drawMarker(model, row) }
    }

    /// "12 new below".
    private mutating func drawMarker(_ model: Model, _ row: Int) {
        let unread = model.tab.unread
        var words = " \(unread.count) new below "
        if unread.mentions > 0 { words += "\(model.symbols.bullet) \(unread.mentions) for you " }
        words += "\(model.symbols.bullet) \(model.keys.shortcut(for: .latest)) \(model.symbols.down) "
        let line = Line(words, model.theme[.marker])
        fill(row: row, .plain)
        draw(line, row: row, column: max(0, (size.width - line.columns) / 2))
    }

    private mutating func drawPinned(_ model: Model, _ row: Int) {
        guard let comment = model.tab.pinned else { return }
        var line = Line("pinned ", model.theme[.hint])
        let context = RowContext(model)
        line.append(context.name(of: comment), context.nameStyle(of: comment))
        line.append(" " + DisplayText.line(comment.content), model.theme[.pinned])
        draw(line.clipped(to: size.width, mark: model.symbols.ellipsis), row: row)
    }
}
