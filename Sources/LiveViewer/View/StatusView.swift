import LiveCore

extension Frame {
    /// Mode, then a notice or what is in force; on the right where the list stands.
    mutating func drawStatus(_ model: Model, _ row: Int) {
        let style = model.theme[.status]
        fill(row: row, style)
        var left = Line(" \(label(of: model)) ", style.overlaid(with: Style(.standard, .bold)))
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
        switch model.layers.last {
        case .prompt(let prompt): return words(for: prompt, model)
        case .menu: return joined([model.keys.hint(.open, "takes it"), model.keys.hint(.escape, "closes")], model)
        case .pages, nil: break
        }
        if let queue = model.queue, queue.isInFront { return hints(queue, model) }
        let tab = model.tab
        if model.mode == .insert, let command = tab.composer.command, let words = commandWords(command, model) {
            return words
        }
        var parts: [String] = []
        if !model.pendingKeys.isEmpty { parts.append(model.pendingKeys.map(\.description).joined(separator: " ")) }
        if let search = tab.composer.historySearch { parts.append("history: \(DisplayText.line(search.text))") }
        if let left = model.slowModeLeft { parts.append("slow mode: next in \(left) s") }
        if let remaining = tab.composer.remaining {
            parts.append(
                Counted.text(abs(remaining.count), remaining.unit) + (remaining.count < 0 ? " too many" : " left"))
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
        if !tab.marked.isEmpty { parts.append(wordsForMarked(model)) }
        if case .away(let reason, _) = tab.connection { parts.append(reason) }
        return parts.isEmpty ? hints(model) : joined(parts, model)
    }

    private func joined(_ parts: [String?], _ model: Model) -> String {
        parts.compactMap(\.self).joined(separator: " \(model.symbols.bullet) ")
    }

    private func wordsForMarked(_ model: Model) -> String {
        joined(
            [
                "\(model.tab.marked.count) marked", model.keys.hint(.copy, "copies them"),
                model.identity.isModerator ? model.keys.hint(.delete, "deletes them") : nil,
                model.keys.hint(.escape, "lets go"),
            ], model)
    }

    private func label(of model: Model) -> String {
        switch model.layers.last {
        case .prompt(let prompt): prompt.purpose.label
        case .menu: "MENU"
        case .pages, nil: model.isQueueInFront ? "QUEUE" : model.mode == .nav ? "NAV" : "INSERT"
        }
    }

    private func words(for prompt: Layer.Prompt, _ model: Model) -> String {
        let keys = model.keys
        func hints(_ send: String, _ escape: String = "closes") -> String {
            joined([keys.hint(.send, send, in: .insert), keys.hint(.escape, escape, in: .insert)], model)
        }
        return switch prompt.purpose {
        case .search: hints("searches back, also on the server")
        case .filter: "words or @name \(model.symbols.bullet) " + hints("shows only those")
        case .command: commandWords(prompt.editor.text, model) ?? hints("does it")
        case .reason: hints("deletes", "cancels")
        case .deleteSeveral: hints("deletes after yes", "cancels")
        case .ban: hints("bans", "cancels")
        }
    }

    /// What a command that is being typed could be; nil for none.
    private func commandWords(_ text: String, _ model: Model) -> String? {
        let name = text.prefix { $0 != " " }.lowercased()
        let commands = Command.typed.filter {
            $0.rawValue.hasPrefix(name) && (model.identity.isModerator || !$0.isForModerators)
        }
        let isComplete = commands.count == 1 || text.contains(" ")
        if isComplete, let command = commands.first(where: { $0.rawValue == name }) ?? commands.first {
            return "\(command.usage): \(command.description.summary)"
        }
        return commands.map(\.rawValue).joined(separator: " ").nonEmpty
    }

    private func hints(_ queue: Queue, _ model: Model) -> String {
        let keys = model.keys
        return joined(
            [
                model.tabs.count > 1 ? queue.current.map { "in \($0.comment.post)" } : nil,
                keys.hint(.approve, "lets it through"), keys.hint(.delete, "takes it down"),
                keys.hint(.mark, "claims it"), keys.hint(.timeout, "times out"), keys.hint(.escape, "back"),
            ], model)
    }

    private func hints(_ model: Model) -> String {
        let keys = model.keys
        switch model.mode {
        case .nav where model.tab.selection != nil:
            let moderating =
                model.identity.isModerator ? [keys.hint(.delete, "delete"), keys.hint(.timeout, "time out")] : []
            return joined(
                [keys.hint(.open, "details"), keys.hint(.reply, "reply"), keys.hint(.copy, "copy")] + moderating
                    + [keys.hint(.latest, "newest")], model)
        case .nav:
            let isHeld = model.tab.scroll != .following
            return joined(
                [
                    isHeld ? keys.hint(.latest, "newest") : nil, keys.hint(.compose, "write"),
                    keys.hint(.up, "select"), keys.hint(.help, "help"), keys.hint(.quit, "quit"),
                ], model)
        case .insert:
            return joined(
                [
                    keys.hint(.send, "sends", in: .insert), keys.hint(.newline, "new line", in: .insert),
                    keys.hint(.escape, "back", in: .insert),
                ], model)
        }
    }

    private func rightWords(_ model: Model) -> String {
        let tab = model.tab
        guard tab.scroll != .following, !model.isQueueInFront else { return "" }
        return tab.unread.count > 0 ? "held, \(tab.unread.count) new" : "held"
    }
}

extension Layer.Prompt.Purpose {
    /// What the status line calls it.
    fileprivate var label: String {
        switch self {
        case .search: "SEARCH"
        case .filter: "FILTER"
        case .command: "COMMAND"
        case .reason, .deleteSeveral: "DELETE"
        case .ban: "BAN"
        }
    }
}
