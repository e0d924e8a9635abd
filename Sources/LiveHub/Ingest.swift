import LiveCore
public import Logging
import NIOConcurrencyHelpers

/// The one way into the store: gathers drafts into groups, makes each group durable, publishes its events and
/// answers those who wait.
///
/// Group commit: whatever has queued while the last group was being written becomes the next one, so the number
/// of fsyncs follows the disk and not the posters. Because one task does append, publish and answer in turn,
/// commit order and publish order are one.
public final class Ingest: Sendable {
    /// Why a draft was not even tried, or was not kept. Trying again later may help.
    public enum Failure: Error, Sendable {
        /// As many drafts wait as are allowed to.
        case queueFull
        /// The store did not take the group.
        case storeUnavailable(reason: String)
        /// The server is going down.
        case closed
    }

    private struct Waiting {
        let draft: Draft
        let answer: @Sendable (Result<Outcome, Failure>) -> Void
    }

    private struct Queue {
        var waiting: [Waiting] = []
        var isClosed = false
    }

    /// While there are enough posters for groups, a group begins so long after the one before: a commit costs as
    /// much for one comment as for ten, and viewers of a busy post wait longer than that for their next batch.
    private static let groupInterval = Duration.milliseconds(4)
    /// After a commit that took longer than that, the most that those who have just been answered are given to post
    /// again and be in the next group. Without it the posters fall into two parties, each of which waits while the
    /// other's group is written.
    private static let longestRest = Duration.milliseconds(2)
    /// As many drafts are worth a commit of their own, however soon they have come.
    private static let worthwhileGroup = 16
    /// How often is looked whether enough have come.
    private static let gatheringStep = Duration.milliseconds(1)

    private let store: any CommentStore
    private let bus: any CommentBus
    private let logger: Logger
    private let capacity: Int
    private let groupSize: Int
    private let queue = NIOLockedValueBox(Queue())
    private let counted = NIOLockedValueBox(IngestFigures())
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - capacity: the most drafts that may wait; further ones fail with ``Failure/queueFull``.
    ///   - groupSize: the most drafts in one transaction, which bounds how long it takes.
    public init(
        store: any CommentStore, bus: any CommentBus, logger: Logger, capacity: Int = 10_000, groupSize: Int = 1_000
    ) {
        self.store = store
        self.bus = bus
        self.logger = logger
        self.capacity = capacity
        self.groupSize = groupSize
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Queues a draft and waits until it is durable and on its way to the viewers, or refused.
    ///
    /// - Throws: ``Failure``.
    public func append(_ draft: Draft) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            append(draft) { continuation.resume(with: $0.mapError { $0 as any Error }) }
        }
    }

    /// The same for callers that can't wait: `answer` is called once, on any thread.
    public func append(_ draft: Draft, then answer: @escaping @Sendable (Result<Outcome, Failure>) -> Void) {
        enum Place { case first, behind, refused(Failure) }
        let place = queue.withLockedValue { queue -> Place in
            if queue.isClosed { return .refused(.closed) }
            if queue.waiting.count >= capacity { return .refused(.queueFull) }
            queue.waiting.append(Waiting(draft: draft, answer: answer))
            return queue.waiting.count == 1 ? .first : .behind
        }
        switch place {
        case .first: wakeUp.yield()
        // Whoever takes the first takes this one too.
        case .behind: break
        case .refused(let failure): answer(.failure(failure))
        }
    }

    /// Writes groups until ``close()`` and until nothing waits any more.
    public func run() async {
        for await _ in wakeUps { await commitAll() }
        await commitAll()
    }

    private func commitAll() async {
        while let group = takeGroup() {
            let begun = ContinuousClock.now
            await commit(group)
            let ended = ContinuousClock.now
            guard group.count > 1 else { continue }
            let rest = min((ended - begun) / 3, Self.longestRest)
            let enough = min(group.count, max(Self.worthwhileGroup, group.count / 2))
            await gather(enough, until: max(begun + Self.groupInterval, ended + rest))
        }
    }

    /// Waits until so many drafts have come, or for so long. A single poster, who waits for each answer, makes groups of
    /// one, and does not come here.
    private func gather(_ count: Int, until end: ContinuousClock.Instant) async {
        while ContinuousClock.now < end, queue.withLockedValue({ !$0.isClosed && $0.waiting.count < count }) {
            try? await Task.sleep(for: min(Self.gatheringStep, end - .now))
        }
    }

    /// Takes no more drafts; what waits is still written.
    public func close() {
        queue.withLockedValue { $0.isClosed = true }
        wakeUp.finish()
    }

    private func takeGroup() -> [Waiting]? {
        queue.withLockedValue { queue in
            guard !queue.waiting.isEmpty else { return nil }
            guard queue.waiting.count > groupSize else {
                defer { queue.waiting.removeAll(keepingCapacity: true) }
                return queue.waiting
            }
            defer { queue.waiting.removeFirst(groupSize) }
            return Array(queue.waiting.prefix(groupSize))
        }
    }

    /// What has become of drafts so far.
    public var figures: IngestFigures {
        var figures = counted.withLockedValue { $0 }
        figures.waiting = queue.withLockedValue { $0.waiting.count }
        return figures
    }

    private func commit(_ group: [Waiting]) async {
        let begun = ContinuousClock.now
        do {
            let outcomes = try await store.append(group.map(\.draft))
            let events = outcomes.flatMap(\.events)
            if !events.isEmpty { await bus.publish(events) }
            counted.withLockedValue { $0.note(outcomes, took: ContinuousClock.now - begun) }
            for (waiting, outcome) in zip(group, outcomes) { waiting.answer(.success(outcome)) }
        } catch {
            logger.error("the store refused a group", metadata: ["drafts": "\(group.count)", "error": "\(error)"])
            counted.withLockedValue { $0.failures += 1 }
            for waiting in group { waiting.answer(.failure(.storeUnavailable(reason: "\(error)"))) }
        }
    }
}
