import LiveCore

/// What decides how the entries of a list are laid out in rows.
struct RowContext: Sendable {
    /// Rows of one comment in the list; the rest is a key away. A stranger's text doesn't decide how much of the
    /// screen it takes.
    static let rowLimit = 12

    let width: Int
    let now: Int64
    let tab: Tab
    let identity: Identity
    let mentions: Mentions
    let settings: Settings
    let theme: Theme
    let keys: KeyMap
    let symbols: Symbols
    let isBare: Bool
    let offsetFromUTC: @Sendable (Int64) -> Int64

    /// - Parameter model: of which the post in front is laid out.
    init(_ model: Model) {
        width = model.size.width
        now = model.now
        tab = model.tab
        identity = model.identity
        mentions = model.mentions
        settings = model.settings
        theme = model.theme
        keys = model.keys
        symbols = model.symbols
        isBare = model.isBare
        offsetFromUTC = model.surroundings.offsetFromUTC
    }

    /// Entries, then what is on its way.
    var count: Int { tab.timeline.entries.count + tab.outbox.count }

    func element(at index: Int) -> Element {
        let entries = tab.timeline.entries
        guard index < entries.count else { return .outgoing(tab.outbox[index - entries.count]) }
        switch entries[index] {
        case .item(let item): return .item(item)
        case .hole(let hole): return .hole(hole)
        }
    }

    func isShown(_ index: Int) -> Bool {
        index >= tab.timeline.entries.count || tab.timeline.entries[index].item?.isShown ?? true
    }

    /// The next element that is shown, from an index on.
    func next(from index: Int) -> Int? {
        var index = index
        while index < count, !isShown(index) { index += 1 }
        return index < count ? index : nil
    }

    /// The last element that is shown, before an index.
    func previous(before index: Int) -> Int? {
        var index = min(index, count) - 1
        while index >= 0, !isShown(index) { index -= 1 }
        return index >= 0 ? index : nil
    }

    /// The index of the first element that is shown at or after a place, or else of the last one.
    func index(near place: Place) -> Int? {
        let entries = tab.timeline.entries.count
        let index =
            if let number = place.outgoing {
                entries + (tab.outbox.firstIndex { $0.number >= number } ?? tab.outbox.count)
            } else {
                tab.timeline.index(atOrAfter: place)
            }
        return next(from: index) ?? previous(before: count)
    }

    func place(at index: Int) -> Place { element(at: index).place }

    enum Element {
        case item(Item)
        case hole(Hole)
        case outgoing(Outgoing)

        var place: Place {
            switch self {
            case .item(let item): Place(comment: item.comment.id)
            case .hole(let hole): hole.place
            case .outgoing(let outgoing): outgoing.place
            }
        }
    }
}
