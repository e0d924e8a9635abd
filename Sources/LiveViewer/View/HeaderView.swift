import LiveCore

extension Frame {
    /// Post, state, viewers, connection, latency: what there is no room for is left out from the end.
    mutating func drawHeader(_ model: Model, _ row: Int) {
        let style = model.theme[.header]
        fill(row: row, style)
        var right = Line()
        right.append(connectionWords(model), style.overlaid(with: connectionStyle(model)))
        right.append(" ", style)
        let (title, parts) = model.queue.flatMap { $0.isInFront ? words(of: $0, model) : nil } ?? words(of: model.tab)
        var left = Line(" ", style)
        left.append(
            title.clipped(to: max(8, size.width - right.columns - 2), mark: model.symbols.ellipsis),
            style.overlaid(with: Style(.standard, .bold)))
        for part in parts {
            let addition = Line(" \(model.symbols.bullet) \(part)", style)
            guard left.columns + addition.columns + 1 + right.columns <= size.width else { break }
            left.append(addition)
        }
        draw(left, row: row)
        if left.columns + right.columns <= size.width { drawRight(right, row: row) }
    }

    private func words(of queue: Queue, _ model: Model) -> (title: String, parts: [String]) {
        let posts = model.tabs.count
        return (
            "queue",
            [queue.count == 1 ? "1 waits" : "\(queue.count) wait"] + (posts > 1 ? [Counted.text(posts, "post")] : [])
        )
    }

    private func words(of tab: Tab) -> (title: String, parts: [String]) {
        var parts: [String] = []
        if let state = tab.state {
            parts.append(state.isOpen ? "open" : "closed")
            if state.slowModeSeconds > 0 { parts.append("slow \(state.slowModeSeconds) s") }
        }
        if let viewers = tab.viewers { parts.append(Counted.text(viewers, "viewer")) }
        if let latency = tab.latency.percentiles {
            parts.append("p50 \(latency.p50) ms")
            parts.append("p99 \(latency.p99) ms")
        }
        return (tab.post.rawValue, parts)
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
}
