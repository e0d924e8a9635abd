public import LiveCore
import NIOConcurrencyHelpers

/// The bus of a single node: publishing is calling the subscribers.
public final class LocalBus: CommentBus {
    private let subscribers = NIOLockedValueBox<[@Sendable ([Event]) -> Void]>([])

    /// A bus that nobody listens to yet.
    public init() {}

    /// Calls every subscriber in turn, under a lock, so that two publishers can't overtake one another.
    public func publish(_ events: [Event]) {
        subscribers.withLockedValue { subscribers in
            for receive in subscribers { receive(events) }
        }
    }

    /// Adds a subscriber for good.
    public func subscribe(_ receive: @escaping @Sendable ([Event]) -> Void) {
        subscribers.withLockedValue { $0.append(receive) }
    }
}
