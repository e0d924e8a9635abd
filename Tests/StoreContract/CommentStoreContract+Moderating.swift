import LiveCore
import LiveHub
import Testing

private typealias S = StoreUnderTest

extension CommentStoreContract {
    static let purges = [
        StoreRule("a purge takes what can be seen of what it names, and says which in one event") { s async throws in
            let comments = try await s.say(5)
            try await s.delete(comments[1])
            let event = try await s.purge(comments[0...3].map(\.id), 7, author: "ann", reason: "spam")
            let taken = [comments[0], comments[2], comments[3]].map(\.id)
            #expect(event?.action == .purge(comments: taken, author: "ann", by: "mod", reason: "spam"))
            #expect(try await s.page().comments == [comments[4]])
            #expect(try await s.page(text: "2").comments.isEmpty)
            #expect(try await s.store.summary(of: S.post).commentCount == 1)
            #expect(try await s.events().last == event)
            #expect(try await s.purge(comments[0...3].map(\.id), 8) == nil)
            #expect(try await s.purge([.zero, .max], 8) == nil)
            #expect(try await s.store.head(of: S.post) == event?.id)
        },
        StoreRule("one event takes no more than 500") { s async throws in
            let comments = try await s.say(600)
            let event = try #require(try await s.purge(comments.map(\.id), 7))
            guard case .purge(let taken, _, _, _) = event.action else { throw NotAComment() }
            #expect(taken == comments[..<Limits.purgeSize].map(\.id))
            #expect(try await s.store.summary(of: S.post).commentCount == 100)
        },
        StoreRule("undoing a purge brings back exactly what it took, where nobody has taken it again") {
            s async throws in
            let comments = try await s.say(5)
            try await s.delete(comments[0])
            let first = try #require(try await s.purge(comments[0...3].map(\.id), 7))
            // Back by hand, and down again by hand: not the purge's any more.
            try await s.restore(comments[3])
            try await s.delete(comments[3])
            let outcome = try await s.append(.undoPurge(event: first.id, by: "mod"))
            #expect(outcome.events.map(\.action) == [.restore(comments[1]), .restore(comments[2])])
            #expect(try await s.page().comments == [comments[1], comments[2], comments[4]])
            #expect(try await s.store.summary(of: S.post).commentCount == 3)
            #expect(try await s.append(.undoPurge(event: first.id, by: "mod")) == .unchanged)
            for id in [comments[0].id, .zero, .max] {
                #expect(try await s.append(.undoPurge(event: id, by: "mod")) == .refused(.unknownComment))
            }
        },
        StoreRule("a purge takes what waits as well, and undoing it puts that back into the queue") { s async throws in
            let seen = try await s.say("a")
            let (held, other) = (try await s.hold("b"), try await s.hold("c", by: "eve", to: S.other))
            #expect(try await s.find(PurgeFilter(post: S.post)) == [seen, held])
            #expect(try await s.find(PurgeFilter(author: "eve")) == [other])
            #expect(try await s.find(PurgeFilter(since: s.clock.milliseconds + 1)).isEmpty)
            let purge = try #require(try await s.purge([seen.id, held.id], 7))
            #expect(purge.action == .purge(comments: [seen.id, held.id], author: nil, by: "mod", reason: nil))
            #expect(try await s.store.summary(of: S.post).commentCount == 0)
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9).map(\.comment) == [other])
            #expect(try await s.store.postsHolding(held.id).contains(S.post) == false)
            #expect(try await s.append(.review(held.id, approve: true, by: "mod")) == .refused(.notHeld))
            #expect(try await s.find(PurgeFilter(post: S.post)).isEmpty)
            let undone = try await s.append(.undoPurge(event: purge.id, by: "mod"))
            #expect(undone.events.map(\.action) == [.restore(seen)])
            let queue = try await s.store.held(in: S.post, after: .zero, limit: 9)
            #expect(queue.map(\.comment) == [held] && queue.map(\.rule) == ["r1"])
            #expect(try await s.append(.undoPurge(event: purge.id, by: "mod")) == .unchanged)
            try await s.accept(.review(held.id, approve: true, by: "mod"))
            #expect(try await s.page().comments == [seen, held])
            let log = try await s.store.log(LogQuery(post: S.post)).entries
            #expect(
                log.map(\.action) == [
                    .hold, .purge, .purgeHeld, .undoPurge, .undoPurgeHeld, .approve,
                ])
            #expect(log[1...4].allSatisfy { $0.purge == 7 && $0.count == 1 })
        },
        StoreRule("what waited when it was purged, and is restored or erased by hand, waits no more") {
            s async throws in
            let (held, gone) = (try await s.hold("a"), try await s.hold("b"))
            let purge = try #require(try await s.purge([held.id, gone.id], 7))
            try await s.restore(held)
            try await s.restore(gone)
            try await s.delete(held)
            _ = try await s.append(.delete(gone.id, by: "mod", reason: nil, erase: true))
            #expect(try await s.append(.undoPurge(event: purge.id, by: "mod")) == .unchanged)
            try await s.restore(held)
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9).isEmpty)
            #expect(try await s.page().comments == [held])
        },
        StoreRule("the events of a purge are found by its number, in all posts") { s async throws in
            let here = try await s.say("a")
            let there = try await s.say("b", to: S.other)
            let one = try #require(try await s.purge([here.id], 7))
            let two = try #require(try await s.purge([there.id], 7, in: S.other))
            let found = try await s.store.events(ofPurge: 7)
            #expect(Set(found) == [PurgeEvent(post: S.post, id: one.id), PurgeEvent(post: S.other, id: two.id)])
            #expect(try await s.store.events(ofPurge: 8).isEmpty)
        },
        StoreRule("a purged pin is not pinned, and no replay shows what was purged") { s async throws in
            let comments = try await s.say(2)
            try await s.accept(.pin(comments[0].id, by: "mod"))
            let purge = try #require(try await s.purge([comments[0].id], 7))
            #expect(try await s.store.summary(of: S.post).pinned == nil)
            #expect(try await s.events() == [Event(comments[1]), purge])
        },
        StoreRule("what a purge is about is found by author, time and post") { s async throws in
            let mine = try await s.say("a", by: "ann")
            s.clock.advance(milliseconds: 1_000)
            let his = try await s.say("b", by: "bob")
            let there = try await s.say("c", by: "ann", to: S.other)
            let gone = try await s.say("d", by: "ann")
            try await s.delete(gone)
            #expect(try await s.find(PurgeFilter(author: "ann")) == [mine, there])
            #expect(try await s.find(PurgeFilter(post: S.post)) == [mine, his])
            #expect(try await s.find(PurgeFilter(since: his.timestamp)) == [his, there])
            #expect(try await s.find(PurgeFilter(until: his.timestamp)) == [mine])
            #expect(try await s.find(PurgeFilter(post: S.other, author: "bob")).isEmpty)
            #expect(try await s.find(PurgeFilter(post: S.name("nowhere"))).isEmpty)
        },
    ]

    static let erasing = [
        StoreRule("an erased comment is deleted, and never comes back") { s async throws in
            let comments = try await s.say(3)
            let erase = Draft.Action.delete(comments[1].id, by: "mod", reason: "law", erase: true)
            #expect(
                try await s.accept(erase).action == .delete(comment: comments[1].id, by: "mod", reason: "law"))
            #expect(try await s.append(erase) == .unchanged)
            #expect(try await s.append(.restore(comments[1].id, by: "mod")) == .refused(.erased))
            #expect(try await s.page().comments == [comments[0], comments[2]])
            let stored = try #require(try await s.store.comment(comments[1].id, in: S.post))
            #expect(stored.visibility == .erased && stored.comment.content.isEmpty)
            try await s.store.scrub()
        },
        StoreRule("what is deleted or held can be erased too, which viewers need not know") { s async throws in
            let deleted = try await s.say("x")
            try await s.delete(deleted)
            let held = try await s.hold("y")
            let head = try await s.store.head(of: S.post)
            for comment in [deleted, held] {
                let outcome = try await s.append(.delete(comment.id, by: "mod", reason: nil, erase: true))
                #expect(outcome == .acceptedAll([]))
                #expect(try await s.store.comment(comment.id, in: S.post)?.comment.content == "")
            }
            #expect(try await s.store.head(of: S.post) == head)
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9).isEmpty)
        },
    ]

    static let bans = [
        StoreRule("a banned author can't post, there or anywhere, until the ban ends or is lifted") { s async throws in
            try await s.store.ban(Ban(author: "ann", by: "mod"))
            for post in [S.post, S.other] {
                #expect(try await s.outcome("x", by: "ann", to: post) == .refused(.banned(seconds: nil)))
            }
            try await s.say("x", by: "bob")
            #expect(try await s.store.lift(banOf: "ann", from: nil, by: "mod"))
            #expect(try await !s.store.lift(banOf: "ann", from: nil, by: "mod"))
            try await s.say("x", by: "ann")
            try await s.store.ban(Ban(author: "ann", post: S.post, by: "mod"))
            #expect(try await s.outcome("x", by: "ann") == .refused(.banned(seconds: nil)))
            try await s.say("x", by: "ann", to: S.other)
        },
        StoreRule("a timeout ends by itself, and says how long it still is") { s async throws in
            try await s.store.ban(Ban(author: "ann", until: s.clock.milliseconds + 60_000, reason: "rude", by: "mod"))
            #expect(try await s.outcome("x") == .refused(.banned(seconds: 60, reason: "rude")))
            s.clock.advance(milliseconds: 59_500)
            #expect(try await s.outcome("x") == .refused(.banned(seconds: 1, reason: "rude")))
            #expect(try await s.store.bans(of: nil, after: nil, limit: 9).map(\.author) == ["ann"])
            s.clock.advance(milliseconds: 500)
            try await s.say("x")
            #expect(try await s.store.bans(of: nil, after: nil, limit: 9).isEmpty)
            #expect(try await !s.store.lift(banOf: "ann", from: nil, by: "mod"))
        },
        StoreRule("of several bans the longest counts, and a new one takes the old one's place") { s async throws in
            let now = s.clock.milliseconds
            try await s.store.ban(Ban(author: "ann", until: now + 10_000, by: "mod"))
            try await s.store.ban(Ban(author: "ann", post: S.post, until: now + 90_000, by: "mod"))
            #expect(try await s.outcome("x") == .refused(.banned(seconds: 90)))
            #expect(try await s.outcome("x", to: S.other) == .refused(.banned(seconds: 10)))
            try await s.store.ban(Ban(author: "ann", post: S.post, until: now + 5_000, by: "mod"))
            #expect(try await s.outcome("x") == .refused(.banned(seconds: 10)))
        },
        StoreRule("bans are listed by author, page by page, of one post or of all") { s async throws in
            let bans = ["ann", "bob", "cid"].flatMap { author in
                [nil, S.post, S.other].map { Ban(author: author, post: $0, reason: "why", by: "mod") }
            }
            for ban in bans.shuffled() { try await s.store.ban(ban) }
            var seen: [Ban] = []
            while true {
                let some = try await s.store.bans(
                    of: nil, after: seen.last.map { ($0.author, $0.post) }, limit: 2)
                seen += some
                guard some.count == 2 else { break }
            }
            #expect(seen == bans)
            #expect(
                try await s.store.bans(of: S.post, after: nil, limit: 9) == bans.filter { $0.post == S.post })
        },
        StoreRule("a receipt is answered though the author is banned since") { s async throws in
            let first = try await s.say("x", key: "k")
            try await s.store.ban(Ban(author: "ann", by: "mod"))
            let again = try NewComment(author: "ann", content: "x")
            #expect(try await s.append(.comment(again, key: "k")) == .replayed(StoredComment(comment: first)))
        },
    ]

    static let paces = [
        StoreRule("slow mode makes each author wait, and moderators not") { s async throws in
            try await s.say("before", by: "ann")
            try await s.accept(.change(StateChange(slowModeSeconds: 30), by: "mod"))
            #expect(try await s.outcome("x", by: "ann") == .refused(.slowMode(seconds: 30)))
            try await s.say("x", by: "bob")
            s.clock.advance(milliseconds: 29_001)
            #expect(try await s.outcome("x", by: "ann") == .refused(.slowMode(seconds: 1)))
            let new = try NewComment(author: "ann", content: "x")
            try await s.accept(.comment(new, key: nil, terms: PostingTerms(isExempt: true)))
            s.clock.advance(milliseconds: 999)
            try await s.say("x", by: "ann")
            #expect(try await s.outcome("x", by: "ann") == .refused(.slowMode(seconds: 30)))
            try await s.accept(.change(StateChange(slowModeSeconds: 0), by: "mod"))
            try await s.say("x", by: "ann")
        },
        StoreRule("a refused comment does not make its author wait longer") { s async throws in
            try await s.accept(.change(StateChange(slowModeSeconds: 10), by: "mod"))
            try await s.say("x")
            for _ in 0..<9 {
                s.clock.advance(milliseconds: 1_000)
                _ = try await s.outcome("x")
            }
            s.clock.advance(milliseconds: 1_000)
            try await s.say("x")
        },
        StoreRule("in unique mode what was said before it began counts as well") { s async throws in
            try await s.say("hello", by: "ann")
            s.clock.advance(milliseconds: 5_000)
            try await s.accept(.change(StateChange(uniqueSeconds: 20), by: "mod"))
            #expect(try await s.outcome("Hello", by: "bob") == .refused(.duplicate(seconds: 15)))
            s.clock.advance(milliseconds: 15_000)
            try await s.say("Hello", by: "bob")
        },
        StoreRule("in unique mode nobody repeats what was said, however it is written") { s async throws in
            try await s.accept(.change(StateChange(uniqueSeconds: 20), by: "mod"))
            try await s.say("Buy NOW", by: "ann")
            let same = [
                "buy now", "ＢＵＹ　ｎｏｗ", " buynow\n", "b\u{200B}uy\u{A0}now\u{FE0F}", "\u{2060}Buy\u{AD} n\u{200D}ow",
            ]
            for text in same {
                #expect(try await s.outcome(text, by: "bob") == .refused(.duplicate(seconds: 20)))
            }
            try await s.say("buy later", by: "bob")
            try await s.say("Buy NOW", by: "bob", to: S.other)
            s.clock.advance(milliseconds: 20_000)
            try await s.say("buy now", by: "bob")
        },
        StoreRule("a change of one thing leaves the others, and makes an event only when it changes something") {
            s async throws in
            try await s.accept(.change(StateChange(slowModeSeconds: 5), by: "mod"))
            let event = try await s.accept(.change(StateChange(isOpen: false, uniqueSeconds: 9), by: "mod"))
            let state = PostState(isOpen: false, slowModeSeconds: 5, uniqueSeconds: 9)
            #expect(event.action == .state(state))
            #expect(try await s.append(.change(StateChange(isOpen: false), by: "mod")) == .unchanged)
            #expect(try await s.append(.change(StateChange(), by: "mod")) == .unchanged)
            #expect(try await s.store.summary(of: S.post).state == state)
            #expect(try await s.events().last == event)
        },
    ]

    static let shields = [
        StoreRule("a shield lies over the post's state, which is as it was afterwards") { s async throws in
            try await s.accept(.change(StateChange(slowModeSeconds: 60, uniqueSeconds: 3), by: "mod"))
            let before = try await s.store.summary(of: S.post)
            let up = try await s.accept(.shield(Shield(slowModeSeconds: 90), by: "mod"))
            let state = PostState(slowModeSeconds: 90, uniqueSeconds: 3, isShielded: true)
            #expect(up.action == .state(state))
            #expect(try await s.store.summary(of: S.post).state == state)
            #expect(try await s.store.summary(of: S.post).shield == Shield(slowModeSeconds: 90))
            #expect(try await s.append(.shield(Shield(slowModeSeconds: 90), by: "mod")) == .unchanged)
            try await s.accept(.shield(Shield(slowModeSeconds: 10), by: "mod"))
            #expect(try await s.store.summary(of: S.post).state.slowModeSeconds == 60)
            #expect(try await s.accept(.shield(nil, by: "mod")).action == .state(before.state))
            #expect(try await s.store.summary(of: S.post) == before)
            #expect(try await s.append(.shield(nil, by: "mod")) == .unchanged)
        },
        StoreRule("a shield holds what new authors say, and no one else") { s async throws in
            try await s.say("x", by: "ann", to: S.other)
            try await s.accept(.shield(Shield(slowModeSeconds: 0), by: "mod"))
            try await s.say("known from elsewhere", by: "ann")
            let held = try await s.hold("new", by: "bob", terms: PostingTerms())
            try await s.hold("still new", by: "bob", terms: PostingTerms())
            let moderator = try NewComment(author: "mod", content: "hello")
            try await s.accept(.comment(moderator, key: nil, terms: PostingTerms(isExempt: true)))
            try await s.accept(.review(held.id, approve: true, by: "mod"))
            try await s.say("known now", by: "bob")
        },
        StoreRule("a shield for known authors refuses the others") { s async throws in
            try await s.say("x", by: "ann")
            let shield = Shield(slowModeSeconds: 0, holdsNewAuthors: false, admitsKnownAuthorsOnly: true)
            try await s.accept(.shield(shield, by: "mod"))
            try await s.say("y", by: "ann")
            #expect(try await s.outcome("x", by: "bob") == .refused(.unknownAuthor))
            try await s.accept(.shield(nil, by: "mod"))
            try await s.say("x", by: "bob")
        },
        StoreRule("a post nobody has spoken in can be shielded") { s async throws in
            try await s.accept(.shield(Shield(slowModeSeconds: 0), by: "mod"))
            try await s.hold("first", by: "ann", terms: PostingTerms())
            #expect(try await s.store.summary(of: S.post).commentCount == 0)
        },
        StoreRule("a shield over all posts lies over each, also over those that are yet to be") { s async throws in
            try await s.say("x", by: "ann", to: S.other)
            try await s.accept(.change(StateChange(slowModeSeconds: 60), by: "mod"))
            let (before, unknown) = (try await s.store.summary(of: S.post), PostSummary())
            #expect(try await s.store.shieldAll(Shield(slowModeSeconds: 5), by: "root"))
            #expect(try await !s.store.shieldAll(Shield(slowModeSeconds: 5), by: "root"))
            let summary = try await s.store.summary(of: S.post)
            #expect(summary.state == PostState(slowModeSeconds: 60, isShielded: true) && summary.shield == nil)
            #expect(
                try await s.store.summary(of: S.name("new")).state == PostState(slowModeSeconds: 5, isShielded: true))
            try await s.hold("new", by: "bob", terms: PostingTerms(), to: S.name("new"))
            try await s.say("known", by: "ann", to: S.name("new"))
            #expect(try await s.outcome("x", by: "ann", to: S.name("new")) == .refused(.slowMode(seconds: 5)))
            #expect(try await s.store.shieldAll(nil, by: "root"))
            #expect(try await !s.store.shieldAll(nil, by: "root"))
            #expect(try await s.store.summary(of: S.post) == before)
            #expect(try await s.store.summary(of: S.name("never")) == unknown)
            try await s.say("x", by: "ann", to: S.name("new"))
            try await s.say("new", by: "cid", to: S.name("new"))
            let log = try await s.store.log(LogQuery()).entries.filter { $0.by == "root" }
            #expect(log.map(\.action) == [.shield, .unshield] && log.allSatisfy { $0.post == nil })
            #expect(log.map(\.seconds) == [5, nil])
        },
        StoreRule("of a post's shield and the one over all the stricter is in force, and each is let down alone") {
            s async throws in
            try await s.say("x", by: "ann")
            let known = Shield(slowModeSeconds: 0, holdsNewAuthors: false, admitsKnownAuthorsOnly: true)
            try await s.store.shieldAll(Shield(slowModeSeconds: 7, holdsNewAuthors: false), by: "root")
            try await s.accept(.shield(known, by: "mod"))
            #expect(try await s.outcome("x", by: "bob") == .refused(.unknownAuthor))
            #expect(try await s.store.summary(of: S.post).state.slowModeSeconds == 7)
            #expect(try await s.store.summary(of: S.post).shield == known)
            let down = try await s.accept(.shield(nil, by: "mod"))
            #expect(down.action == .state(PostState(slowModeSeconds: 7, isShielded: true)))
            try await s.say("y", by: "bob")
            try await s.accept(.shield(known, by: "mod"))
            try await s.store.shieldAll(nil, by: "root")
            #expect(try await s.outcome("x", by: "cid") == .refused(.unknownAuthor))
            try await s.say("at once", by: "bob")
        },
        StoreRule("viewers are told a state that changed elsewhere, in the post's sequence") { s async throws in
            try await s.store.shieldAll(Shield(slowModeSeconds: 5), by: "root")
            for post in [S.post, S.name("silent")] {
                let told = try await s.accept(.tellState(by: "root"), to: post)
                #expect(told.action == .state(PostState(slowModeSeconds: 5, isShielded: true)))
                #expect(try await s.store.events(in: post, after: .zero, limit: 9, moderationOnly: false) == [told])
            }
            #expect(try await s.store.log(LogQuery()).entries.count == 1)
        },
    ]

    static let queue = [
        StoreRule("a rejected comment can wait again, with the rule that held it, and viewers never hear of it") {
            s async throws in
            let shown = try await s.say("x")
            let held = try await s.hold("held")
            let waiting = try await s.store.held(in: nil, after: .zero, limit: 9)
            _ = try await s.append(.review(held.id, approve: false, by: "mod"))
            #expect(try await s.append(.hold(held.id, by: "mod")) == .acceptedAll([]))
            #expect(try await s.append(.hold(held.id, by: "mod")) == .unchanged)
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9) == waiting)
            #expect(try await s.events() == [Event(shown)])
            #expect(try await s.store.comment(held.id, in: S.post)?.visibility == .held)
            #expect(try await s.accept(.review(held.id, approve: true, by: "mod")).action == .restore(held))
            #expect(try await s.store.log(LogQuery()).entries.map(\.action) == [.hold, .reject, .hold, .approve])
        },
        StoreRule("what can be seen can be made to wait, and viewers are told that it is gone") { s async throws in
            let comments = try await s.say(3)
            try await s.accept(.pin(comments[1].id, by: "mod"))
            let event = try await s.accept(.hold(comments[1].id, by: "mod"))
            #expect(event.action == .delete(comment: comments[1].id, by: "mod", reason: nil))
            #expect(try await s.page().comments == [comments[0], comments[2]])
            let summary = try await s.store.summary(of: S.post)
            #expect(summary.commentCount == 2 && summary.pinned == nil)
            #expect(try await s.events() == [Event(comments[0]), Event(comments[2]), event])
            #expect(
                try await s.store.held(in: S.post, after: .zero, limit: 9)
                    == [HeldComment(comment: comments[1], rule: nil)])
            try await s.accept(.review(comments[1].id, approve: true, by: "mod"))
            #expect(try await s.page().comments == comments)
        },
        StoreRule("what a purge took and is made to wait by hand is not the purge's any more") { s async throws in
            let (held, seen) = (try await s.hold("a"), try await s.say("b"))
            let purge = try #require(try await s.purge([held.id, seen.id], 7))
            for id in [held.id, seen.id] { #expect(try await s.append(.hold(id, by: "mod")) == .acceptedAll([])) }
            #expect(try await s.append(.undoPurge(event: purge.id, by: "mod")) == .unchanged)
            let queue = try await s.store.held(in: nil, after: .zero, limit: 9)
            #expect(queue.map(\.comment) == [held, seen] && queue.map(\.rule) == ["r1", nil])
        },
        StoreRule("who takes back what waits, and is their own, has rejected nothing") { s async throws in
            for author in ["ann", "bob"] {
                let held = try await s.hold("held", by: "ann")
                let by = Principal(subject: author)
                #expect(try await s.append(.delete(held.id, by: by, reason: nil)) == .acceptedAll([]))
            }
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9).isEmpty)
            #expect(try await s.store.log(LogQuery()).entries.map(\.action) == [.hold, .delete, .hold, .reject])
        },
        StoreRule("neither what is erased nor what never was can wait") { s async throws in
            let gone = try await s.say("x")
            _ = try await s.append(.delete(gone.id, by: "mod", reason: nil, erase: true))
            #expect(try await s.append(.hold(gone.id, by: "mod")) == .refused(.erased))
            #expect(try await s.append(.hold(.max, by: "mod")) == .refused(.unknownComment))
        },
        StoreRule("a held comment is seen by nobody, and stands in the queue") { s async throws in
            let shown = try await s.say("shown")
            let held = try await s.hold("secret", key: "k")
            #expect(held.id > shown.id)
            #expect(try await s.page().comments == [shown])
            #expect(try await s.page(text: "secret").comments.isEmpty)
            #expect(try await s.events() == [Event(shown)])
            let summary = try await s.store.summary(of: S.post)
            #expect(summary.commentCount == 1 && summary.lastCommentID == shown.id)
            #expect(
                try await s.store.comment(held.id, in: S.post)
                    == StoredComment(comment: held, visibility: .held))
            let waiting = [HeldComment(comment: held, rule: "r1")]
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9) == waiting)
            #expect(try await s.store.held(in: S.post, after: .zero, limit: 9) == waiting)
            #expect(try await s.store.held(in: S.other, after: .zero, limit: 9).isEmpty)
            #expect(try await s.store.held(in: nil, after: held.id, limit: 9).isEmpty)
            #expect(try await s.append(.pin(held.id, by: "mod")) == .refused(.unknownComment))
            let reply = try NewComment(author: "bob", content: "no", replyTo: held.id)
            #expect(try await s.append(.comment(reply, key: nil)) == .refused(.unknownReplyTo))
            let again = try NewComment(author: "ann", content: "secret")
            #expect(
                try await s.append(.comment(again, key: "k"))
                    == .replayed(StoredComment(comment: held, visibility: .held)))
        },
        StoreRule("an approved comment stands where its id says, and comes as a restore") { s async throws in
            let before = try await s.say("before")
            let held = try await s.hold("held")
            let after = try await s.say("after")
            let event = try await s.accept(.review(held.id, approve: true, by: "mod"))
            #expect(event.action == .restore(held) && event.id > after.id)
            #expect(try await s.page().comments == [before, held, after])
            #expect(try await s.events(after: after.id) == [event])
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9).isEmpty)
            for approve in [true, false] {
                #expect(try await s.append(.review(held.id, approve: approve, by: "mod")) == .refused(.notHeld))
            }
            #expect(try await s.append(.review(.max, approve: true, by: "mod")) == .refused(.unknownComment))
        },
        StoreRule("a rejected comment is deleted, and viewers never hear of it") { s async throws in
            try await s.say("x")
            let held = try await s.hold("held")
            let head = try await s.store.head(of: S.post)
            let outcome = try await s.append(.review(held.id, approve: false, by: "mod", reason: "rude"))
            #expect(outcome == .acceptedAll([]))
            #expect(try await s.store.head(of: S.post) == head)
            #expect(try await s.store.comment(held.id, in: S.post)?.visibility == .deleted)
            #expect(try await s.store.held(in: nil, after: .zero, limit: 9).isEmpty)
            #expect(try await s.restore(held).action == .restore(held))
            #expect(try await s.store.summary(of: S.post).commentCount == 2)
        },
        StoreRule("the queue pages by id, also when comments of several posts share one") { s async throws in
            let posts = (0..<5).map { S.name("p\($0)") }
            for round in 0..<4 {
                s.clock.advance(milliseconds: 1)
                for post in posts { try await s.hold("\(round)", to: post) }
            }
            var (seen, position) = ([HeldComment](), EventID.zero)
            while true {
                let some = try await s.store.held(in: nil, after: position, limit: 3)
                guard let last = some.last else { break }
                seen += some
                position = last.comment.id
            }
            #expect(Set(seen).count == 20 && seen.count == 20)
            #expect(Set(try await s.store.postsHolding(seen[0].comment.id)) == Set(posts))
        },
        StoreRule("a rejecting rule stores nothing, and a masking one keeps what it is given") { s async throws in
            let new = try NewComment(author: "ann", content: "***")
            let reject = PostingTerms(verdict: .reject, rule: "r1")
            #expect(try await s.append(.comment(new, key: nil, terms: reject)) == .refused(.rejectedByRule))
            #expect(try await s.page().comments.isEmpty)
            let mask = PostingTerms(verdict: .mask, rule: "r2")
            try await s.accept(.comment(new, key: nil, terms: mask))
            let log = try await s.store.log(LogQuery()).entries
            #expect(log.map(\.action) == [.rejectByRule, .mask])
            #expect(log.map(\.rule) == ["r1", "r2"] && log.allSatisfy { $0.by == nil })
        },
    ]

    static let log = [
        StoreRule("everything that is done stands in the log, in order, with who did it to whom and why") {
            s async throws in
            let by = Principal(subject: "mod", tokenID: "t1")
            let comments = try await s.say(3)
            let held = try await s.hold("held")
            let actions: [Draft.Action] = [
                .delete(comments[0].id, by: by, reason: "spam"), .restore(comments[0].id, by: by),
                .pin(comments[0].id, by: by), .pin(nil, by: by), .change(StateChange(isOpen: false), by: by),
                .change(StateChange(isOpen: true, slowModeSeconds: 5), by: by), .shield(Shield(), by: by),
                .shield(nil, by: by), .review(held.id, approve: true, by: by),
                .purge([comments[1].id], part: PurgePart(purge: 7, author: "ann", reason: "flood"), by: by),
                .delete(comments[2].id, by: by, reason: nil, erase: true),
                // What changes nothing is nothing done.
                .delete(comments[2].id, by: by, reason: nil), .shield(nil, by: by), .pin(.max, by: by),
            ]
            for action in actions { _ = try await s.append(action) }
            let purge = try #require(try await s.store.events(ofPurge: 7).first)
            _ = try await s.append(.undoPurge(event: purge.id, by: by))
            try await s.store.ban(Ban(author: "bob", until: s.clock.milliseconds + 60_000, reason: "rude", by: by))
            _ = try await s.store.lift(banOf: "bob", from: nil, by: by)
            try await s.store.note(Deed(.revoke, by: by))
            let log = try await s.store.log(LogQuery(limit: 100)).entries
            #expect(
                log.map(\.action) == [
                    .hold, .delete, .restore, .pin, .unpin, .close, .open, .slowMode, .shield, .unshield,
                    .approve, .purge, .erase, .undoPurge, .timeout, .unban, .revoke,
                ])
            #expect(log.dropFirst().allSatisfy { $0.by == by })
            #expect(log.allSatisfy { $0.time == s.clock.milliseconds })
            #expect(log[1].comment == comments[0].id && log[1].author == "ann" && log[1].reason == "spam")
            #expect(log[11].purge == 7 && log[11].count == 1 && log[11].author == "ann")
            #expect(log[14].author == "bob" && log[14].seconds == 60 && log[14].post == nil)
            #expect(log[..<14].allSatisfy { $0.post == S.post })
        },
        StoreRule("the log pages both ways, of one post or of all") { s async throws in
            for number in 0..<10 {
                var deed = Deed(.delete, by: "mod", post: number % 2 == 0 ? S.post : nil)
                deed.count = number
                try await s.store.note(deed)
            }
            let newest = try await s.store.log(LogQuery(limit: 3))
            #expect(newest.entries.map(\.count) == [7, 8, 9] && newest.hasMore)
            let older = try await s.store.log(LogQuery(cursor: newest.entries.first?.id, limit: 100))
            #expect(older.entries.map(\.count) == Array(0..<7) && !older.hasMore)
            let newer = try await s.store.log(LogQuery(cursor: older.entries.last?.id, direction: .after, limit: 2))
            #expect(newer.entries.map(\.count) == [7, 8] && newer.hasMore)
            let here = try await s.store.log(LogQuery(post: S.post, direction: .after))
            #expect(here.entries.map(\.count) == [0, 2, 4, 6, 8] && !here.hasMore)
        },
        StoreRule("posts are listed by when something was said in them last") { s async throws in
            for (index, name) in ["a1", "b1", "a2", "a3"].enumerated() {
                s.clock.advance(milliseconds: 1)
                try await s.say("\(index)", to: S.name(name))
            }
            s.clock.advance(milliseconds: 1)
            try await s.say("again", to: S.name("a1"))
            try await s.accept(.change(StateChange(isOpen: false), by: "mod"), to: S.name("silent"))
            func names(_ prefix: String, _ limit: Int) async throws -> [String] {
                try await s.store.recentPosts(prefix: prefix, limit: limit).map(\.post.rawValue)
            }
            #expect(try await names("", 9) == ["a1", "a3", "a2", "b1"])
            #expect(try await names("a", 2) == ["a1", "a3"])
            #expect(try await names("z", 9).isEmpty)
            #expect(try await s.store.recentPosts(prefix: "a1", limit: 1).first?.commentCount == 2)
        },
    ]
}

