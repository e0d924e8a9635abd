import LiveCore

/// An element of the list in rows.
struct EntryRows: Sendable {
    /// Lines that stand above it: the day, the unread line, the beginning.
    var prefix: [Line] = []
    var body: [Line] = []

    var count: Int { prefix.count + body.count }
    var lines: [Line] { prefix + body }
}

extension RowContext {
    /// Lays an element out.
    func rows(at index: Int) -> EntryRows {
        switch element(at: index) {
        case .item(let item):
            EntryRows(prefix: isBare ? [] : prefix(of: item, at: index), body: rows(of: item))
        case .hole(let hole):
            EntryRows(body: [ruled(words(of: hole), theme[.hole], isSelected: isSelected(hole.place))])
        case .outgoing(let outgoing): EntryRows(body: rows(of: outgoing))
        }
    }

    func isSelected(_ place: Place) -> Bool { tab.selection == place }

    // MARK: - Above a comment

    private func prefix(of item: Item, at index: Int) -> [Line] {
        let previous = previous(before: index).flatMap { tab.timeline.entries[$0].item }
        var lines: [Line] = []
        if index == 0, tab.timeline.reachesBeginning { lines.append(ruled("the beginning", theme[.hole])) }
        let day = civilTime(item.comment.timestamp)
        let isNewDay = previous.map { civilTime($0.comment.timestamp).day != day.day } ?? (index == 0)
        if isNewDay { lines.append(ruled(day.date, theme[.hole])) }
        if isFirstUnread(item, at: index) { lines.append(ruled("new", theme[.unread])) }
        return lines
    }

    /// Whether it is the first that is new to the reader, as one's own comments never are.
    private func isFirstUnread(_ item: Item, at index: Int) -> Bool {
        guard let line = tab.unread.line, item.comment.id > line, !identity.wrote(item.comment) else { return false }
        var index = index
        while let before = previous(before: index) {
            if let earlier = tab.timeline.entries[before].item?.comment {
                guard earlier.id > line else { return true }
                guard identity.wrote(earlier) else { return false }
            }
            index = before
        }
        return true
    }

    func civilTime(_ milliseconds: Int64) -> CivilTime {
        CivilTime(milliseconds: milliseconds, offset: offsetFromUTC)
    }

    /// Words in a rule across the list.
    func ruled(_ words: String, _ style: Style, isSelected: Bool = false) -> Line {
        var line = Line()
        line.append(isSelected ? symbols.selected : symbols.line, isSelected ? theme[.selection] : style)
        line.append(symbols.line, style)
        line.append(" " + words.clipped(to: width - 5, mark: symbols.ellipsis) + " ", style)
        while line.columns < width { line.append(symbols.line, style) }
        return line
    }

    // MARK: - Holes

    private func words(of hole: Hole) -> String {
        switch hole.loading {
        case .loading: return "loading\(symbols.ellipsis)"
        case .failed(let reason):
            return "not loaded: \(reason) \(symbols.bullet) \(keys.shortcut(for: .open)) tries again"
        case .idle: break
        }
        let what =
            switch hole.cause {
            case .unloaded: "more comments"
            case .thinned(let withheld): "\(Counted.comments(withheld)) held back to keep it readable"
            case .gap(.slow): "comments left out: the connection was too slow"
            case .gap(.expired): "comments that may not be kept any more"
            case .gap(.unknownPosition): "comments may be missing"
            }
        return "\(what) \(symbols.bullet) \(keys.shortcut(for: .open)) loads them"
    }
}
