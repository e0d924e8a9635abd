import LiveCore

/// Says which comments of a post are shown at a rate, see ``RateClass``; comments are to be put to it in order.
struct Thinning {
    let rate: RateClass
    private var slot: Int64?

    init(_ rate: RateClass) {
        self.rate = rate
    }

    /// Whether a comment is the first of its slot.
    mutating func isFirst(_ comment: EventID) -> Bool {
        let slot = rate.slot(of: comment)
        defer { self.slot = slot }
        return slot != self.slot
    }
}

/// How many comments after an id were shown and withheld.
struct ThinningAccount {
    let after: EventID
    private(set) var shown = 0
    private(set) var withheld = 0

    init(after: EventID) {
        self.after = after
    }

    mutating func count(isShown: Bool) {
        if isShown { shown += 1 } else { withheld += 1 }
    }

    /// What it says when nothing more comes up to and with an id; nil when nothing was withheld.
    ///
    /// - Parameter lastSent: the newest id that has been sent. A notice has an id above it, so that who drops what
    ///   came twice does not drop the notice; no event's id lies that close to another.
    func notice(upTo end: EventID, lastSent: EventID) -> Thinned? {
        guard withheld > 0 else { return nil }
        return Thinned(after: after, before: max(end, lastSent.successor).successor, shown: shown, withheld: withheld)
    }

    /// The part of it that a reader has to account for that came when it stood at `start`.
    func since(_ start: ThinningAccount?) -> ThinningAccount {
        guard let start else { return self }
        var rest = ThinningAccount(after: start.after)
        rest.shown = shown - start.shown
        rest.withheld = withheld - start.withheld
        return rest
    }

    /// The same counts, as they stand for a reader that comes at an id.
    func at(_ id: EventID) -> ThinningAccount {
        var mark = ThinningAccount(after: id)
        mark.shown = shown
        mark.withheld = withheld
        return mark
    }
}
