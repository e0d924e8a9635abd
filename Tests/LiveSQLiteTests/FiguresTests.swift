import Foundation
import GRDB
import LiveCore
import LiveHub
import LiveSQLite
import TestSupport
import Testing

/// The counts that the database keeps beside the comments.
@Suite struct FiguresTests {
    private let post = PostID(rawValue: "p")!
    private let other = PostID(rawValue: "q")!

    private func say(_ count: Int, in post: PostID) throws -> [Draft] {
        try (0..<count).map {
            Draft(post: post, action: .comment(try NewComment(author: "ann", content: "\($0)"), key: nil))
        }
    }

    @Test func countsFollowWhatIsShownAndHidden() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.appending(path: "db").path
            let store = try SQLiteStore(path: path)
            #expect(try await store.figures(of: post) == StoreFigures())
            let outcomes = try await store.append(try say(5, in: post) + say(2, in: other))
            let ids = outcomes.compactMap { if case .accepted(let event) = $0 { event.id } else { nil } }
            _ = try await store.append([
                Draft(post: post, action: .delete(ids[0], by: "mod", reason: nil)),
                Draft(post: post, action: .delete(ids[1], by: "mod", reason: nil)),
                Draft(post: post, action: .delete(ids[1], by: "mod", reason: nil)),
                Draft(post: post, action: .restore(ids[0], by: "mod")),
            ])
            let one = try await store.figures(of: post)
            #expect(one.comments == 4 && one.deleted == 1 && one.held == 0 && one.posts == nil && one.bytes == nil)
            let all = try await store.figures(of: nil)
            #expect(all.comments == 6 && all.deleted == 1 && all.posts == 2)
            #expect(try #require(all.bytes) > 4_096)
            try store.close()
            // What is counted is what is there.
            let again = try SQLiteStore(path: path)
            #expect(try await again.figures(of: nil).comments == 6)
            try again.close()
        }
    }
}
