import LiveCore
import LiveHub
import Testing

private typealias S = StoreUnderTest

extension StoreUnderTest {
    fileprivate func bring(
        _ text: String, at milliseconds: Int64, key: String? = nil, answers: String? = nil
    ) throws -> ImportedComment {
        ImportedComment(
            try NewComment(author: "ann", content: text), milliseconds: milliseconds,
            key: key.flatMap(IdempotencyKey.init(rawValue:)), answers: answers.flatMap(IdempotencyKey.init(rawValue:)))
    }

    fileprivate func add(_ comments: ImportedComment...) async throws -> [ImportOutcome] {
        let store = try #require(store as? any ImportStore)
        return try await store.add(comments, to: Self.post, by: "importer")
    }
}

extension CommentStoreContract {
    static let imports = [
        StoreRule("an imported comment stands at its own time") { s async throws in
            let now = s.clock.milliseconds
            _ = try await s.say("now")
            _ = try await s.add(s.bring("then", at: now - 86_400_000), s.bring("before", at: now - 90_000_000))
            let page = try await s.page()
            #expect(page.comments.map(\.content) == ["before", "then", "now"])
            #expect(page.comments.map(\.timestamp) == [now - 90_000_000, now - 86_400_000, now])
            #expect(try await s.store.summary(of: S.post).commentCount == 3)
        },
        StoreRule("many at one moment are all there, in their order") { s async throws in
            let now = s.clock.milliseconds
            for group in 0..<3 {
                let comments = try (0..<50).map { try s.bring("\(group * 50 + $0)", at: now - 1_000) }
                let store = try #require(s.store as? any ImportStore)
                let outcomes = try await store.add(comments, to: S.post, by: "importer")
                #expect(outcomes.allSatisfy { if case .added = $0 { true } else { false } })
            }
            #expect(try await s.page(limit: 500).comments.map(\.content) == (0..<150).map { "\($0)" })
        },
        StoreRule("what has a key is imported once") { s async throws in
            let now = s.clock.milliseconds
            let first = try await s.add(s.bring("x", at: now, key: "k"), s.bring("x", at: now, key: "k"))
            guard case .added(let id) = first[0] else { throw NotAComment() }
            #expect(first[1] == .known(id))
            #expect(try await s.add(s.bring("x", at: now, key: "k")) == [.known(id)])
            #expect(try await s.page().comments.count == 1)
        },
        StoreRule("an answer finds what it answers by its key, and stands by itself when that is not there") {
            s async throws in
            let now = s.clock.milliseconds
            _ = try await s.add(
                s.bring("one", at: now - 3, key: "1"), s.bring("two", at: now - 2, key: "2", answers: "1"),
                s.bring("three", at: now - 1, key: "3", answers: "0"))
            let page = try await s.page()
            #expect(page.comments.map(\.replyTo) == [nil, page.comments[0].id, nil])
        },
        StoreRule("the log says who brought how many, and nothing of what was there") { s async throws in
            let now = s.clock.milliseconds
            _ = try await s.add(s.bring("x", at: now, key: "1"), s.bring("y", at: now, key: "2"))
            _ = try await s.add(s.bring("x", at: now, key: "1"))
            let log = try await s.store.log(LogQuery(post: S.post)).entries
            #expect(log.map(\.action) == [.import] && log[0].by == "importer" && log[0].count == 2)
            #expect(log[0].time == now)
        },
        StoreRule("a time that is not past, or before ids begin, is refused") { s async throws in
            let outcomes = try await s.add(
                s.bring("x", at: s.clock.milliseconds + 1_000), s.bring("x", at: 1_500), s.bring("x", at: .max))
            #expect(outcomes == [.refused(.time), .refused(.time), .refused(.time)])
            #expect(try await s.page().comments == [])
        },
        StoreRule("what is said later has later ids, and the head moves when something is imported") {
            s async throws in
            let head = try await s.say("a").id
            _ = try await s.add(s.bring("x", at: s.clock.milliseconds - 5))
            let moved = try await s.store.head(of: S.post)
            #expect(moved > head)
            #expect(try await s.say("b").id > moved)
        },
    ]
}
