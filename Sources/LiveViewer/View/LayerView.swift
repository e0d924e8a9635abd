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
        cursor = nil
        guard let row = layout.status else { return }
        let style = model.theme[.status]
        fill(row: row, style)
        let words = footer(model, pages, shown: layout.list.count, of: lines.count)
        draw(Line(" " + words.clipped(to: size.width - 2, mark: model.symbols.ellipsis), style), row: row)
    }

    /// `Help · 1-20 of 93 · pgdn more · esc closes`
    private func footer(_ model: Model, _ pages: Layer.Pages, shown: Int, of count: Int) -> String {
        let last = min(pages.top + shown, count)
        var parts = [PageRows.title(of: pages.subject)]
        if count > shown { parts.append("\(pages.top + 1)-\(last) of \(count)") }
        if last < count { parts += [model.keys.hint(.pageDown, "more")].compactMap(\.self) }
        if case .details = pages.subject {
            parts += [
                model.keys.hint(.thread, "thread"), model.keys.hint(.reply, "reply"), model.keys.hint(.copy, "copy"),
            ].compactMap(\.self)
        }
        parts.append("\(model.keys.shortcut(for: .escape)) closes")
        return parts.joined(separator: " \(model.symbols.bullet) ")
    }

    /// A box in the lower left, above the status line: as many options as fit, with the selected one among them.
    private mutating func drawMenu(_ model: Model, _ menu: Layer.Menu, _ layout: ScreenLayout) {
        let titles = menu.options.enumerated().map { " \($0.offset + 1) \($0.element.title) " }
        let widest = ([" \(menu.title) "] + titles).map { TerminalWidth.columns(of: $0) }.max() ?? 0
        let width = min(widest + 2, size.width)
        let count = min(titles.count, layout.list.count - 2)
        let first = max(0, min(menu.selected - count / 2, titles.count - count))
        let top = layout.list.upperBound - count - 2
        let symbols = model.symbols
        draw(rule(symbols.top, width, model), row: top)
        draw(
            Line(" \(menu.title) ".clipped(to: width - 2, mark: symbols.ellipsis), model.theme[.title]), row: top,
            column: 1)
        for (offset, title) in titles[first..<first + count].enumerated() {
            let isSelected = first + offset == menu.selected
            draw(rule(symbols.side, width, model), row: top + 1 + offset)
            var line = Line(
                title.clipped(to: width - 2, mark: symbols.ellipsis), isSelected ? model.theme[.marker] : .plain)
            line.pad(to: width - 2, isSelected ? model.theme[.marker] : .plain)
            draw(line, row: top + 1 + offset, column: 1)
        }
        draw(rule(symbols.bottom, width, model), row: top + 1 + count)
        cursor = nil
    }

    /// A row of a box's frame: its left end, what is between, and its right end.
    private func rule(_ parts: Symbols.Rule, _ width: Int, _ model: Model) -> Line {
        let style = model.theme[.separator]
        var line = Line(String(parts.left), style)
        while line.columns < width - 1 { line.append(parts.middle, style) }
        line.append(parts.right, style)
        return line
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
        case .reason(let ids): ids.count == 1 ? "Why delete it? " : "Why delete \(Counted.comments(ids.count))? "
        case .deleteSeveral(let ids, _): "Delete \(Counted.comments(ids.count))? Type yes: "
        case .ban(_, let name): "To ban \(name.clipped(to: 16)), type the name: "
        }
    }
}
