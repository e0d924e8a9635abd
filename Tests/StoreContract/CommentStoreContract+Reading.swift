import LiveCore
import LiveHub
import TestSupport
import Testing

private typealias S = StoreUnderTest

extension CommentStoreContract {
    static let pages = [
        StoreRule("a page of an unknown post is empty and gives the cursor back") { s async throws in
            #expect(try await s.page() == Page(comments: [], cursor: nil, hasMore: false))
            #expect(try await s.page(.max) == Page(comments: [], cursor: .max, hasMore: false))
        },
        StoreRule("without a cursor: the newest going back, the oldest going forth") { s async throws in
            let comments = try await s.say(5)
            let newest = try await s.page(limit: 2)
            #expect(newest == Page(comments: Array(comments[3...]), cursor: nil, hasMore: true))
            #expect(newest.before == comments[3].id && newest.after == comments[4].id)
            #expect(
                try await s.page(nil, .after, limit: 2)
                    == Page(comments: Array(comments[..<2]), cursor: nil, hasMore: true))
            #expect(try await s.page(limit: 5) == Page(comments: comments, cursor: nil, hasMore: false))
        },
        StoreRule("cursors are strictly before and strictly after, and need not exist") { s async throws in
            let comments = try await s.say(5)
            let middle = comments[2].id
            #expect(try await s.page(middle, .before).comments == Array(comments[..<2]))
            #expect(try await s.page(middle, .after).comments == Array(comments[3...]))
            #expect(try await s.page(middle.successor, .before).comments == Array(comments[..<3]))
            #expect(try await s.page(middle.predecessor, .after).comments == Array(comments[2...]))
            #expect(try await s.page(.zero, .before) == Page(comments: [], cursor: .zero, hasMore: false))
            #expect(try await s.page(.zero, .after).comments == comments)
            #expect(try await s.page(.max, .before).comments == comments)
            #expect(try await s.page(.max, .after) == Page(comments: [], cursor: .max, hasMore: false))
        },
        StoreRule("times narrow a page: from since on, up to but without until") { s async throws in
            var comments: [LiveCore.Comment] = []
            for _ in 0..<4 {
                s.clock.advance(milliseconds: 1_000)
                comments.append(try await s.say("x"))
            }
            let (second, fourth) = (comments[1].timestamp, comments[3].timestamp)
            #expect(try await s.page(since: second).comments == Array(comments[1...]))
            #expect(try await s.page(until: fourth).comments == Array(comments[..<3]))
            #expect(try await s.page(nil, .after, since: second, until: fourth).comments == Array(comments[1..<3]))
            #expect(try await s.page(comments[2].id, .before, since: second).comments == [comments[1]])
            #expect(try await s.page(comments[2].id, .after, until: fourth).comments.isEmpty)
            #expect(try await s.page(since: .max).comments.isEmpty)
            #expect(try await s.page(since: .min, until: .max).comments == comments)
            #expect(try await s.page(until: .min).comments.isEmpty)
        },
        StoreRule("a search finds folded text, both ways, page by page") { s async throws in
            var hits: [LiveCore.Comment] = []
            for number in 0..<60 {
                let comment = try await s.say(number % 3 == 0 ? "say ＨＩ \(number)" : "else")
                if number % 3 == 0 { hits.append(comment) }
            }
            #expect(try await s.page(text: "hi").comments == hits)
            var back: [LiveCore.Comment] = []
            var page = try await s.page(limit: 7, text: "Hi")
            while true {
                back = page.comments + back
                guard page.hasMore else { break }
                page = try await s.page(page.before, limit: 7, text: "Hi")
            }
            #expect(back == hits)
            var forth: [LiveCore.Comment] = []
            page = try await s.page(nil, .after, limit: 7, text: "Hi")
            while true {
                forth += page.comments
                guard page.hasMore else { break }
                page = try await s.page(page.after, .after, limit: 7, text: "Hi")
            }
            #expect(forth == hits)
        },
        StoreRule("a search looks at so many comments a call and goes on from there") { s async throws in
            let hit = try await s.say("needle")
            let text = try NewComment(author: "ann", content: "hay")
            let drafts = Array(repeating: Draft(post: S.post, action: .comment(text, key: nil)), count: 1_000)
            for _ in 0..<(PageQuery.scanLimit / 1_000) { _ = try await s.store.append(drafts) }
            var page = try await s.page(text: "needle")
            #expect(page.comments.isEmpty && page.hasMore)
            page = try await s.page(page.before, text: "needle")
            #expect(page.comments == [hit])
            #expect(!page.hasMore)
        },
        StoreRule("pages are what a naive model gives, whatever was deleted and restored") { s async throws in
            var model = PageModel(s)
            try await model.run(seed: 31)
        },
        StoreRule("paging through a post either way gives every comment once") { s async throws in
            let comments = try await s.say(237)
            for limit in [1, 7, 50, 500] {
                var (back, forth): ([LiveCore.Comment], [LiveCore.Comment]) = ([], [])
                var page = try await s.page(limit: limit)
                while !page.comments.isEmpty {
                    back = page.comments + back
                    page = try await s.page(page.before, .before, limit: limit)
                }
                page = try await s.page(.zero, .after, limit: limit)
                while !page.comments.isEmpty {
                    forth += page.comments
                    page = try await s.page(page.after, .after, limit: limit)
                }
                #expect(back == comments)
                #expect(forth == comments)
            }
        },
    ]

    static let events = [
        StoreRule("events come after a position, in order, and say where they end") { s async throws in
            #expect(try await s.events().isEmpty)
            let comments = try await s.say(5)
            let all = comments.map { Event($0) }
            #expect(try await s.events() == all)
            #expect(try await s.events(after: comments[1].id) == Array(all[2...]))
            #expect(try await s.events(after: comments[1].id, limit: 2) == Array(all[2..<4]))
            #expect(try await s.events(after: comments[4].id).isEmpty)
            #expect(try await s.events(after: .max).isEmpty)
        },
        StoreRule("comments and moderation events are merged by id") { s async throws in
            let first = try await s.say("a")
            let pin = try await s.accept(.pin(first.id, by: "mod"))
            let second = try await s.say("b")
            let state = try await s.accept(.state(PostState(isOpen: true, slowModeSeconds: 5), by: "mod"))
            let unpin = try await s.accept(.pin(nil, by: "mod"))
            let third = try await s.say("c", by: "bob")
            let all = [Event(first), pin, Event(second), state, unpin, Event(third)]
            #expect(try await s.events() == all)
            for limit in 1...all.count {
                #expect(try await s.events(limit: limit) == Array(all[..<limit]))
            }
            #expect(try await s.events(moderationOnly: true) == [pin, state, unpin])
            #expect(try await s.events(after: pin.id, limit: 1, moderationOnly: true) == [state])
        },
        StoreRule("events show the state of now: what was deleted is left out wherever it was shown") {
            s async throws in
            let comments = try await s.say(2)
            try await s.accept(.pin(comments[0].id, by: "mod"))
            let deletion = try await s.delete(comments[0])
            #expect(try await s.events() == [Event(comments[1]), deletion])
            let restore = try await s.restore(comments[0])
            #expect(try await s.events().map(\.id).last == restore.id)
            #expect(try await s.events().first == Event(comments[0]))
            let again = try await s.delete(comments[0])
            #expect(try await s.events() == [Event(comments[1]), deletion, again])
        },
        StoreRule("fewer events than asked for means there are no more") { s async throws in
            let comments = try await s.say(30)
            for comment in comments[..<20] { try await s.accept(.pin(comment.id, by: "mod")) }
            for comment in comments[..<20] { try await s.delete(comment) }
            var position = EventID.zero
            var seen: [Event] = []
            while true {
                let some = try await s.events(after: position, limit: 7)
                seen += some
                guard some.count == 7, let last = some.last else { break }
                position = last.id
            }
            #expect(seen == (try await s.events()))
            #expect(seen.count == 10 + 20)
        },
        StoreRule("a reader and a writer don't wait for one another") { s async throws in
            try await withThrowingTaskGroup { tasks in
                tasks.addTask { for _ in 0..<50 { _ = try await s.say(20) } }
                for _ in 0..<3 {
                    tasks.addTask {
                        var position = EventID.zero
                        var count = 0
                        while count < 1_000 {
                            let some = try await s.events(after: position, limit: 64)
                            #expect(some.first.map { $0.id > position } ?? true)
                            count += some.count
                            position = some.last?.id ?? position
                        }
                        #expect(count == 1_000)
                    }
                }
                try await tasks.waitForAll()
            }
        },
    ]
}

