import LiveCore

extension Model {
    /// Comments kept of a post. At a few hundred bytes each this is what bounds the memory.
    static let kept = 3_000
    /// Entries at the end of the list that always stay, so that its newest part is there at once.
    private static let keptAtEnd = 300
    /// Pages loaded without a key being pressed.
    private static let loadsWithoutKey = 20

    /// Before a frame is drawn: loads what comes near the screen, drops what is far from it, notes what is seen.
    mutating func settle() -> [Effect] {
        for index in tabs.indices { dropSurplus(in: index) }
        guard size.width >= Self.leastSize.width, size.height >= Self.leastSize.height else { return [] }
        let height = listHeight
        if tab.listHeight != height {
            // The compose line has grown, or a marker has come: what is selected stays on the screen.
            tab.listHeight = height
            showSelection()
        }
        // Laying out what is being written takes time when it is long, so its height is not asked for again.
        let viewport = Viewport(RowContext(self), height: height, scroll: tab.scroll)
        noteSeen(viewport)
        let effects = loadNear(viewport) + fetchParents(viewport)
        // A stretch that now loads looks different.
        if effects.isEmpty { laidOut = viewport }
        return effects
    }

    /// Loads unloaded stretches within a screen of what is shown.
    private mutating func loadNear(_ viewport: Viewport) -> [Effect] {
        guard let first = viewport.visible.first, let last = viewport.visible.last else { return [] }
        let entries = tab.timeline.entries
        guard case .live = tab.connection, tab.loadsSinceKey < Self.loadsWithoutKey else { return [] }
        let height = viewport.height
        let near = max(0, first.index - height)..<max(0, min(last.index + height, entries.count))
        guard !near.isEmpty else { return [] }
        // What is read is held in place, so a stretch is loaded from the end that is nearer to it.
        let reading = viewport.visible.first { $0.place.comment != nil }?.index ?? last.index
        for index in near {
            guard let hole = entries[index].hole, hole.cause == .unloaded, hole.loading == .idle else { continue }
            tab.loadsSinceKey += 1
            return load(hole, index <= reading ? .before : .after, in: current)
        }
        return []
    }

    /// Fetches what the replies on the screen answer and is not here.
    private mutating func fetchParents(_ viewport: Viewport) -> [Effect] {
        var effects: [Effect] = []
        for visible in viewport.visible {
            guard let id = visible.place.comment, let parent = tab.timeline.item(id)?.comment.replyTo,
                tab.parent(parent) == nil, tab.asked.insert(parent).inserted
            else { continue }
            if tab.asked.count > 200 { tab.asked = [parent] }
            effects.append(.request(.comment(tab.post, parent)))
        }
        return effects
    }

    private mutating func noteSeen(_ viewport: Viewport) {
        guard hasFocus, !isQueueInFront, layers.isEmpty || tab.scroll == .following,
            let newest = viewport.visible.last(where: { $0.place.comment != nil })?.place.id, newest > tab.unread.seen
        else { return }
        if tab.scroll == .following {
            tab.unread.count = 0
            tab.unread.mentions = 0
        } else {
            // What is scrolled onto the screen is read.
            let from = tab.timeline.index(atOrAfter: Place(comment: tab.unread.seen.successor))
            let through = tab.timeline.index(atOrAfter: Place(comment: newest.successor))
            let read = (from..<max(from, through)).count { index in
                tab.timeline.entries[index].item.map { !identity.wrote($0.comment) } ?? false
            }
            tab.unread.count = max(0, tab.unread.count - read)
        }
        tab.unread.seen = newest
    }

    /// Drops the entries that are farthest from what is read.
    private mutating func dropSurplus(in index: Int) {
        let count = tabs[index].timeline.entries.count
        // In steps, so that it is done rarely.
        guard count > Self.kept + Self.kept / 4 else { return }
        let surplus = count - Self.kept
        let tail = count - Self.keptAtEnd
        let reading =
            switch tabs[index].scroll {
            case .following: tail
            case .held(let place, _): min(tabs[index].timeline.index(atOrAfter: place), tail)
            }
        let above = max(0, reading - Self.keptAtEnd)
        let below = max(0, tail - reading - Self.keptAtEnd)
        if above >= below {
            tabs[index].timeline.unload(0..<min(surplus, above))
        } else {
            tabs[index].timeline.unload(tail - min(surplus, below)..<tail)
        }
    }
}
