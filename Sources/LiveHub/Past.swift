import LiveCore
import NIOCore

/// What is known on a loop of a post's events below its ring's floor, and who waits for more of it.
///
/// There is one query at a time for a post, and its answer is for everybody who waits: five thousand readers that
/// join with the same history cost one query.
final class Past {
    /// What the store is to be asked next.
    enum Request: Sendable {
        /// The last so many comments and what lies between them.
        case history(Int)
        /// What comes after a position.
        case events(after: EventID)
    }

    /// A short history costs no more than a shorter one, and serves both.
    private static let leastHistory = 50

    private(set) var stretches: [Stretch] = []
    private(set) var waiting: [Reader] = []
    var isFetching = false
    /// Comments deleted while a query is under way, whose answer may still show them.
    private var redacted: Set<EventID> = []

    /// Bytes the stretches take.
    var size: Int { stretches.reduce(0) { $0 + $1.size } }

    /// Whether it can be forgotten.
    var isIdle: Bool { stretches.isEmpty && waiting.isEmpty && !isFetching }

    // MARK: - What is known

    func stretch(covering position: EventID) -> Stretch? { stretches.last { $0.covers(position) } }

    /// The longest of the stretches that end at an id.
    func stretch(endingAt end: EventID) -> Stretch? {
        stretches.filter { $0.upTo == end }.min { $0.after < $1.after }
    }

    func keep(_ new: [Stretch]) { stretches += new }

    func forget() { stretches = [] }

    func forget(unusedSince time: NIODeadline) { stretches.removeAll { $0.lastUse < time } }

    /// Comments have been deleted: it costs little to fetch anew what may show them.
    func redact(_ comments: Set<EventID>) {
        stretches = []
        if isFetching { redacted.formUnion(comments) }
    }

    /// What of an answer can still be seen, for the query that ends now.
    func visible(_ events: [Event]) -> [Event] {
        defer { redacted = [] }
        guard !redacted.isEmpty else { return events }
        return events.filter { event in
            switch event.action {
            case .comment(let comment), .restore(let comment), .pin(let comment): !redacted.contains(comment.id)
            case .delete, .purge, .unpin, .state: true
            }
        }
    }

    // MARK: - Who waits

    func wait(_ reader: Reader) { waiting.append(reader) }

    func takeWaiting() -> [Reader] {
        defer { waiting = [] }
        return waiting
    }

    /// What those who wait need: the longest history any of them wants, or else what the one furthest behind is
    /// to be sent next. Nil when nobody waits any more.
    func nextRequest() -> Request? {
        waiting.removeAll { !$0.isJoined }
        let history = waiting.compactMap { $0.lag?.wantedHistory }.max()
        if let history { return .history(max(history, Self.leastHistory)) }
        return waiting.compactMap { $0.lag?.position }.min().map(Request.events(after:))
    }
}
