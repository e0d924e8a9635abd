import LiveCore

extension Frame {
    /// Post, state, viewers, connection, latency: what there is no room for is left out from the end.
    mutating func drawHeader(_ model: Model, _ row: Int) {
        let style = model.theme[.header]
        fill(row: row, style)
        let tab = model.tab
        var right = Line()
        right.append(connectionWords(model), style.overlaid(with: connectionStyle(model)))
        right.append(" ", style)
        var left = Line(" ", style)
        left.append(
            tab.post.rawValue.clipped(to: max(8, size.width - right.columns - 2), mark: model.symbols.ellipsis),
            style.overlaid(with: Style(.standard, .bold)))
        for part in headerParts(model) {
            let addition = Line(" \(model.symbols.bullet) \(part)", style)
            guard left.columns + addition.columns + 1 + right.columns <= size.width else { break }
            left.append(addition)
        }
        draw(left, row: row)
        if left.columns + right.columns <= size.width { drawRight(right, row: row) }
    }

    private func headerParts(_ model: Model) -> [String] {
        let tab = model.tab
        var parts: [String] = []
        if let state = tab.state {
            parts.append(state.isOpen ? "open" : "closed")
            if state.slowModeSeconds > 0 { parts.append("slow \(state.slowModeSeconds) s") }
        }
        if let viewers = tab.viewers { parts.append(viewers == 1 ? "1 viewer" : "\(viewers) viewers") }
        if let latency = tab.latency.percentiles {
            parts.append("p50 \(latency.p50) ms")
            parts.append("p99 \(latency.p99) ms")
        }
        return parts
    }

    private func connectionWords(_ model: Model) -> String {
        switch model.tab.connection {
        case .connecting: return "connecting\(model.symbols.ellipsis)"
        case .live: return "\(model.symbols.dot) live"
        case .away(_, let retryAt):
            let seconds = retryAt.map { max(0, $0 - model.now + 999) / 1_000 } ?? 0
            return seconds > 0 ? "away, again in \(seconds) s" : "away, connecting\(model.symbols.ellipsis)"
        case .ended: return "ended"
        }
    }

    private func connectionStyle(_ model: Model) -> Style {
        switch model.tab.connection {
        case .live, .connecting: .plain
        case .away, .ended: Style(.standard, .bold)
        }
    }

    /// `1 video  2 other 12!  3 queue 2`
    mutating func drawTabs(_ model: Model, _ row: Int) {
        var line = Line()
        for (index, tab) in model.tabs.enumerated() {
            let style = index == model.front ? model.theme[.title].overlaid(with: Style(.standard, .reverse)) : .plain
            let count = tab.unread.count == 0 || index == model.front ? "" : " \(tab.unread.count)"
            let mentions = tab.unread.mentions == 0 || index == model.front ? "" : "\(model.symbols.mention)"
            line.append(" \(index + 1) \(tab.post.rawValue.clipped(to: 20, mark: model.symbols.ellipsis))", style)
            line.append(count + mentions, mentions.isEmpty ? model.theme[.hint] : model.theme[.mention])
            line.append(" ", style)
        }
        if let queue = model.queue { line.append(tabOfQueue(queue, model)) }
        draw(line.clipped(to: size.width, mark: model.symbols.ellipsis), row: row)
    }

    private func tabOfQueue(_ queue: Queue, _ model: Model) -> Line {
        let style = queue.isInFront ? model.theme[.title].overlaid(with: Style(.standard, .reverse)) : .plain
        var line = Line(" \(model.tabCount) queue", style)
        if queue.count > 0 { line.append(" \(queue.count)", queue.isInFront ? style : model.theme[.mention]) }
        line.append(" ", style)
        return line
    }
}
