import LiveCore

extension Frame {
    /// What lies over the list.
    mutating func drawLayer(_ model: Model, _ layout: ScreenLayout) {
        switch model.layers.last {
        case .pages(let pages): drawPages(model, pages, layout)
        case .menu(let menu): drawMenu(model, menu, layout)
        case .prompt(let prompt): drawPrompt(model, prompt, layout)
        case nil: break
        }
    }

    private mutating func drawPages(_ model: Model, _ pages: Layer.Pages, _ layout: ScreenLayout) {
        let lines = PageRows.lines(of: pages.subject, in: model)
        for row in layout.list {
            fill(row: row, .plain)
            let index = row - layout.list.lowerBound + pages.top
            if index < lines.count { draw(lines[index], row: row) }
        }
        guard let row = layout.status else { return }
        let style = model.theme[.status]
        fill(row: row, style)
        let shown = min(pages.top + layout.list.count, lines.count)
        let place = lines.count > layout.list.count ? " \(shown) of \(lines.count) lines" : ""
        let close = model.keys.names(of: .escape, in: .nav).first ?? "q"
        draw(
            Line(" \(PageRows.title(of: pages.subject))\(place) \(model.symbols.bullet) \(close) closes", style),
            row: row)
        cursor = nil
    }

    /// A box in the lower left, above the status line.
    private mutating func drawMenu(_ model: Model, _ menu: Layer.Menu, _ layout: ScreenLayout) {
        let titles = menu.options.enumerated().map { " \($0.offset + 1) \($0.element.title) " }
        let widest = ([menu.title] + titles).map { TerminalWidth.columns(of: $0) }.max() ?? 0
        let width = min(widest + 2, size.width)
        let height = min(titles.count + 1, layout.list.count)
        let top = layout.list.upperBound - height
        for offset in 0..<height {
            let isSelected = offset - 1 == menu.selected
            let style: Style =
                offset == 0 ? model.theme[.title] : isSelected ? model.theme[.marker] : .plain
            let text = offset == 0 ? " \(menu.title)" : titles[offset - 1]
            fill(row: top + offset, columns: 0..<width, style)
            draw(Line(text.clipped(to: width - 1, mark: model.symbols.ellipsis), style), row: top + offset)
            draw(Line(String(model.symbols.separator), model.theme[.separator]), row: top + offset, column: width - 1)
        }
        cursor = nil
    }

    /// In place of the compose line.
    private mutating func drawPrompt(_ model: Model, _ prompt: Layer.Prompt, _ layout: ScreenLayout) {
        for row in layout.compose { fill(row: row, .plain) }
        let first = Line(title(of: prompt.purpose), model.theme[.prompt])
        let text = ComposeRows(prompt.editor, first: first, width: size.width)
        let (shown, cursor) = text.window(height: layout.compose.count)
        for (row, line) in zip(layout.compose, shown) { draw(line, row: row) }
        self.cursor = Position(row: layout.compose.lowerBound + cursor.row, column: cursor.column)
    }

    private func title(of purpose: Layer.Prompt.Purpose) -> String {
        switch purpose {
        case .search: "/"
        case .filter: "&"
        case .command: ":"
        case .reason(let ids): ids.count == 1 ? "Why delete it? " : "Why delete \(ids.count) comments? "
        case .deleteSeveral(let ids, _): "Delete \(ids.count) comments? Type yes: "
        case .ban(_, let name): "To ban \(name.clipped(to: 16)), type the name: "
        }
    }
}
