import LiveCore

/// How a comment stands in the list: who and when on the left, the text beside it.
extension RowContext {
    /// From this width on there is room for a column of names.
    static let columnsFrom = 70

    /// - Parameter notes: what stands below the text.
    func rows(of item: Item, notes: [Line] = []) -> [Line] {
        let comment = item.comment
        let style: Style = item.isMention ? Style(.standard, .bold) : isSelected(item) ? theme[.selection] : .plain
        let head = Head(
            gutter: gutter(of: item), time: time(comment.timestamp), name: name(of: comment),
            nameStyle: nameStyle(of: comment))
        let quote = isBare ? nil : comment.replyTo.map(quote)
        return compose(head, quote: quote, content(of: item, style) + notes)
    }

    func rows(of outgoing: Outgoing) -> [Line] {
        var sign = symbols.pending
        var style = theme[.pending]
        var after: [Line] = []
        switch outgoing.state {
        case .pending: break
        case .held: after = [Line("(waits for a moderator)", theme[.hint])]
        case .failed(let reason, let retryAt):
            (sign, style) = (symbols.failed, .plain)
            let wait = retryAt.map { $0 > now ? " in \(($0 - now + 999) / 1_000) s" : "" } ?? ""
            after = [
                Line(
                    "not sent: \(reason) \(symbols.bullet) \(keys.shortcut(for: .open)) sends it again\(wait), "
                        + "\(keys.shortcut(for: .delete)) drops it", theme[.failed])
            ]
        }
        let name = DisplayText.line(identity.name ?? identity.author ?? "")
        let head = Head(
            gutter: isSelected(outgoing.place) ? (symbols.selected, theme[.selection]) : (" ", .plain),
            time: settings.timestamps == .off ? nil : String(sign), name: name,
            nameStyle: theme[.own])
        return compose(
            head, quote: outgoing.replyTo.map(quote), paragraphs(outgoing.content, style, highlights: false) + after)
    }

    /// A comment that waits, and what has become of it.
    func rows(of held: HeldComment) -> [Line] {
        var words = held.rule.map { ["held by rule \(DisplayText.line($0))"] } ?? []
        if held.isDecided {
            words.append("somebody else has decided on it")
        } else if let moderator = held.claimedBy {
            words.append(
                moderator == identity.author
                    ? "you are looking at it" : "\(DisplayText.line(moderator)) is looking at it")
        }
        let notes = words.isEmpty ? [] : [Line("(\(words.joined(separator: "; ")))", theme[.hint])]
        return rows(of: Item(comment: held.comment), notes: notes)
    }

    private func isSelected(_ item: Item) -> Bool { isSelected(Place(comment: item.comment.id)) }

    // MARK: - Left of the text

    private struct Head {
        let gutter: (sign: Character, style: Style)
        let time: String?
        let name: String
        let nameStyle: Style
    }

    private func gutter(of item: Item) -> (Character, Style) {
        if isSelected(item) { return (symbols.selected, theme[.selection]) }
        if tab.marked.contains(item.comment.id) { return (symbols.marked, theme[.selection]) }
        return item.isMention ? (symbols.mention, theme[.mention]) : (" ", .plain)
    }

    private func time(_ milliseconds: Int64) -> String? {
        switch settings.timestamps {
        case .clock: civilTime(milliseconds).clock
        case .relative: CivilTime.ago(milliseconds: milliseconds, now: now)
        case .off: nil
        }
    }

    /// The name to show for an author, safe and on one line.
    func name(of comment: LiveCore.Comment) -> String {
        let name = DisplayText.line(comment.authorName ?? comment.author)
        return TerminalWidth.columns(of: name) == 0 ? "?" : name
    }

    func nameStyle(of comment: LiveCore.Comment) -> Style {
        let style = theme.name(of: comment.author)
        return identity.wrote(comment) ? style.overlaid(with: theme[.own]) : style
    }

    // MARK: - The text

