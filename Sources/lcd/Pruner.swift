import LiveSQLite
import Logging
import ServiceLifecycle
import Synchronization

extension Settings {
    /// What is kept.
    var retention: Retention { Retention(seconds: keep?.seconds, comments: keepComments?.value) }
}

/// Removes what is no longer kept, a little at a time, so that nobody who posts has to wait for it.
final class Pruner: Service {
    /// Rows removed in one transaction.
    private static let stepRows = 500
    /// Of the time, the writer belongs to those who post.
    private static let pauseFactor = 4
    /// Between the end of one look at all posts and the next.
    private static let interval = Duration.seconds(600)

    private let store: SQLiteStore
    private let retention: Mutex<Retention>
    private let logger: Logger

    init(store: SQLiteStore, retention: Retention, logger: Logger) {
        self.store = store
        self.retention = Mutex(retention)
        self.logger = logger
    }

    /// From the next look on.
    func keep(_ retention: Retention) { self.retention.withLock { $0 = retention } }

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.sweep()
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Looks at every post once.
    private func sweep() async {
        let retention = retention.withLock { $0 }
        guard !retention.keepsAll else { return }
        var (position, removed) = (Int64?.some(0), 0)
        do {
            while let from = position, !Task.isCancelled {
                let start = ContinuousClock.now
                let step = try await store.prune(retention, after: from, limit: Self.stepRows)
                (position, removed) = (step.next, removed + step.removed)
                try await Task.sleep(for: (ContinuousClock.now - start) * Self.pauseFactor)
            }
        } catch is CancellationError {
        } catch {
            logger.warning("can't remove what is no longer kept; trying again", metadata: ["error": "\(error)"])
        }
        if removed > 0 { logger.notice("removed what is no longer kept", metadata: ["rows": "\(removed)"]) }
    }
}
