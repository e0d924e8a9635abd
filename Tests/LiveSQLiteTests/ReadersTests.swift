import Foundation
import GRDB
import LiveCore
import LiveHub
import NIOConcurrencyHelpers
import TestSupport
import Testing

@testable import LiveSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where reads happen, and who waits for whom.
@Suite struct ReadersTests {
    private let post: PostID

    init() throws { post = try #require(PostID(rawValue: "42")) }

    /// A store with one post, and so many comments in it.
    private func withStore(_ comments: Int, _ body: (SQLiteStore) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder.appending(path: "comments.db").path)
            let comment = try NewComment(author: "ann", content: "hay")
            _ = try await store.append([Draft(post: post, action: .comment(comment, key: nil))])
            try await store.pool.write { db in
                try db.execute(
                    sql: """
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                        INSERT INTO comments (post, id, author, content) SELECT 1, i, 'ann', 'hay ' || i FROM n
                        """, arguments: [comments - 1])
            }
            try await body(store)
            try store.close()
            // Whoever comes too late is told so.
            await #expect(throws: (any Error).self) { _ = try await store.head(of: post) }
        }
    }

    private static var thread: pthread_t { pthread_self() }

    @Test func whoReadsOnTheReadingThreadsStaysOnTheirs() async throws {
        try await withStore(100) { store in
            let query = PageQuery(post: post, limit: 50)
            let threads = try #require(store.readingThreads)
            try await withTaskExecutorPreference(threads) {
                let own = Self.thread
                for _ in 0..<100 {
                    let (page, head) = (try await store.page(query), try await store.head(of: query.post))
                    #expect(page.comments.count == 50 && page.version == head)
                }
                #expect(Self.thread == own)
            }
        }
    }

    @Test func searchesHoldUpNobodysPage() async throws {
        try await withStore(20 * Search.slice) { store in
            let threads = try #require(store.readingThreads)
            let found = NIOLockedValueBox(0)
            let (page, search) = (PageQuery(post: post, limit: 1), PageQuery(post: post, text: "needle"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask(executorPreference: threads) {
                        let page = try await store.page(search)
                        #expect(page.comments.isEmpty)
                        found.withLockedValue { $0 += 1 }
                    }
                }
                // Each page waits for a slice of each search, and every search has twenty.
                try await withTaskExecutorPreference(threads) {
                    for _ in 0..<10 {
                        let comments = try await store.page(page).comments
                        #expect(comments.count == 1)
                        await Task.yield()
                    }
                    #expect(found.withLockedValue { $0 } == 0)
                }
                try await group.waitForAll()
            }
            #expect(found.withLockedValue { $0 } == 10)
        }
    }

    @Test func aCancelledSearchEnds() async throws {
        try await withStore(PageQuery.scanLimit) { store in
            let query = PageQuery(post: post, text: "needle")
            let search = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await store.page(query)
            }
            await #expect(throws: CancellationError.self) { _ = try await search.value }
        }
    }

    @Test func manyMayAskAtOnce() async throws {
        try await withStore(1_000) { store in
            let query = PageQuery(post: post, limit: 500)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<200 { group.addTask { try await store.page(query).comments.count } }
                for try await count in group { #expect(count == 500) }
            }
        }
    }
}
