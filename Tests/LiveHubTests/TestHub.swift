import Foundation
import LiveCore
import LiveHub
import LiveSQLite
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import StoreContract
import TestSupport
import Testing

/// A hub over a real store, on a loop whose time goes on when it is told to.
final class TestHub: Sendable {
    static let post = name("42")

    static func name(_ text: String) -> PostID {
        guard let post = PostID(rawValue: text) else { fatalError("\(text) is no post") }
        return post
    }

    let loop: NIOAsyncTestingEventLoop
    /// The time of ids.
    let clock = TestClock()
    let store: FaultyStore
    let bus = LocalBus()
    let hub: Hub
    private let readers: NIOLoopBoundBox<[ObjectIdentifier: Reader]>
    private let groups: NIOLoopBoundBox<[ObjectIdentifier: ReaderGroup]>
    /// A viewer must outlive its reader's membership, like a socket's handler does.
    private let viewers = NIOLockedValueBox<[TestViewer]>([])

    private init(folder: URL, configuration: Hub.Configuration) async throws {
        store = FaultyStore(
            try SQLiteStore(path: folder.appending(path: "comments.db").path, clock: clock.wallClock))
        loop = NIOAsyncTestingEventLoop()
        hub = try await Hub(
            store: store, bus: bus, group: loop, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            configuration: configuration, clock: clock.wallClock)
        readers = .makeBoxSendingValue([:], eventLoop: loop)
        groups = .makeBoxSendingValue([:], eventLoop: loop)
    }

    /// Runs a test on a hub that goes away afterwards.
    static func with(
        _ configuration: Hub.Configuration = Hub.Configuration(), _ body: (TestHub) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let hub = try await TestHub(folder: folder, configuration: configuration)
            try await body(hub)
            try await hub.onLoop {
                // What is on its way to the loop still finds those who have not left, and their group's outputs.
                for group in hub.groups.value.values { group.leave() }
                (hub.readers.value, hub.groups.value) = ([:], [:])
            }
            await hub.loop.shutdownGracefully()
        }
    }

    func onLoop<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await loop.executeInContext(body)
    }

    // MARK: - Readers

    /// A viewer that joins; when this returns, it has begun unless the store keeps it waiting.
    func join(
        _ start: StartPosition = .now, _ post: PostID = post, maxRate: RateClass? = nil, waits: Bool = true,
        mayStay: (@Sendable () -> Bool)? = nil
    ) async throws -> TestViewer {
        let viewer = TestViewer()
        viewers.withLockedValue { $0.append(viewer) }
        try await onLoop { [self] in
            let reader = Reader(post: post, from: start, output: viewer, maxRate: maxRate, mayStay: mayStay)
            readers.value[ObjectIdentifier(viewer)] = reader
            hub.local(to: loop).join(reader)
        }
        // A reader begins after what is on its way to the loop already.
        await loop.run()
        if waits { try await eventually { viewer.hasBegun } }
        return viewer
    }

    /// A viewer of several posts that joins, as above.
    func join(
        _ parts: [(post: PostID, start: StartPosition)], maxRate: RateClass? = nil, waits: Bool = true,
        mayStay: (@Sendable () -> Bool)? = nil
    ) async throws -> TestViewer {
        let viewer = TestViewer()
        viewers.withLockedValue { $0.append(viewer) }
        try await onLoop { [self] in
            let group = ReaderGroup(
                parts, output: viewer, hub: hub.local(to: loop), maxRate: maxRate, mayStay: mayStay)
            groups.value[ObjectIdentifier(viewer)] = group
            group.join()
        }
        await loop.run()
        if waits { try await eventually { viewer.hasBegun } }
        return viewer
    }

    /// Many viewers that start now.
    func join(
        _ count: Int, maxRate: RateClass? = nil, posts: (Int) -> PostID = { _ in post }
    ) async throws -> [TestViewer] {
        var viewers: [TestViewer] = []
        for number in 0..<count { viewers.append(try await join(.now, posts(number), maxRate: maxRate)) }
        return viewers
    }

    func leave(_ viewer: TestViewer) async throws {
        try await onLoop { [self] in
            groups.value.removeValue(forKey: ObjectIdentifier(viewer))?.leave()
            guard let reader = readers.value.removeValue(forKey: ObjectIdentifier(viewer)) else { return }
            hub.local(to: loop).leave(reader)
        }
    }

    /// Its socket takes more again, or so many writes.
    func resume(_ viewer: TestViewer, writes: Int? = nil) async throws {
        if let writes { viewer.block(afterWrites: writes) } else { viewer.unblock() }
        try await onLoop { [self] in
            groups.value[ObjectIdentifier(viewer)]?.resume()
            guard let reader = readers.value[ObjectIdentifier(viewer)] else { return }
            hub.local(to: loop).resume(reader)
        }
    }

    // MARK: - Events

    /// Stores what happens without telling the hub.
    @discardableResult
    func keep(_ actions: [Draft.Action], in post: PostID = post) async throws -> [Event] {
        let outcomes = try await store.append(actions.map { Draft(post: post, action: $0) })
        return try outcomes.map { outcome in
            guard case .accepted(let event) = outcome else { throw NotAccepted(outcome: outcome) }
            return event
        }
    }

    /// Stores what happens and tells the hub, as one group; when this returns the loop has it.
    @discardableResult
    func happen(_ actions: [Draft.Action], in post: PostID = post) async throws -> [Event] {
        let events = try await keep(actions, in: post)
        try await publish(events)
        return events
    }

    func publish(_ events: [Event]) async throws {
        bus.publish(events)
        try await onLoop {}
    }

    /// Posts comments as one group.
    @discardableResult
    func say(_ texts: [String], in post: PostID = post) async throws -> [Event] {
        // Slow mode, which tests use for something that happens, is not to keep what they say away.
        let terms = PostingTerms(isExempt: true)
        return try await happen(
            texts.map { .comment(try NewComment(author: "ann", content: $0), key: nil, terms: terms) }, in: post)
    }

    /// Posts comments with numbers for texts, in groups as large as an ingest makes, at a pace readers can follow.
    func say(_ numbers: Range<Int>, in post: PostID = post) async throws {
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 500) {
            try await say((start..<min(start + 500, numbers.upperBound)).map { "\($0)" }, in: post)
            await advance(by: .milliseconds(50))
        }
    }

    /// Lets time go on.
    func advance(by amount: TimeAmount) async { await loop.advanceTime(by: amount) }

    /// Lets time go on in small steps, as it does, until a condition holds.
    func pass(until condition: @Sendable () throws -> Bool) async throws {
        try await eventually {
            if try condition() { return true }
            await advance(by: .milliseconds(10))
            return try condition()
        }
    }

    struct NotAccepted: Error { let outcome: Outcome }
}
