import LiveCore

/// What is loaded of a post's comments: in order of id, with a ``Hole`` wherever some are missing.
///
/// Dropping what is far from being read makes a hole, and loading a page fills one, so memory is bounded and nothing
/// else needs to know. The stream is trusted for everything after the newest entry: there is no hole at the end.
struct Timeline: Sendable {
    private(set) var entries: [Entry]
    /// Which comments are shown; nil for all.
    private(set) var filter: Filter?

    /// Nothing is known yet.
    init() {
        entries = [.hole(Hole(after: .zero, before: .max, cause: .unloaded))]
    }

    /// Whether the first comment ever is here.
    var reachesBeginning: Bool { entries.first?.hole?.after != .zero }

    /// The newest comment here.
    var newest: Item? { entries.last { $0.item != nil }?.item }

    // MARK: - Looking up

    /// The index of the first entry at or after a place; `entries.count` when there is none.
    func index(atOrAfter place: Place) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].place < place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The index of what stands just there.
    func index(of place: Place) -> Int? {
        let index = index(atOrAfter: place)
        return index < entries.count && entries[index].place == place ? index : nil
    }

    /// The comment of an id, if it is here.
    func item(_ id: EventID) -> Item? {
        index(of: Place(comment: id)).flatMap { entries[$0].item }
    }

    /// The hole that hides an id, if any.
    func hole(hiding id: EventID) -> Hole? {
        guard let hole = entries[index(atOrAfter: Place(comment: id))...].first?.hole else { return nil }
        return hole.isExclusive && hole.contains(id) ? hole : nil
    }

    // MARK: - The stream

    /// Takes a comment that the stream or a receipt brought.
    ///
    /// - Returns: false when it was here already, or lies in a stretch that is not loaded.
    @discardableResult
    mutating func insert(_ item: Item) -> Bool {
        let id = item.comment.id
        if let hole = entries.last?.hole, hole.before == .max {
            // The first comment ever seen: from here on the stream brings everything.
            replaceHole(at: entries.count - 1) { $0.before = id }
            entries.append(shown(item))
            return true
        }
        guard let last = entries.last, last.place > Place(comment: id) else {
            if entries.last?.place == Place(comment: id) { return false }
            entries.append(shown(item))
            return true
        }
        let index = index(atOrAfter: Place(comment: id))
        if entries[index].item?.comment.id == id || hole(hiding: id) != nil { return false }
        entries.insert(shown(item), at: index)
        return true
    }

    /// Notes that the server did not send a stretch.
    mutating func insert(_ hole: Hole) {
        guard !hole.isEmpty else { return }
        if let last = entries.last?.hole, last.before == .max {
            // Nothing was known at all; the unknown goes on to where the stream now stands.
            replaceHole(at: entries.count - 1) { $0.before = hole.before }
            return
        }
        let index = index(atOrAfter: hole.place)
        // Thinned notices follow one another without end while a post is busy; with nothing between them they are one.
        if hole.isExclusive == false, index == entries.count, let last = entries.last?.hole, last.before <= hole.before,
            case .thinned(let more) = hole.cause, case .thinned(let some) = last.cause
        {
            replaceHole(at: entries.count - 1) {
                $0.before = hole.before
                $0.cause = .thinned(withheld: some + more)
            }
            return
        }
        if index < entries.count, entries[index].place == hole.place { return }
        entries.insert(.hole(hole), at: index)
    }

    /// Changes a comment, if it is here.
    mutating func change(_ id: EventID, _ body: (inout Item) -> Void) {
        guard let index = index(of: Place(comment: id)), var item = entries[index].item else { return }
        body(&item)
        entries[index] = shown(item)
    }

    // MARK: - Holes

    /// Changes the hole at a place.
    mutating func changeHole(_ place: Place, _ body: (inout Hole) -> Void) {
        guard let index = index(of: place) else { return }
        replaceHole(at: index, body)
    }

    /// Notes that a page could not be loaded from a cursor; nil for the newest page.
    mutating func failLoading(at cursor: EventID?, _ reason: String) {
        for index in entries.indices {
            replaceHole(at: index) { hole in
                guard hole.loading == .loading, cursor == nil || hole.before == cursor || hole.after == cursor else {
                    return
                }
                hole.loading = .failed(reason)
            }
        }
    }

    /// Holes whose loading failed may be loaded again.
    mutating func forgetFailures() {
        for index in entries.indices {
            replaceHole(at: index) { if case .failed = $0.loading { $0.loading = .idle } }
        }
    }

    /// Takes comments of which it is known that there are no others between two ids.
    ///
    /// Holes there are closed, and those that reach beyond shrink. What is here already stays as it is, since the
    /// stream may have told more of it than the page knew.
    mutating func fill(_ items: [Item], after: EventID, before: EventID) {
        var merged: [Entry] = []
        merged.reserveCapacity(entries.count + items.count)
        var new = items[...]
        for entry in entries {
            while let first = new.first, Place(comment: first.comment.id) < entry.place {
                merged.append(shown(first))
                new.removeFirst()
            }
            switch entry {
            case .item(let item):
                if item.comment.id == new.first?.comment.id { new.removeFirst() }
                merged.append(entry)
            case .hole(let hole):
                // New comments inside the hole come before its place, so its left remainder goes before them.
                let rests = hole.without(after: after, before: before)
                for rest in rests { insertSorted(rest, into: &merged) }
            }
        }
        for item in new { merged.append(shown(item)) }
        entries = merged
    }

    private func insertSorted(_ hole: Hole, into merged: inout [Entry]) {
        var index = merged.count
        while index > 0, merged[index - 1].place > hole.place { index -= 1 }
        merged.insert(.hole(hole), at: index)
    }

    private mutating func replaceHole(at index: Int, _ body: (inout Hole) -> Void) {
        guard var hole = entries[index].hole else { return }
        body(&hole)
        if hole.isEmpty { entries.remove(at: index) } else { entries[index] = .hole(hole) }
    }

    // MARK: - Bounds

    /// Drops entries and leaves a hole in their place. The newest entry always stays.
    mutating func unload(_ range: Range<Int>) {
        var (start, end) = (range.lowerBound, min(range.upperBound, entries.count - 1))
        // A thinned stretch belongs to comments before it too, and they stay.
        while start < end, start > 0, entries[start].hole?.isExclusive == false { start += 1 }
        while start > 0, entries[start - 1].hole?.isExclusive == true { start -= 1 }
        guard start < end else { return }
        let after = entries[start].hole?.after ?? (start > 0 ? entries[start - 1].place.id : .zero)
        let before = entries[end].hole?.before ?? entries[end].place.id
        if entries[end].hole != nil { end += 1 }
        let hole = Hole(after: after, before: before, cause: .unloaded)
        entries.replaceSubrange(start..<end, with: hole.isEmpty ? [] : [.hole(hole)])
    }

    // MARK: - Filter

    /// Shows only what passes; nil for everything.
    mutating func setFilter(_ filter: Filter?) {
        self.filter = filter
        for index in entries.indices {
            if let item = entries[index].item { entries[index] = shown(item) }
        }
    }

    private mutating func shown(_ item: Item) -> Entry {
        var item = item
        item.isShown = filter?.passes(item.comment) ?? true
        return .item(item)
    }
}

extension Hole {
    /// What remains of it when the ids between two others are known: at most a piece on each side.
    func without(after: EventID, before: EventID) -> [Hole] {
        guard after < self.before, self.after < before else { return [self] }
        var (left, right) = (self, self)
        left.before = min(self.before, after.successor)
        right.after = max(self.after, before.predecessor)
        let rests = [left, right].filter { !$0.isEmpty }
        // One answer can't settle what is asked for of both sides: each side is asked for again.
        return rests.map { rest in
            var rest = rest
            if rest.loading == .loading { rest.loading = .idle }
            return rest
        }
    }
}
