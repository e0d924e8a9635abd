public import LiveCore

/// Carries events from the writer of a post to every node's hub.
///
/// The rules below are held by one suite, `CommentBusContract`, which every bus runs.
public protocol CommentBus: Sendable {
    /// Sends events on their way. The events of one post arrive at every subscriber in the order they were
    /// published, at least once; they are in the store already.
    func publish(_ events: [Event]) async

    /// Gives every event published from now on to `receive`, one call at a time. `receive` must not block.
    func subscribe(_ receive: @escaping @Sendable ([Event]) -> Void)
}
