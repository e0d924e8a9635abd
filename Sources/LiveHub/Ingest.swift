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
        /// As soon as so many wait the bell rings; nil while nobody listens.
        var wanted: Int?
    }

    private enum Bell { case silent, rung }

    /// While there are enough posters for groups, a group begins so long after the one before: a commit costs as
    /// much for one comment as for ten, and viewers of a busy post wait longer than that for their next batch.
    private static let groupInterval = Duration.milliseconds(4)
    /// After a commit that took longer than that, the most that those who have just been answered are given to post
    /// again, all of them, and be in the next group. Without it the posters fall into two parties, each of which waits
    /// while the other's group is written.
    private static let longestRest = Duration.milliseconds(2)
    /// As many drafts are worth a commit of their own, however soon they have come.
    private static let worthwhileGroup = 16
    /// So soon after their answers, posters who wait for them are back.
    private static let returnTime = Duration.milliseconds(1)

    private let store: any CommentStore
    private let bus: any CommentBus
    private let logger: Logger
    private let capacity: Int
    private let groupSize: Int
    private let queue = NIOLockedValueBox(Queue())
    private let counted = NIOLockedValueBox(IngestFigures())
    private let bell = ConditionLock(value: Bell.silent)
    private let thread = OwnThreads(name: "ingest")

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
        enum Place { case enough, waiting, refused(Failure) }
        let place = queue.withLockedValue { queue -> Place in
            if queue.isClosed { return .refused(.closed) }
            if queue.waiting.count >= capacity { return .refused(.queueFull) }
            queue.waiting.append(Waiting(draft: draft, answer: answer))
            return queue.waiting.count == queue.wanted ? .enough : .waiting
        }
        switch place {
        case .enough: ring()
        case .waiting: break
        case .refused(let failure): answer(.failure(failure))
        }
    }

    /// Writes groups until ``close()``, or the task is cancelled, and until nothing waits any more. To be called once.
    ///
    /// All of it happens on a thread of its own: a commit takes long enough for that, and comments follow each other
    /// too fast for a change of thread, or a timer of the runtime's, at each step.
    public func run() async {
        await withTaskCancellationHandler {
            await withTaskExecutorPreference(thread) { await writeGroups() }
        } onCancel: {
            close()
        }
    }

    private func writeGroups() async {
        while let group = nextGroup() {
            let begun = ContinuousClock.now
            await commit(group)
            // Somebody who waits for each answer before the next comment has nobody to share a group with.
            guard group.count > 1 || waitingCount > 0 else { continue }
            gather(after: group.count, begun: begun, ended: .now)
        }
    }

    /// Takes no more drafts; what waits is still written.
    public func close() {
        queue.withLockedValue { $0.isClosed = true }
        ring()
    }

    /// Waits until enough drafts have come for another group, or long enough.
    ///
    /// - Parameters:
    ///   - count: how many have just been answered.
    ///   - begun: when their group was begun.
    ///   - ended: when it was written.
    private func gather(after count: Int, begun: ContinuousClock.Instant, ended: ContinuousClock.Instant) {
        let end = begun + Self.groupInterval
        guard ended < end else {
            wait(for: min(waitingCount + count, groupSize), until: ended + min((ended - begun) / 3, Self.longestRest))
            return
        }
        let enough = max(Self.worthwhileGroup, count / 2)
        let hasEnough = wait(for: enough, until: min(end, ended + Self.returnTime))
        // When as many are back as were answered, they are posters who wait for their answers, and nobody else is to be
        // waited for.
        if !hasEnough, waitingCount != count { wait(for: enough, until: end) }
    }

    /// The next drafts to be written, as soon as there are any; nil when it is over.
    private func nextGroup() -> [Waiting]? {
        wait(for: 1, until: nil)
        return queue.withLockedValue { queue in
            guard !queue.waiting.isEmpty else { return nil }
            guard queue.waiting.count > groupSize else {
                defer { queue.waiting.removeAll(keepingCapacity: true) }
                return queue.waiting
            }
            defer { queue.waiting.removeFirst(groupSize) }
            return Array(queue.waiting.prefix(groupSize))
        }
    }

    /// Blocks the thread until so many drafts wait, or no more are taken, or until then.
    ///
    /// - Returns: whether it need not have waited longer.
    @discardableResult
    private func wait(for count: Int, until end: ContinuousClock.Instant?) -> Bool {
        while true {
            let isEnough = queue.withLockedValue { queue in
                let isEnough = queue.isClosed || queue.waiting.count >= count
                queue.wanted = isEnough ? nil : count
                return isEnough
            }
            if isEnough { return true }
            guard let end else {
                bell.lock(whenValue: .rung)
                bell.unlock(withValue: .silent)
                continue
            }
            let left = (end - .now) / .seconds(1)
            guard left > 0, bell.lock(whenValue: .rung, timeoutSeconds: left) else { return false }
            bell.unlock(withValue: .silent)
        }
    }

    private func ring() {
        bell.lock()
        bell.unlock(withValue: .rung)
    }

    private var waitingCount: Int { queue.withLockedValue { $0.waiting.count } }

    /// What has become of drafts so far.
    public var figures: IngestFigures {
        var figures = counted.withLockedValue { $0 }
        figures.waiting = waitingCount
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
