import Foundation
import GRDB
import LiveCore
import LiveHub
import TestSupport
import Testing

@testable import LiveSQLite

/// What `lcd check` finds in a file.
@Suite struct ExaminationTests {
    /// A sound file, changed behind the server's back.
    private func examine(
        after sql: String, _ moderate: (SQLiteStore, Event) async throws -> Void = { _, _ in }
    ) async throws -> [Finding] {
        try await TemporaryFolder.with { folder in
            let file = DatabaseFile(path: folder.appending(path: "comments.db").path)
            let store = try SQLiteStore(path: file.path)
            let new = try NewComment(author: "ann", content: "said")
            let said = try await store.append([Draft(post: PostID(rawValue: "p")!, action: .comment(new, key: nil))])
            try await moderate(store, try #require(said[0].events.first))
            try await store.pool.write { try $0.execute(sql: sql) }
            defer { try? store.close() }
            return try file.examine()
        }
    }

    @Test func aSoundFileHasNoFlaws() async throws {
        let findings = try await examine(after: "")
        #expect(findings.allSatisfy { $0.state == .good })
        #expect(findings.contains { $0.subject == "comments" && $0.message == "1 comment under 1 post" })
    }

    /// A purge keeps what it took from the queue there, for an undo.
    @Test func aFileThatWasModeratedHasNoFlaws() async throws {
        let purge = PurgePart(purge: 7)
        let steps: [(EventID) -> Draft.Action] = [
            { .pin($0, by: "mod") }, { .hold($0, by: "mod") }, { .purge([$0], part: purge, by: "mod") },
            { .hold($0, by: "mod") }, { .review($0, approve: true, by: "mod") }, { .hold($0, by: "mod") },
            { .review($0, approve: false, by: "mod") }, { .restore($0, by: "mod") },
            { .delete($0, by: "mod", reason: nil, erase: true) },
        ]
        for count in 1...steps.count {
            let findings = try await examine(after: "") { store, comment in
                for step in steps.prefix(count) {
                    _ = try await store.append([Draft(post: comment.post, action: step(comment.id))])
                }
            }
            #expect(findings.allSatisfy { $0.state == .good }, "after \(count): \(findings)")
        }
    }

    @Test(arguments: [
        ("UPDATE posts SET comment_count = 5", "counts"), ("UPDATE totals SET held = 1", "totals"),
        ("UPDATE posts SET last_id = 5", "ids"), ("UPDATE posts SET pinned = 5", "pins"),
        ("INSERT INTO held VALUES (5, 1, NULL)", "queue"),
        ("INSERT INTO comments (post, id, author, content) VALUES (9, 5, 'a', 'b')", "posts"),
    ])
    func eachFlawIsNamed(sql: String, subject: String) async throws {
        let flaws = try await examine(after: sql).filter { $0.state == .bad }
        #expect(flaws.map(\.subject) == [subject] && flaws.allSatisfy { $0.fix != nil }, "\(flaws)")
    }

    @Test func aClockThatWasAheadIsNamed() async throws {
        let findings = try await examine(
            after: "UPDATE posts SET last_comment_id = \(EventID.max.rawValue), last_id = \(EventID.max.rawValue)")
        #expect(findings.contains { $0.subject == "clock" && $0.state == .poor })
    }

    @Test func aNewerVersionIsNamed() async throws {
        let findings = try await examine(after: "INSERT INTO grdb_migrations VALUES ('99: from the future')")
        #expect(findings.map(\.subject) == ["database"] && findings.allSatisfy { $0.state == .bad })
    }
}
