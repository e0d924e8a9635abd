import LiveCore

extension Frame {
    mutating func drawCompose(_ model: Model, _ rows: Range<Int>) {
        guard model.identity.author != nil else {
            draw(Line("read only: --author or LC_AUTHOR says who writes", model.theme[.hint]), row: rows.lowerBound)
            return
        }
        let style = model.mode == .insert ? Style.plain : model.theme[.hint]
        let text = ComposeRows(model.tab.composer.editor, first: model.composePrompt, width: size.width, style: style)
        let (shown, cursor) = text.window(height: rows.count)
        for (row, line) in zip(rows, shown) { draw(line, row: row) }
        if model.mode == .insert {
            self.cursor = Position(row: rows.lowerBound + cursor.row, column: cursor.column)
        }
    }
}
