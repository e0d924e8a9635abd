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
import Testing

/// Viewers of several posts whose connections break anywhere, on real loops, while things keep happening in all posts.
@Suite struct GroupRaceTests {
    private static let posts = (0..<5).map { TestHub.name("post-\($0)") }
    private static let viewers = NIOLockedValueBox<[TestViewer]>([])

    @Test(arguments: [1, 2])
    func overAllItsConnectionsAViewerGetsEachEventOfEachPostOnce(loops: Int) async throws {
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

            let isDone = NIOLockedValueBox(false)
            var seen: [[SSEMessage]] = []
            try await withThrowingTaskGroup(of: [SSEMessage].self) { tasks in
                tasks.addTask {
                    try await Self.post(1_500, to: ingest)
                    isDone.withLockedValue { $0 = true }
                    return []
                }
                for seed in 1...12 {
                    tasks.addTask {
                        try await Self.read(hub, group.next(), store, seed: UInt64(seed)) {
                            isDone.withLockedValue { $0 }
                        }
                    }
                }
                for try await some in tasks where !some.isEmpty { seen.append(some) }
            }
            #expect(seen.count == 12)
            for post in Self.posts {
                let all = try await store.events(in: post, after: .zero, limit: 10_000, moderationOnly: false)
                #expect(all.count > 100)
                for messages in seen {
                    let ids = messages.filter { $0.post == post }.map {
                        StreamCursor($0.lastEventID)?.position(in: post)
                    }
                    #expect(ids == all.map(\.id))
                }
            }
            ingest.close()
            await run
            try await group.shutdownGracefully()
        }
    }

    private static func post(_ count: Int, to ingest: Ingest) async throws {
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

    /// Reads from the beginning, is cut somewhere in what has come, and goes on from there, until all is read.
    private static func read(
        _ hub: Hub, _ loop: any EventLoop, _ store: SQLiteStore, seed: UInt64, isDone: @Sendable () -> Bool
    ) async throws -> [SSEMessage] {
        var random = SeededGenerator(seed: seed)
        var seen: [SSEMessage] = []
        while true {
            let isLast = isDone()
            let cursor = seen.last.flatMap { StreamCursor($0.lastEventID) }
            let parts = posts.shuffled(using: &random).map { post in
                (post: post, start: StartPosition.after(cursor?.position(in: post) ?? .zero))
            }
            let viewer = TestViewer()
            viewers.withLockedValue { $0.append(viewer) }
            let membership = try await loop.submit {
                let group = ReaderGroup(parts, output: viewer, hub: hub.local(to: loop))
                group.join()
                return NIOLoopBound(group, eventLoop: loop)
            }.get()
            if isLast {
                var heads: [PostID: EventID] = [:]
                for post in posts { heads[post] = try await store.head(of: post) }
                let (before, ends) = (seen, heads)
                try await eventually {
                    let last = (viewer.messages.last ?? before.last).flatMap { StreamCursor($0.lastEventID) }
                    return posts.allSatisfy { last?.position(in: $0) == ends[$0] }
                }
            } else {
                try await Task.sleep(for: .milliseconds(.random(in: 1...40, using: &random)))
                if Bool.random(using: &random) {
                    viewer.block(afterWrites: .random(in: 0...3, using: &random))
                    try await Task.sleep(for: .milliseconds(20))
                    viewer.unblock()
                    loop.execute { membership.value.resume() }
                }
            }
            try await loop.submit { membership.value.leave() }.get()
            let messages = viewer.messages
            seen += isLast ? messages[...] : messages.prefix(.random(in: 0...messages.count, using: &random))
            if isLast { return seen }
        }
    }
}