extension StoreUnderTest {
    /// Takes comments down at once; nil when that changed nothing.
    func purge(
        _ ids: [EventID], _ purge: Int64, author: String? = nil, reason: String? = nil, in post: PostID = post
    ) async throws -> Event? {
        try await append(
            .purge(ids, part: PurgePart(purge: purge, author: author, reason: reason), by: "mod"), to: post
        ).event
    }

    /// What a purge would be about, by id.
    func find(_ filter: PurgeFilter) async throws -> [LiveCore.Comment] {
        var found: [LiveCore.Comment] = []
        for post in try await store.posts(concerning: filter) {
            var position: EventID? = .zero
            while let after = position {
                let finds = try await store.comments(for: filter, in: post, after: after)
                found += finds.comments
                position = finds.next
            }
        }
        return found.sorted { ($0.id, $0.post.rawValue) < ($1.id, $1.post.rawValue) }
    }

    /// Posts a comment that must be held.
    @discardableResult
    func hold(
        _ text: String, by author: String = "ann", key: String? = nil,
        terms: PostingTerms = PostingTerms(verdict: .hold, rule: "r1"), to post: PostID = post
    ) async throws -> LiveCore.Comment {
        let new = try NewComment(author: author, content: text)
        guard case .held(let comment) = try await append(.comment(new, key: key, terms: terms), to: post) else {
            throw NotAComment()
        }
        return comment
    }

    /// What becomes of a comment.
    func outcome(_ text: String, by author: String = "ann", to post: PostID = post) async throws -> Outcome {
        try await append(.comment(try NewComment(author: author, content: text), key: nil), to: post)
    }
}
