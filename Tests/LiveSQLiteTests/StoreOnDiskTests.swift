import Foundation
import GRDB
import LiveCore
import LiveHub
import NIOConcurrencyHelpers
import StoreContract
import TestSupport
import Testing

@testable import LiveSQLite

/// What a store does to its file: durability, versions, restarts, and a disk that fails.
@Suite struct StoreOnDiskTests {
    private let post: PostID

    init() throws { post = try #require(PostID(rawValue: "42")) }

    private func drafts(_ count: Int, key: ((Int) -> String)? = nil) throws -> [Draft] {
        try (0..<count).map { number in
            let comment = try NewComment(author: "ann", content: "comment \(number)")
            return Draft(post: post, action: .comment(comment, key: key?(number)))
        }
    }

    private func withStore<Result>(_ body: (SQLiteStore, String, TestClock) async throws -> Result) async throws
        -> Result
    {
        try await TemporaryFolder.with { folder in
            let path = folder.appending(path: "comments.db").path
            let clock = TestClock()
            return try await body(try SQLiteStore(path: path, clock: clock.wallClock), path, clock)
        }
    }

    private func count(_ table: String, in store: SQLiteStore) async throws -> Int {
        try await store.pool.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") ?? -1 }
    }

    // MARK: - Durability

    @Test func commitsReachTheDisk() async throws {
        try await withStore { store, _, _ in
            let (synchronous, journal) = try await store.pool.writeWithoutTransaction { db in
                (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
            }
            #expect(synchronous == 2)
            #expect(journal == "wal")
        }
    }

    @Test func leavesNoTraceOfWhatItRefused() async throws {
        try await withStore { store, _, _ in
            let reply = try NewComment(author: "ann", content: "x", replyTo: .max)
            for action in [
                Draft.Action.comment(reply, key: "k"), .delete(.max, by: "mod", reason: nil), .pin(.max, by: "mod"),
                .state(PostState(), by: "mod"),
            ] {
                _ = try await store.append([Draft(post: post, action: action)])
            }
            for table in ["posts", "comments", "actions", "receipts"] {
                #expect(try await count(table, in: store) == 0)
            }
        }
    }

    // MARK: - Restarts

    @Test func idsGoOnOverARestartWithTheClockTurnedBack() async throws {
        try await withStore { store, path, clock in
            var events = try await store.append(try drafts(3)).compactMap(\.event)
            var store = store
            for step: Int64 in [-86_400_000, -1, 3_600_000] {
                try store.close()
                clock.advance(milliseconds: step)
                store = try SQLiteStore(path: path, clock: clock.wallClock, node: 7)
                events += try await store.append(try drafts(3)).compactMap(\.event)
            }
            #expect(zip(events, events.dropFirst()).allSatisfy { $0.id < $1.id })
            #expect(try await store.events(in: post, after: .zero, limit: 100, moderationOnly: false) == events)
        }
    }

    @Test func whatMayNotBeRepeatedMayNotAfterARestartEither() async throws {
        try await withStore { store, path, clock in
            func say(_ text: String, in store: SQLiteStore) async throws -> Outcome? {
                let comment = try NewComment(author: "\(text)", content: text)
                return try await store.append([Draft(post: post, action: .comment(comment, key: nil))]).first
            }
            let unique = StateChange(uniqueSeconds: 60)
            _ = try await store.append([Draft(post: post, action: .change(unique, by: "mod"))])
            _ = try await say("once", in: store)
            try store.close()
            clock.advance(milliseconds: 10_000)
            let again = try SQLiteStore(path: path, clock: clock.wallClock, node: 7)
            #expect(try await say("ONCE", in: again) == .refused(.duplicate(seconds: 50)))
            #expect(try await say("twice", in: again)?.event != nil)
            try again.close()
        }
    }

    @Test func isWholeAfterClosingMidway() async throws {
        try await withStore { store, path, _ in
            let acknowledged = Counter()
            let group = try drafts(20)
            await withTaskGroup { tasks in
                tasks.addTask {
                    while let outcomes = try? await store.append(group) { acknowledged.add(outcomes.count) }
                }
                tasks.addTask {
                    try? await eventually { acknowledged.value >= 400 }
                    while (try? store.close()) == nil { await Task.yield() }
                }
            }
            let again = try SQLiteStore(path: path)
            #expect(try await again.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
            #expect(try await count("comments", in: again) >= acknowledged.value)
            #expect(try await again.summary(of: post).commentCount == (try await count("comments", in: again)))
        }
    }

    // MARK: - Versions

    @Test func takesUpAFileOfAnEarlierVersion() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.appending(path: "comments.db").path
            let first = try #require(Schema.migrator.migrations.first)
            let queue = try DatabaseQueue(path: path)
            try Schema.migrator.migrate(queue, upTo: first)
            try await queue.write { db in
                try db.execute(sql: "INSERT INTO posts (key, name, last_id, comment_count) VALUES (1, '42', 512, 1)")
                try db.execute(sql: "INSERT INTO comments (post, id, author, content) VALUES (1, 512, 'ann', 'old')")
            }
            try queue.close()
            let store = try SQLiteStore(path: path)
            #expect(try await store.page(PageQuery(post: post)).comments.map(\.content) == ["old"])
            let event = try #require(try await store.append(try drafts(1)).first?.event)
            #expect(event.id.rawValue > 512)
        }
    }

