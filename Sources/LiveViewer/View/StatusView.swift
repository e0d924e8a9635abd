import LiveCore

extension Frame {
    /// Mode, then a notice or what is in force; on the right where the list stands.
    mutating func drawStatus(_ model: Model, _ row: Int) {
        let style = model.theme[.status]
        fill(row: row, style)
        let mode = model.isQueueInFront ? " QUEUE " : model.mode == .nav ? " NAV " : " INSERT "
        var left = Line(mode, style.overlaid(with: Style(.standard, .bold)))
        let right = Line(rightWords(model) + " ", style)
        let room = size.width - right.columns - left.columns - 2
        if let notice = model.notice {
            let kind = notice.kind == .problem ? style.overlaid(with: Style(.standard, .bold)) : style
            left.append(
                " " + notice.text.clipped(to: max(room, size.width - left.columns - 2), mark: model.symbols.ellipsis),
                kind)
        } else {
            left.append(" " + statusWords(model).clipped(to: max(room, 0), mark: model.symbols.ellipsis), style)
        }
        draw(left, row: row)
        if left.columns + right.columns <= size.width { drawRight(right, row: row) }
    }

    private func statusWords(_ model: Model) -> String {
        if let queue = model.queue, queue.isInFront { return hints(queue, model) }
        let tab = model.tab
        var parts: [String] = []
        if !model.pendingKeys.isEmpty { parts.append(model.pendingKeys.map(\.description).joined(separator: " ")) }
        if let search = tab.composer.historySearch { parts.append("history: \(DisplayText.line(search.text))") }
        if let left = model.slowModeLeft { parts.append("slow mode: next in \(left) s") }
        if let remaining = tab.composer.remaining {
            parts.append(
                remaining.count < 0
                    ? "\(-remaining.count) \(remaining.unit) too many" : "\(remaining.count) \(remaining.unit) left")
        }
        if let filter = tab.timeline.filter { parts.append(filter.title) }
        if let search = tab.search {
            let keys = [Command.searchOlder, .searchNewer].compactMap { model.keys.names(of: $0, in: .nav).first }
            parts.append("/\(DisplayText.line(search.text)) (\(keys.joined(separator: ", ")))")
        }
        if tab.timeline.filter != nil || tab.search != nil, model.mode == .nav,
            let key = model.keys.names(of: .escape, in: .nav).first
        {
            parts.append("\(key) ends it")
        }
        if !tab.marked.isEmpty { parts.append("\(tab.marked.count) marked") }
        if case .away(let reason, _) = tab.connection { parts.append(reason) }
        if parts.isEmpty { parts = hints(model) }
        return parts.joined(separator: " \(model.symbols.bullet) ")
    }

    private func hints(_ queue: Queue, _ model: Model) -> String {
        func hint(_ command: Command, _ words: String) -> String? {
            model.keys.names(of: command, in: .nav).first.map { "\($0) \(words)" }
        }
        let post = model.tabs.count > 1 ? queue.current.map { "in \($0.comment.post)" } : nil
        let hints = [
            post, hint(.approve, "lets it through"), hint(.delete, "takes it down"), hint(.mark, "claims it"),
            hint(.timeout, "times out"), hint(.escape, "back"),
        ]
        return hints.compactMap(\.self).joined(separator: " \(model.symbols.bullet) ")
    }

    private func hints(_ model: Model) -> [String] {
        func hint(_ command: Command, _ words: String) -> String? {
            model.keys.names(of: command, in: model.mode).first.map { "\($0) \(words)" }
        }
        switch model.mode {
        case .nav where model.tab.selection != nil:
            return [hint(.open, "details"), hint(.reply, "reply"), hint(.copy, "copy"), hint(.latest, "newest")]
                .compactMap(\.self)
        case .nav:
            return [hint(.compose, "write"), hint(.up, "select"), hint(.help, "help"), hint(.quit, "quit")].compactMap(
                \.self)
        case .insert:
            return [hint(.send, "sends"), hint(.newline, "new line"), hint(.escape, "back")].compactMap(\.self)
        }
    }

    private func rightWords(_ model: Model) -> String {
        let tab = model.tab
        guard tab.scroll != .following, !model.isQueueInFront else { return "" }
        return tab.unread.count > 0 ? "held, \(tab.unread.count) new" : "held"
    }
}
