import LiveCore

/// A line of thought in the list: a comment, or a stretch that is not loaded.
enum Entry: Hashable, Sendable {
    case item(Item)
    case hole(Hole)

    var place: Place {
        switch self {
        case .item(let item): Place(comment: item.comment.id)
        case .hole(let hole): hole.place
        }
    }

    var item: Item? { if case .item(let item) = self { item } else { nil } }
    var hole: Hole? { if case .hole(let hole) = self { hole } else { nil } }
}

/// A comment with what the viewer knows of it.
struct Item: Hashable, Sendable {
    /// Who took a comment down.
    struct Deletion: Hashable, Sendable {
        let by: String
        let reason: String?
    }

    var comment: Comment
    var deletion: Deletion?
    /// Whether it calls the one who is watching.
    var isMention = false
    /// Whether the filter in force shows it.
    var isShown = true
}

/// A stretch of a post's sequence whose comments are not here.
struct Hole: Hashable, Sendable {
    enum Cause: Hashable, Sendable {
        /// Not loaded yet, or dropped to bound the memory. Loads when it comes near the screen.
        case unloaded
        /// The server did not send it.
        case gap(Gap.Reason)
        /// The server sent some of it, as asked.
        case thinned(withheld: Int)
    }

    enum Loading: Hashable, Sendable {
        case idle
        case loading
        case failed(String)
    }

    /// Comments with an id above this one…
    var after: EventID
    /// …and below this one may be missing.
    var before: EventID
    var cause: Cause
    var loading = Loading.idle

    var place: Place { Place(holeEndingAt: before.predecessor) }

    /// Whether an id could be in it.
    var isEmpty: Bool { after.successor >= before }

    /// Whether no comment of the stretch is here: all but thinned ones.
    var isExclusive: Bool { if case .thinned = cause { false } else { true } }

    func contains(_ id: EventID) -> Bool { after < id && id < before }
}
