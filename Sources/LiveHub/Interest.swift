import LiveCore
import NIOConcurrencyHelpers

/// Which event loops have readers of which post, so that nothing is encoded for nobody and no loop is woken
/// in vain. Changed when a post gains or loses a reader, read once for each batch. A loop counts once for every dialect
/// that is spoken on it.
///
/// It also tells loops whose readers' count of viewers has changed. That costs nothing for a delivery.
final class Interest: Sendable {
    private struct State {
        /// For each post how many readers every loop has.
        var readers: [PostID: [Int]] = [:]
        /// For each loop the posts that have readers there and whose number of readers has changed anywhere.
        var changed: [Set<PostID>]
        /// Readers of all posts, and the most there have been.
        var total = (now: 0, peak: 0)
        /// The most readers a post has had, of posts that had any lately.
        var peaks = RecentMap<PostID, Int>(limit: 20_000)
    }

    private let state: NIOLockedValueBox<State>
    private let loopCount: Int

    init(loopCount: Int) {
        self.loopCount = loopCount
        state = NIOLockedValueBox(State(changed: Array(repeating: [], count: loopCount)))
    }

    /// Counts a reader in (1) or out (-1).
    func change(_ post: PostID, loop: Int, by difference: Int) {
        state.withLockedValue { state in
            var counts = state.readers[post] ?? Array(repeating: 0, count: loopCount)
            counts[loop] += difference
            for (index, count) in counts.enumerated() where count > 0 { state.changed[index].insert(post) }
            state.readers[post] = counts.allSatisfy { $0 == 0 } ? nil : counts
            state.readers.shrink()
            state.total.now += difference
            guard difference > 0 else { return }
            state.total.peak = max(state.total.peak, state.total.now)
            let count = counts.reduce(0, +)
            if state.peaks[post] ?? 0 < count { state.peaks.change(post, initial: 0) { $0 = count } }
        }
    }

    /// How many readers a post has on this node.
    func readerCount(of post: PostID) -> Int {
        state.withLockedValue { $0.readers[post]?.reduce(0, +) ?? 0 }
    }

    /// The most readers a post has had on this node; 0 once that has been forgotten.
    func peak(of post: PostID) -> Int { state.withLockedValue { $0.peaks[post] ?? 0 } }

    /// Readers on this node, the most there have been, and the posts that have any.
    var totals: (readers: Int, peak: Int, posts: Int) {
        state.withLockedValue { ($0.total.now, $0.total.peak, $0.readers.count) }
    }

    /// The posts that have readers on this node, or had any lately: those may be on their way back.
    var posts: Set<PostID> { state.withLockedValue { Set($0.readers.keys).union($0.peaks.keys) } }

    /// For each event, how many readers each loop has for it; nil for nobody.
    func counts(for events: [Event]) -> [[Int]?] {
        state.withLockedValue { state in events.map { state.readers[$0.post] } }
    }

    /// The posts of a loop whose number of readers has changed since the last call.
    func takeChanged(loop: Int) -> Set<PostID> {
        state.withLockedValue { state in
            defer { state.changed[loop] = [] }
            return state.changed[loop]
        }
    }
}

extension Dictionary {
    /// Gives room back that few members don't need: what came with a million posts goes with them.
    mutating func shrink() {
        guard capacity > 1_024, count < capacity / 8 else { return }
        self = Dictionary(uniqueKeysWithValues: map { ($0.key, $0.value) })
    }
}
