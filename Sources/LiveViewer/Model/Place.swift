import LiveCore

/// Where something stands in a post's list: what a selection and a scroll position hold on to, whatever comes or goes
/// around them.
struct Place: Hashable, Comparable, Sendable {
    let id: EventID
    private let rank: Int

    /// Of a comment.
    init(comment id: EventID) {
        self.id = id
        rank = 0
    }

    /// Of a hole, by the last id in it.
    init(holeEndingAt id: EventID) {
        self.id = id
        rank = 1
    }

    /// Of a comment on its way, below everything that has an id.
    init(outgoing number: Int) {
        id = .max
        rank = 2 + number
    }

    static func < (left: Place, right: Place) -> Bool {
        left.id == right.id ? left.rank < right.rank : left.id < right.id
    }

    /// The number of a comment on its way.
    var outgoing: Int? { rank >= 2 ? rank - 2 : nil }

    /// The id, when it is the place of a comment.
    var comment: EventID? { rank == 0 ? id : nil }
}