/// Pages by filtering an array, to hold a store's range scans against.
private struct PageModel {
    private let s: StoreUnderTest
    private var comments: [(comment: LiveCore.Comment, isDeleted: Bool)] = []
    private var random = SeededGenerator(seed: 0)

    init(_ s: StoreUnderTest) { self.s = s }

    mutating func run(seed: UInt64) async throws {
        random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            try await change()
            for _ in 0..<25 { try await compare() }
        }
    }

    private mutating func change() async throws {
        s.clock.advance(milliseconds: .random(in: 0...5_000, using: &random))
        comments += try await s.say(.random(in: 0...12, using: &random)).map { ($0, false) }
        for index in comments.indices where Int.random(in: 0..<8, using: &random) == 0 {
            if comments[index].isDeleted {
                try await s.restore(comments[index].comment)
            } else {
                try await s.delete(comments[index].comment)
            }
            comments[index].isDeleted.toggle()
        }
    }

    private mutating func compare() async throws {
        let query = randomQuery()
        #expect(try await s.page(query) == page(query), "\(query)")
    }

    private mutating func randomQuery() -> PageQuery {
        let some = comments.randomElement(using: &random)?.comment
        let cursors = [nil, .zero, .max, some?.id, some?.id.successor, some?.id.predecessor]
        let times = [nil, nil, some?.timestamp, comments.randomElement(using: &random)?.comment.timestamp]
        return PageQuery(
            post: StoreUnderTest.post, cursor: cursors.randomElement(using: &random) ?? nil,
            direction: Bool.random(using: &random) ? .before : .after, limit: .random(in: 1...20, using: &random),
            since: times.randomElement(using: &random) ?? nil, until: times.randomElement(using: &random) ?? nil)
    }

    private func page(_ query: PageQuery) -> Page {
        var fitting = comments.filter { !$0.isDeleted }.map(\.comment)
        if let since = query.since { fitting.removeAll { $0.timestamp < since } }
        if let until = query.until { fitting.removeAll { $0.timestamp >= until } }
        if let cursor = query.cursor {
            fitting.removeAll { query.direction == .before ? $0.id >= cursor : $0.id <= cursor }
        }
        let chosen = query.direction == .before ? fitting.suffix(query.limit) : fitting.prefix(query.limit)
        return Page(comments: Array(chosen), cursor: query.cursor, hasMore: fitting.count > query.limit)
    }
}