    @Test func refusesAFileOfANewerVersion() async throws {
        try await withStore { store, path, _ in
            try await store.pool.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: from the future')")
            }
            try store.close()
            #expect(throws: StoreError.newerVersion) { try SQLiteStore(path: path) }
        }
    }

    // MARK: - Disks that fail

    @Test func refusesWhatIsNoDatabase() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.appending(path: "comments.db")
            try Data(repeating: 0x41, count: 8_192).write(to: file)
            #expect(throws: DatabaseError.self) { try SQLiteStore(path: file.path) }
            #expect(throws: DatabaseError.self) {
                try SQLiteStore(path: folder.appending(path: "no/such/folder.db").path)
            }
        }
    }

    @Test func saysSoWhenItsFileIsCorrupt() async throws {
        try await withStore { store, path, _ in
            _ = try await store.append(try drafts(2_000))
            _ = try await store.pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try store.close()
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            // Pages in the middle: the tables' root pages and the schema come first.
            try file.seek(toOffset: 40 * 4_096)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 20 * 4_096))
            try file.close()
            let again = try SQLiteStore(path: path)
            await #expect(throws: DatabaseError.self) {
                _ = try await again.events(in: post, after: .zero, limit: 10_000, moderationOnly: false)
            }
            #expect(try await again.summary(of: post).commentCount == 2_000)
        }
    }

    @Test func keepsReadingOnAFullDiskAndHeals() async throws {
        try await withStore { store, _, _ in
            let before = try await store.append(try drafts(10)).compactMap(\.event)
            try await store.pool.writeWithoutTransaction { db in
                let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                try db.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            await #expect(throws: DatabaseError.self) { try await store.append(try drafts(1_000)) }
            // The group is gone as a whole, and what was there can be read.
            #expect(try await store.events(in: post, after: .zero, limit: 9_999, moderationOnly: false) == before)
            #expect(try await store.summary(of: post).commentCount == 10)
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
            let after = try await store.append(try drafts(1_000)).compactMap(\.event)
            #expect(after.count == 1_000)
            #expect(
                try await store.events(in: post, after: .zero, limit: 9_999, moderationOnly: false) == before + after)
        }
    }

    @Test func keepsReadingWhenItCantWriteAndHeals() async throws {
        try await withStore { store, _, _ in
            let before = try await store.append(try drafts(10)).compactMap(\.event)
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
            await #expect(throws: DatabaseError.self) { try await store.append(try drafts(1)) }
            await #expect(throws: DatabaseError.self) { try await store.checkWritable() }
            #expect(try await store.page(PageQuery(post: post)).comments.count == 10)
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 0") }
            try await store.checkWritable()
            let after = try await store.append(try drafts(1)).compactMap(\.event)
            #expect(try await store.events(in: post, after: .zero, limit: 99, moderationOnly: false) == before + after)
        }
    }

    /// Load balancers ask often.
    @Test func whoAsksOftenWhetherItCanWriteDoesNotMakeItWrite() async throws {
        try await withStore { store, path, _ in
            _ = try await store.append(try drafts(1))
            func logBytes() throws -> Int { try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).count }
            let before = try logBytes()
            for _ in 0..<50 { try await store.checkWritable() }
            // Fifty would take as many frames of a page each.
            #expect(try logBytes() - before < 20 * 4_096)
        }
    }

    // MARK: - Receipts

    @Test func dropsOldReceipts() async throws {
        try await withStore { store, _, clock in
            _ = try await store.append(try drafts(300) { "first \($0)" })
            #expect(try await count("receipts", in: store) == 300)
            clock.advance(milliseconds: 25 * 60 * 60 * 1_000)
            for round in 0..<20 {
                _ = try await store.append(try drafts(10) { "round \(round) \($0)" })
                let expired = try await store.pool.read { db in
                    let limit = EventID.lowest(atMilliseconds: clock.milliseconds - 24 * 60 * 60 * 1_000)
                    return try Int.fetchOne(
                        db, sql: "SELECT COUNT(*) FROM receipts WHERE id < ?", arguments: [limit.rawValue]) ?? -1
                }
                // Twice as many go as come.
                #expect(expired == max(300 - 20 * (round + 1), 0))
            }
            #expect(try await count("receipts", in: store) == 200)
        }
    }

    @Test func pagesAndEventsAreRangeScans() async throws {
        try await withStore { store, _, _ in
            for sql in [
                PageReader.select + " AND id > 5 AND state = 0 ORDER BY id LIMIT 5",
                "SELECT id FROM actions WHERE post = ? AND id > 5 ORDER BY id",
            ] {
                let plan = try await store.pool.read { db in
                    try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: [1]).map {
                        $0["detail"] as String
                    }
                }
                #expect(plan.count == 1)
                #expect(
                    plan.allSatisfy { $0.hasPrefix("SEARCH") && $0.contains("PRIMARY KEY (post=? AND id>") }, "\(plan)")
            }
            for direction in [Page.Direction.before, .after] {
                let plan = try await store.pool.read { db in
                    try Row.fetchAll(
                        db, sql: "EXPLAIN QUERY PLAN " + PageReader.pageSQL(direction), arguments: [5, 9, "42"]
                    ).map { $0["detail"] as String }
                }
                // The post by its name, its comments by their key, and nothing sorted.
                #expect(plan.count == 2)
                #expect(plan.first?.contains("SEARCH posts USING INDEX") == true, "\(plan)")
                #expect(plan.last?.contains("PRIMARY KEY (post=? AND id>? AND id<?)") == true, "\(plan)")
            }
        }
    }
}

private final class Counter: Sendable {
    private let count = NIOLockedValueBox(0)
    var value: Int { count.withLockedValue { $0 } }
    func add(_ more: Int) { count.withLockedValue { $0 += more } }
}

extension Outcome {
    /// What was accepted.
    var event: Event? { if case .accepted(let event) = self { event } else { nil } }
}
