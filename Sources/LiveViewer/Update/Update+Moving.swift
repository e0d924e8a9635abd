import LiveCore

extension Model {
    /// What is on the screen of the post in front.
    var viewport: Viewport {
        laidOut ?? Viewport(RowContext(self), height: listHeight, scroll: tab.scroll)
    }

    // MARK: - Selecting

    /// Selects the next or the previous element; past the last one the list follows again.
    mutating func select(by step: Int) {
        let context = RowContext(self)
        guard let selection = tab.selection, let current = context.index(near: selection) else {
            guard step < 0, let last = viewport.visible.last else { return }
            return select(last.place, in: self.current)
        }
        let next = step < 0 ? context.previous(before: current) : context.next(from: current + 1)
        if let next, loadsByItself(next) {
            showSelection()
        } else if let next {
            select(context.place(at: next), in: self.current)
        } else if step > 0 {
            follow()
        } else {
            showSelection()
        }
    }

    /// Selects an element that was looked for: if it was not on the screen, it comes to where what is around it is seen.
    mutating func jump(to place: Place, in index: Int) { select(place, in: index, centered: true) }

    /// Selects an element, and brings it onto the screen if it is that of the post in front.
    mutating func select(_ place: Place, in index: Int, centered isCentered: Bool = false) {
        tabs[index].selection = place
        if index == current {
            showSelection(centered: isCentered)
        } else {
            tabs[index].scroll = .held(place: place, row: 0)
        }
    }

    /// Holds the list so that the whole of what is selected is on the screen.
    ///
    /// - Parameter isCentered: whether it comes to the middle if it was not; or else the list moves as little as it can.
    mutating func showSelection(centered isCentered: Bool = false) {
        guard let selection = tab.selection else { return }
        let context = RowContext(self)
        let height = listHeight
        // The lowest row is where "n new" stands.
        let room = height - 1
        let shown = viewport
        guard let index = context.index(near: selection) else { return }
        let rows = context.rows(at: index)
        let place = context.place(at: index)
        tab.selection = place
        if let visible = shown.visible(place), visible.top >= 0,
            visible.bottom <= room || shown.isAtEnd && visible.bottom <= height
        {
            hold(shown)
            return
        }
        let isAbove = shown.visible.first.map { place <= $0.place } ?? false
        let isFarBelow = shown.visible.allSatisfy { $0.place < place }
        let row =
            if rows.count >= room || isAbove && !isCentered {
                rows.prefix.count
            } else if isCentered || isFarBelow {
                max(rows.prefix.count, min(height / 2, room - rows.body.count))
            } else {
                room - rows.body.count
            }
        tab.scroll = .held(place: place, row: row)
        hold(viewport)
    }

    private mutating func hold(_ viewport: Viewport) {
        if let held = viewport.held { tab.scroll = held }
    }

    // MARK: - Scrolling

    /// Holds the list as it is now.
    mutating func hold() {
        guard tab.scroll == .following else { return }
        hold(viewport)
    }

    /// Goes to the newest comment, and on with what comes in.
    mutating func follow() {
        tab.scroll = .following
        tab.selection = nil
        tab.unread.count = 0
        tab.unread.mentions = 0
    }

    /// Scrolls by rows, down for a positive number. At the end the list follows again.
    mutating func scroll(by rows: Int) {
        let before = viewport
        guard case .held(let place, let row) = before.held else { return }
        if rows > 0, before.isAtEnd { return follow() }
        if rows < 0, before.isAtStart, tab.scroll == .following { return hold(before) }
        tab.scroll = .held(place: place, row: row - rows)
        var after = viewport
        let excess = rowsPastHole(in: after, since: before, movedDown: rows > 0)
        if excess > 0 {
            tab.scroll = .held(place: place, row: row - rows + (rows > 0 ? min(excess, rows) : max(-excess, rows)))
            after = viewport
        }
        if rows > 0, after.isAtEnd, tab.selection == nil { return follow() }
        hold(after)
        keepSelection(in: after, movedDown: rows > 0)
    }

