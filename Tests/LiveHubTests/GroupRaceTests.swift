import LiveCore
import LiveHub
import LiveSQLite
import NIOConcurrencyHelpers
import NIOCore
import TestSupport
import Testing

/// Viewers of several posts whose connections break anywhere, on real loops, while things keep happening in all posts.
@Suite struct GroupRaceTests {
    private static let posts = (0..<5).map { TestHub.name("post-\($0)") }
    private static let viewers = NIOLockedValueBox<[TestViewer]>([])

    @Test(arguments: [1, 2])
    func overAllItsConnectionsAViewerGetsEachEventOfEachPostOnce(loops: Int) async throws {
        try await Race.with(loops: loops) { race in
            let seen = try await race.run(posting: 1_500, to: Self.posts, readers: 12) { loop, seed, isDone in
                try await Self.read(race.hub, loop, race.store, seed: seed, isDone: isDone)
            }
            .filter { !$0.isEmpty }
            #expect(seen.count == 12)
            for post in Self.posts {
                let all = try await race.store.events(in: post, after: .zero, limit: 10_000, moderationOnly: false)
                #expect(all.count > 100)
                for messages in seen {
                    let ids = messages.filter { $0.post == post }.map {
                        StreamCursor($0.lastEventID)?.position(in: post)
                    }
                    #expect(ids == all.map(\.id))
                }
            }
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
