import Foundation
import LiveCore
import LiveHub
import LiveSQLite
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import StoreContract
import TestSupport

/// A hub over a real store and on real loops, whose readers are read while things keep happening.
struct Race: Sendable {
    let hub: Hub
    let store: SQLiteStore
    private let group: MultiThreadedEventLoopGroup
    private let ingest: Ingest

    /// Runs a test on a hub that goes away afterwards.
    static func with(loops: Int, _ body: (Race) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
            let store = try SQLiteStore(path: folder.appending(path: "comments.db").path)
            let bus = LocalBus()
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let ingest = Ingest(store: store, bus: bus, logger: logger)
            var configuration = Hub.Configuration()
            configuration.fetchSize = 50
            let hub = try await Hub(store: store, bus: bus, group: group, logger: logger, configuration: configuration)
            async let run: Void = ingest.run()
            try await body(Race(hub: hub, store: store, group: group, ingest: ingest))
            ingest.close()
            await run
            try await group.shutdownGracefully()
        }
    }

    /// What readers have seen that read while so many comments are posted under some posts.
    ///
    /// - Parameter read: a reader's part, on a loop, with a seed of its own; it is told whether all has been posted.
    func run<Seen: Sendable>(
        posting count: Int, to posts: [PostID], readers: Int,
        _ read: @escaping @Sendable (any EventLoop, UInt64, @Sendable () -> Bool) async throws -> Seen
    ) async throws -> [Seen] {
        let isDone = NIOLockedValueBox(false)
        return try await withThrowingTaskGroup(of: Seen?.self) { tasks in
            tasks.addTask {
                try await post(count, to: posts)
                isDone.withLockedValue { $0 = true }
                return nil
            }
            for seed in 1...readers {
                tasks.addTask { try await read(group.next(), UInt64(seed)) { isDone.withLockedValue { $0 } } }
            }
            return try await tasks.reduce(into: []) { seen, some in if let some { seen.append(some) } }
        }
    }

    /// Nothing is deleted, so that what is stored in the end is what everybody was to see.
    private func post(_ count: Int, to posts: [PostID]) async throws {
        var random = SeededGenerator(seed: 5)
        for number in 0..<count {
            let post = posts[Int.random(in: 0..<posts.count, using: &random)]
            let new = try NewComment(author: "ann", content: "\(number)")
            var actions: [Draft.Action] = [.comment(new, key: nil, terms: PostingTerms(isExempt: true))]
            if number % 20 == 0 { actions.append(.state(PostState(slowModeSeconds: number), by: "mod")) }
            for action in actions { _ = try await ingest.append(Draft(post: post, action: action)) }
            if Int.random(in: 0..<50, using: &random) == 0 { try await Task.sleep(for: .milliseconds(3)) }
        }
    }
}
