import Foundation
import GRDB
import LiveCore
import LiveHub
import StoreContract
import TestSupport
import Testing

@testable import LiveSQLite

/// What is erased is in no file any more, whatever else was written before and after it.
@Suite struct ErasureTests {
    private var random = SeededGenerator(seed: 51)

    @Test mutating func leavesNothingOfATextInAnyFile() async throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore(path: folder.appending(path: "comments.db").path)
        var comments: [LiveCore.Comment] = []
        for _ in 0..<60 {
            comments += try await say(.random(in: 1...100, using: &random), store)
            // Marks move nothing; they are what most deletes are.
            for comment in (0..<3).compactMap({ _ in comments.randomElement(using: &random) }) {
                _ = try await store.append([
                    Draft(post: comment.post, action: .delete(comment.id, by: "mod", reason: nil))
                ])
            }
        }
        comments.shuffle(using: &random)
        let (erased, kept) = (comments[..<(comments.count / 4)], comments[(comments.count / 4)...])
        for group in stride(from: 0, to: erased.count, by: 20) {
            _ = try await store.append(
                erased[group..<min(group + 20, erased.count)].map {
                    Draft(post: $0.post, action: .delete($0.id, by: "mod", reason: nil, erase: true))
                })
            _ = try await say(5, store)
        }
        try await store.scrub()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 1)
        let bytes = try files.map { try Data(contentsOf: $0) }
        func isThere(_ comment: LiveCore.Comment) -> Bool {
            let marker = Data(comment.content.prefix(14).utf8)
            return bytes.contains { $0.range(of: marker) != nil }
        }
        #expect(erased.filter(isThere).map(\.content).isEmpty)
        #expect(
            !erased.contains { comment in bytes.contains { $0.range(of: Data((comment.authorName ?? "").utf8)) != nil }
            })
        #expect(kept.prefix(200).allSatisfy(isThere))
        let counted = try await store.pool.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM comments"),
                try String.fetchAll(db, sql: "PRAGMA integrity_check")
            )
        }
        #expect(counted.0 == comments.count + (erased.count + 19) / 20 * 5 && counted.1 == ["ok"])
        try store.close()
    }

    /// Comments of many lengths in many posts, so that pages are split in every way.
    private mutating func say(_ count: Int, _ store: SQLiteStore) async throws -> [LiveCore.Comment] {
        let drafts = try (0..<count).map { _ in
            let number = String(UInt64.random(in: .min ... .max, using: &random), radix: 36)
            let marker = "text-" + (String(repeating: "0", count: 13) + number).suffix(13)
            let length = [0, 20, 200, 900, 3_000].randomElement(using: &random) ?? 0
            let new = try NewComment(
                author: "ann", authorName: "name-" + number,
                content: String(marker) + String(repeating: "y", count: length / 2))
            return Draft(
                post: PostID(rawValue: "p\(Int.random(in: 0..<20, using: &random))")!,
                action: .comment(new, key: nil))
        }
        return try await store.append(drafts).compactMap { outcome in
            guard case .comment(let comment) = outcome.event?.action else { return nil }
            return comment
        }
    }
}
