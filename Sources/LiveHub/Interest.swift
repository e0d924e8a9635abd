import LiveCore
import Synchronization

/// Which event loops have readers of which post, so that nothing is encoded for nobody and no loop is woken
/// in vain. Changed when a post gains or loses a reader, read once for each batch.
final class Interest: Sendable {
    private let readers = Mutex<[PostID: [Int]]>([:])
    private let loopCount: Int

    init(loopCount: Int) {
        self.loopCount = loopCount
    }

    /// Counts a reader in (1) or out (-1).
    func change(_ post: PostID, loop: Int, by difference: Int) {
        readers.withLock { readers in
            var counts = readers[post] ?? Array(repeating: 0, count: loopCount)
            counts[loop] += difference
            readers[post] = counts.allSatisfy { $0 == 0 } ? nil : counts
        }
    }

    /// How many readers a post has on this node.
    func readerCount(of post: PostID) -> Int {
        readers.withLock { $0[post]?.reduce(0, +) ?? 0 }
    }

    /// For each event, how many readers each loop has for it; nil for nobody.
    func counts(for events: [Event]) -> [[Int]?] {
        readers.withLock { readers in events.map { readers[$0.post] } }
    }
}