    /// How many rows of the screen lie behind a stretch that is still to come in, and did not before: whoever goes on
    /// quickly must not pass over it unseen.
    private func rowsPastHole(in viewport: Viewport, since before: Viewport, movedDown: Bool) -> Int {
        guard let first = before.visible.first, let last = before.visible.last else { return 0 }
        let holes = viewport.visible.filter { loadsByItself($0.index) }
        if movedDown { return holes.first { $0.index >= last.index }.map { viewport.height - $0.bottom } ?? 0 }
        return holes.last { $0.index <= first.index }?.top ?? 0
    }

    /// Whether an element is a stretch that is loaded as soon as it comes near the screen.
    private func loadsByItself(_ index: Int) -> Bool {
        guard case .live = tab.connection, index < tab.timeline.entries.count,
            let hole = tab.timeline.entries[index].hole, hole.cause == .unloaded
        else { return false }
        if case .failed = hole.loading { return false }
        return true
    }

    /// A selection that has left the screen goes to the nearest element that is on it.
    private mutating func keepSelection(in viewport: Viewport, movedDown: Bool) {
        guard let selection = tab.selection, viewport.visible(selection) == nil else { return }
        let whole = viewport.visible.filter { $0.bodyTop >= 0 && $0.bottom < viewport.height }
        tab.selection = (movedDown ? whole.first : whole.last)?.place ?? viewport.visible.first?.place
    }

    mutating func page(by step: Int, half: Bool = false) {
        let height = listHeight
        scroll(by: step * max(1, half ? height / 2 : height - 2))
    }

    /// To the oldest that is loaded; from there, to what loads.
    mutating func goToOldest() -> [Effect] {
        let entries = tab.timeline.entries
        guard let first = entries.first else { return [] }
        let context = RowContext(self)
        let isThere = tab.selection.map { $0 <= first.place || $0 == context.next(from: 1).map(context.place) } ?? false
        if let hole = first.hole, isThere {
            return hole.loading == .loading ? [] : load(hole, .before, in: current)
        }
        let target = first.hole == nil ? context.next(from: 0) : context.next(from: 1) ?? context.next(from: 0)
        if let target { select(context.place(at: target), in: current) }
        return []
    }

    // MARK: - Going somewhere

    mutating func goToUnread() {
        let after = tab.unread.line ?? tab.unread.seen
        let context = RowContext(self)
        let index = tab.timeline.index(atOrAfter: Place(comment: after.successor))
        guard let next = context.next(from: index) else { return say("nothing is unread") }
        select(context.place(at: next), in: current)
    }

    mutating func goToMention(by step: Int) {
        let entries = tab.timeline.entries
        let from = tab.selection.map { tab.timeline.index(atOrAfter: $0) } ?? entries.count
        let range =
            step < 0 ? AnySequence((0..<from).reversed()) : AnySequence(min(from + 1, entries.count)..<entries.count)
        guard
            let found = range.first(where: { entries[$0].item?.isMention == true && entries[$0].item?.isShown == true })
        else { return say(step < 0 ? "no earlier mention is loaded" : "no later mention") }
        jump(to: entries[found].place, in: current)
    }

    /// Selects a comment, loading what is around it if it must.
    mutating func go(to id: EventID) -> [Effect] {
        if tab.timeline.index(of: Place(comment: id)) != nil {
            if tab.timeline.item(id)?.isShown == false { tab.timeline.setFilter(nil) }
            jump(to: Place(comment: id), in: current)
            return []
        }
        guard let hole = tab.timeline.hole(hiding: id) else {
            say("comment \(id) is not there", .problem)
            return []
        }
        tab.goal = id
        return load(Hole(after: hole.after, before: id.successor, cause: hole.cause), .before, in: current)
    }
}
