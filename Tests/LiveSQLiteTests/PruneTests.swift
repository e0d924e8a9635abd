import Foundation
import GRDB
import LiveCore
import LiveHub
import StoreContract
import TestSupport
import Testing

@testable import LiveSQLite

/// Comments that are no longer kept go, a bounded number at a time, and everything else stays right.
@Suite struct PruneTests {
    private func withStore<Result>(
        _ body: (SQLiteStore, DatabaseFile, TestClock) async throws -> Result
    ) async throws -> Result {
        try await TemporaryFolder.with { folder in
            let path = folder.appending(path: "comments.db").path
            let clock = TestClock()
            let store = try SQLiteStore(path: path, clock: clock.wallClock)
            return try await body(store, DatabaseFile(path: path), clock)
        }
    }

    /// Says something in each of three posts.
    @discardableResult
    private func say(_ count: Int, _ text: String, in store: SQLiteStore) async throws -> [Event] {
        let drafts = try (0..<count).map { number in
            let new = try NewComment(author: "ann", content: "\(text) \(number)")
            return Draft(post: PostID(rawValue: "p\(number % 3)")!, action: .comment(new, key: nil))
        }
        return try await store.append(drafts).compactMap(\.event)
    }

    /// Prunes to the end, and gives what each step removed.
    private func prune(_ store: SQLiteStore, _ retention: Retention, limit: Int) async throws -> [Int] {
        var (steps, position) = ([Int](), Int64?.some(0))
        while let from = position {
            let step = try await store.prune(retention, after: from, limit: limit)
            if step.removed > 0 { steps.append(step.removed) }
            position = step.next
        }
        return steps
    }

    private func contents(of post: String, in store: SQLiteStore) async throws -> [String] {
        try await store.page(PageQuery(post: PostID(rawValue: post)!, limit: 500)).comments.map(\.content)
    }

    private func expectSound(_ file: DatabaseFile) throws {
        #expect(try file.examine().filter { $0.state == .bad } == [])
    }

    @Test func whatIsTooOldGoesAndNothingElse() async throws {
        try await withStore { store, file, clock in
            let old = try await say(300, "old", in: store)
            let moderator = Principal(subject: "mod", tokenID: nil)
            _ = try await store.append([
                Draft(post: old[0].post, action: .pin(old[0].id, by: moderator)),
                Draft(post: old[1].post, action: .delete(old[1].id, by: moderator, reason: nil, erase: false)),
            ])
            clock.advance(milliseconds: 2 * 86_400_000)
            try await say(30, "new", in: store)
            let steps = try await prune(store, Retention(seconds: 86_400), limit: 40)
            #expect(steps.reduce(0, +) == 300 && steps.allSatisfy { $0 <= 40 })
            for post in 0..<3 {
                let left = try await contents(of: "p\(post)", in: store)
                #expect(left.count == 10 && left.allSatisfy { $0.hasPrefix("new") })
            }
            #expect(try await store.summary(of: old[0].post).pinned == nil)
            #expect(try await store.prunedID(of: old[0].post) >= old[297].id)
            let events = try await store.events(in: old[1].post, after: .zero, limit: 99, moderationOnly: false)
            #expect(events.count == 10)
            try expectSound(file)
            #expect(try await prune(store, Retention(seconds: 86_400), limit: 40).isEmpty)
        }
    }

    @Test func soManyOfEachPostStay() async throws {
        try await withStore { store, file, _ in
            let all = try await say(300, "said", in: store)
            let version = try #require(try await store.page(PageQuery(post: all[0].post)).version)
            let steps = try await prune(store, Retention(comments: 7), limit: 40)
            #expect(steps.reduce(0, +) == 279 && steps.allSatisfy { $0 <= 40 })
            for post in 0..<3 {
                #expect(try await contents(of: "p\(post)", in: store) == (93..<100).map { "said \($0 * 3 + post)" })
            }
            // Whoever has a page from before has an old one.
            #expect(try #require(try await store.page(PageQuery(post: all[0].post)).version) > version)
            #expect(try await store.figures(of: nil).comments == 21)
            try expectSound(file)
        }
    }

    @Test func roomThatCommentsLeaveIsUsedAgain() async throws {
        try await withStore { store, _, _ in
            func pages() async throws -> Int {
                try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
            }
            try await say(6_000, "said", in: store)
            let before = try await pages()
            for _ in 0..<3 {
                _ = try await prune(store, Retention(comments: 100), limit: 500)
                try await say(5_700, "said", in: store)
            }
            #expect(try await pages() <= before + before / 10)
        }
    }

    @Test func nothingIsTouchedWithoutALimit() async throws {
        try await withStore { store, _, _ in
            try await say(30, "said", in: store)
            #expect(try await prune(store, Retention(), limit: 10).isEmpty)
            #expect(try await store.prunedID(of: PostID(rawValue: "p0")!) == .zero)
        }
    }
}