    private func content(of item: Item, _ style: Style) -> [Line] {
        guard let deletion = item.deletion else {
            return paragraphs(item.comment.content, style, highlights: true, isMention: item.isMention)
        }
        let reason = deletion.reason.map { ": \(DisplayText.line($0))" } ?? ""
        guard identity.isModerator, !item.comment.content.isEmpty else {
            return [Line("(deleted\(reason))", theme[.hint])]
        }
        return paragraphs(item.comment.content, theme[.deleted], highlights: false)
            + [Line("(deleted by \(DisplayText.line(deletion.by))\(reason))", theme[.hint])]
    }

    /// The lines of a text, with links, one's own name and what is searched for standing out.
    func paragraphs(
        _ text: String, _ style: Style, highlights: Bool, isMention: Bool = false, limit: Int = rowLimit
    ) -> [Line] {
        DisplayText.lines(text).withoutBlankEnds.prefix(limit + 1).map { paragraph in
            var line = Line(paragraph, style)
            guard highlights else { return line }
            for found in Links.find(in: paragraph) {
                line.overlay(theme[.link], on: found.range)
                if settings.links { line.link(found.range, to: found.target) }
            }
            if isMention {
                for range in mentions.find(in: paragraph) { line.overlay(theme[.mention], on: range) }
            }
            if let search = tab.search {
                for range in Highlight.find(search.text, in: paragraph) { line.overlay(theme[.match], on: range) }
            }
            return line
        }
    }

    private func quote(of parent: EventID) -> Line {
        let words =
            switch tab.parent(parent) {
            case .comment(let comment): "\(name(of: comment)): \(DisplayText.line(comment.content))"
            case .deleted: "a deleted comment"
            case nil: "an earlier comment"
            }
        return Line("\(symbols.reply) \(words)", theme[.quote])
    }

    // MARK: - Putting together

    /// Sets the text beside its head, below the line it answers, which is cut and not wrapped.
    private func compose(_ head: Head, quote: Line?, _ text: [Line]) -> [Line] {
        let (first, hanging) = leads(of: head)
        let room = max(width - max(first.columns, hanging.columns), 2)
        let limit = isBare ? 200 : Self.rowLimit
        var parts = quote.map { [$0.clipped(to: room, mark: symbols.ellipsis)] } ?? []
        for line in text where parts.count <= limit { parts += line.wrapped(to: room, limit: limit + 1) }
        if parts.count > limit {
            parts.removeSubrange((limit - 1)...)
            parts.append(
                Line("\(symbols.ellipsis) goes on: \(keys.shortcut(for: .open)) shows all of it", theme[.hint]))
        }
        return parts.enumerated().map { index, part in
            var row = index == 0 ? first : hanging
            row.append(part)
            return row
        }
    }

    /// What stands left of the first row, and of the others.
    private func leads(of head: Head) -> (first: Line, hanging: Line) {
        if isBare { return (Line(head.name + ": ", head.nameStyle), Line("  ")) }
        var (first, hanging) = (Line(), Line())
        first.append(head.gutter.sign, head.gutter.style)
        // The bar of a selection runs along all of its rows.
        hanging.append(head.gutter.sign == symbols.selected ? symbols.selected : " ", head.gutter.style)
        if let time = head.time, width >= 50 {
            first.append(time, theme[.timestamp])
            first.pad(to: 7)
        }
        guard width >= Self.columnsFrom else {
            first.append(head.name.clipped(to: max(width / 3, 8), mark: symbols.ellipsis), head.nameStyle)
            first.append(": ", theme[.separator])
            hanging.append("  ")
            return (first, hanging)
        }
        let nameWidth = min(settings.nameWidth, width / 5)
        let name = head.name.clipped(to: nameWidth, mark: symbols.ellipsis)
        first.pad(to: first.columns + nameWidth - TerminalWidth.columns(of: name))
        first.append(name, head.nameStyle)
        hanging.pad(to: first.columns)
        first.append(" \(symbols.separator) ", theme[.separator])
        hanging.append(" \(symbols.separator) ", theme[.separator])
        return (first, hanging)
    }
}

extension [String] {
    /// Without the blank lines before and after what is said: they take room and say nothing.
    fileprivate var withoutBlankEnds: ArraySlice<String> {
        func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return prefix(1)
        }
        return self[first...last]
    }
}
