import LiveCore
import LiveHub
import Testing

private typealias S = StoreUnderTest

extension CommentStoreContract {
    static let ids = [
        StoreRule("ids grow within a group and from group to group") { s async throws in
            var ids = try await s.say(100).map(\.id)
            ids += try await s.say(100).map(\.id)
            #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        },
        StoreRule("ids grow when the clock goes back or stands still") { s async throws in
            var last = EventID.zero
            for step: Int64 in [0, 0, -1, -3_600_000, 5, -86_400_000, 1] {
                s.clock.advance(milliseconds: step)
                let comment = try await s.say("x")
                #expect(comment.id > last)
                last = comment.id
            }
        },
        StoreRule("an id holds the time of its comment") { s async throws in
            #expect(try await s.say("x").timestamp == s.clock.milliseconds)
            s.clock.advance(milliseconds: 60_000)
            #expect(try await s.say("y").timestamp == s.clock.milliseconds)
        },
        StoreRule("comments and moderation events share one sequence, and the head is its newest id") {
            s async throws in
            #expect(try await s.store.head(of: S.post) == .zero)
            let first = try await s.say("a")
            #expect(try await s.store.head(of: S.post) == first.id)
            let deletion = try await s.delete(first)
            #expect(deletion.id > first.id)
            #expect(try await s.store.head(of: S.post) == deletion.id)
            let second = try await s.say("b")
            #expect(second.id > deletion.id)
            #expect(try await s.store.head(of: S.other) == .zero)
        },
        StoreRule("posts have sequences of their own") { s async throws in
            let one = try await s.say("a")
            let other = try await s.say("b", to: S.other)
            #expect(one.id == other.id)
            #expect(try await s.page().comments == [one])
        },
        StoreRule("an empty group changes nothing") { s async throws in
            #expect(try await s.store.append([]) == [])
            #expect(try await s.store.head(of: S.post) == .zero)
        },
    ]

    static let comments = [
        StoreRule("a comment comes back as it was posted") { s async throws in
            let parent = try await s.say("parent")
            let new = try NewComment(
                author: "7", authorName: "Ada 👩‍👩‍👧", content: "a\nb \u{202E} 'quoted' \u{FFFF} e\u{301}",
                replyTo: parent.id)
            let event = try await s.accept(.comment(new, key: nil))
            let expected = LiveCore.Comment(
                post: S.post, id: event.id, author: new.author, authorName: new.authorName, content: new.content,
                replyTo: parent.id)
            #expect(event == Event(expected))
            #expect(
                try await s.store.comment(event.id, in: S.post) == StoredComment(comment: expected))
            let read = try #require(try await s.page().comments.last)
            #expect(Array(read.content.utf8) == Array(new.content.utf8))
        },
        StoreRule("what was never posted is not there") { s async throws in
            #expect(try await s.store.comment(.max, in: S.post) == nil)
            let comment = try await s.say("x")
            #expect(try await s.store.comment(comment.id.successor, in: S.post) == nil)
            #expect(try await s.store.comment(comment.id, in: S.other) == nil)
            #expect(try await s.store.summary(of: S.other) == PostSummary())
        },
        StoreRule("a reply needs a comment of the post that can be seen") { s async throws in
            let parent = try await s.say("parent")
            #expect(try await s.say("yes", replyTo: parent.id).replyTo == parent.id)
            let elsewhere = try await s.say("other", to: S.other)
            s.clock.advance(milliseconds: 1_000)
            let deletion = try await s.delete(parent)
            for id in [parent.id, deletion.id, .zero, .max] {
                let reply = try NewComment(author: "bob", content: "no", replyTo: id)
                #expect(try await s.append(.comment(reply, key: nil)) == .refused(.unknownReplyTo))
            }
            let reply = try NewComment(author: "bob", content: "no", replyTo: elsewhere.id.successor)
            #expect(try await s.append(.comment(reply, key: nil), to: S.other) == .refused(.unknownReplyTo))
        },
        StoreRule("a closed post takes no comments, and takes them again when opened") { s async throws in
            try await s.accept(.state(PostState(isOpen: false), by: "mod"))
            let new = try NewComment(author: "ann", content: "x")
            #expect(try await s.append(.comment(new, key: nil)) == .refused(.postClosed))
            #expect(try await s.page().comments.isEmpty)
            try await s.accept(.state(PostState(), by: "mod"))
            try await s.say("x")
        },
        StoreRule("later drafts of a group see what earlier ones did") { s async throws in
            let parent = try await s.say("parent")
            let new = try NewComment(author: "ann", content: "x", replyTo: parent.id)
            let actions: [Draft.Action] = [
                .comment(new, key: "k"), .comment(new, key: "k"), .state(PostState(isOpen: false), by: "mod"),
                .comment(new, key: nil), .state(PostState(), by: "mod"), .delete(parent.id, by: "mod", reason: nil),
                .comment(new, key: nil), .delete(parent.id, by: "mod", reason: nil),
            ]
            let outcomes = try await s.store.append(actions.map { Draft(post: S.post, action: $0) })
            try #require(outcomes.count == actions.count)
            guard case .comment(let first) = outcomes[0].event?.action else { throw NotAComment() }
            #expect(outcomes[1] == .replayed(StoredComment(comment: first)))
            #expect(outcomes[3] == .refused(.postClosed))
            #expect(outcomes[4].event != nil && outcomes[5].event != nil)
            #expect(outcomes[6] == .refused(.unknownReplyTo))
            #expect(outcomes[7] == .unchanged)
        },
        StoreRule("a group may be for many posts") { s async throws in
            let drafts = try (0..<300).map { number in
                let new = try NewComment(author: "ann", content: "\(number)")
                return Draft(post: S.name("p\(number % 7)"), action: .comment(new, key: nil))
            }
            let outcomes = try await s.store.append(drafts)
            #expect(outcomes.map { $0.event?.post } == drafts.map(\.post))
            for number in 0..<7 {
                let page = try await s.store.page(PageQuery(post: S.name("p\(number)")))
                #expect(page.comments.map(\.content) == stride(from: number, to: 300, by: 7).map { "\($0)" })
            }
        },
    ]

    static let idempotency = [
        StoreRule("the same key of the same author in the same post posts once") { s async throws in
            let first = try await s.say("x", key: "k")
            let new = try NewComment(author: "ann", content: "x")
            s.clock.advance(milliseconds: 5_000)
            #expect(
                try await s.append(.comment(new, key: "k"))
                    == .replayed(StoredComment(comment: first)))
            #expect(try await s.page().comments == [first])
        },
        StoreRule("a key with another content is refused") { s async throws in
            try await s.say("x", key: "k")
            for new in [
                try NewComment(author: "ann", content: "y"),
                try NewComment(author: "ann", authorName: "Ann", content: "x"),
            ] {
                #expect(try await s.append(.comment(new, key: "k")) == .refused(.idempotencyMismatch))
            }
        },
        StoreRule("a key belongs to its author and post") { s async throws in
            try await s.say("x", key: "k")
            try await s.say("y", by: "bob", key: "k")
            try await s.say("z", key: "k", to: S.other)
            try await s.say("x", key: "K")
            #expect(try await s.page().comments.count == 3)
        },
        StoreRule("a replayed comment is answered though the post is closed or the comment deleted since") {
            s async throws in
            let first = try await s.say("x", key: "k")
            try await s.delete(first)
            try await s.accept(.state(PostState(isOpen: false), by: "mod"))
            let new = try NewComment(author: "ann", content: "x")
            #expect(
                try await s.append(.comment(new, key: "k"))
                    == .replayed(StoredComment(comment: first, visibility: .deleted)))
        },
        StoreRule("a refused comment leaves no receipt") { s async throws in
            try await s.accept(.state(PostState(isOpen: false), by: "mod"))
            let new = try NewComment(author: "ann", content: "x")
            #expect(try await s.append(.comment(new, key: "k")) == .refused(.postClosed))
            try await s.accept(.state(PostState(), by: "mod"))
            try await s.say("other text", key: "k")
        },
        StoreRule("a key is good for 24 hours") { s async throws in
            let day: Int64 = 24 * 60 * 60 * 1_000
            let first = try await s.say("x", key: "k")
            s.clock.advance(milliseconds: day - 1_000)
            let new = try NewComment(author: "ann", content: "x")
            #expect(
                try await s.append(.comment(new, key: "k"))
                    == .replayed(StoredComment(comment: first)))
            s.clock.advance(milliseconds: 2_000)
            let second = try await s.say("x", key: "k")
            #expect(second.id > first.id)
            #expect(
                try await s.append(.comment(new, key: "k"))
                    == .replayed(StoredComment(comment: second)))
        },
    ]

    static let moderation = [
        StoreRule("a deleted comment is nowhere but in the store's own keeping") { s async throws in
            let comments = try await s.say(3)
            let event = try await s.delete(comments[1])
            #expect(event.action == .delete(comment: comments[1].id, by: "mod", reason: "spam"))
            #expect(try await s.page().comments == [comments[0], comments[2]])
            #expect(try await s.page(text: "1").comments.isEmpty)
            #expect(
                try await s.store.comment(comments[1].id, in: S.post)
                    == StoredComment(comment: comments[1], visibility: .deleted))
            #expect(try await s.store.summary(of: S.post).commentCount == 2)
        },
        StoreRule("deleting twice, or what never was, makes no event") { s async throws in
            let comment = try await s.say("x")
            let event = try await s.delete(comment)
            #expect(try await s.append(.delete(comment.id, by: "mod", reason: nil)) == .unchanged)
            for id in [event.id, .zero, .max] {
                #expect(try await s.append(.delete(id, by: "mod", reason: nil)) == .refused(.unknownComment))
                #expect(try await s.append(.restore(id, by: "mod")) == .refused(.unknownComment))
            }
            #expect(try await s.store.head(of: S.post) == event.id)
        },
        StoreRule("a restored comment is where it was") { s async throws in
            let comments = try await s.say(3)
            #expect(try await s.append(.restore(comments[1].id, by: "mod")) == .unchanged)
            try await s.delete(comments[1])
            #expect(try await s.restore(comments[1]).action == .restore(comments[1]))
            #expect(try await s.page().comments == comments)
            #expect(try await s.store.summary(of: S.post).commentCount == 3)
        },
        StoreRule("one comment is pinned at a time") { s async throws in
            let comments = try await s.say(2)
            #expect(try await s.append(.pin(nil, by: "mod")) == .unchanged)
            #expect(try await s.accept(.pin(comments[0].id, by: "mod")).action == .pin(comments[0]))
            #expect(try await s.append(.pin(comments[0].id, by: "mod")) == .unchanged)
            #expect(try await s.accept(.pin(comments[1].id, by: "mod")).action == .pin(comments[1]))
            #expect(try await s.store.summary(of: S.post).pinned == comments[1])
            #expect(try await s.accept(.pin(nil, by: "mod")).action == .unpin(comment: comments[1].id))
            #expect(try await s.store.summary(of: S.post).pinned == nil)
        },
        StoreRule("only what can be seen is pinned, and a pinned comment that is deleted is not") { s async throws in
            let comments = try await s.say(2)
            try await s.delete(comments[0])
            for id in [comments[0].id, .zero, .max] {
                #expect(try await s.append(.pin(id, by: "mod")) == .refused(.unknownComment))
            }
            try await s.accept(.pin(comments[1].id, by: "mod"))
            try await s.delete(comments[1])
            #expect(try await s.store.summary(of: S.post).pinned == nil)
        },
        StoreRule("a post's state is kept, and the same again makes no event") { s async throws in
            let state = PostState(isOpen: true, slowModeSeconds: 30)
            #expect(try await s.append(.state(PostState(), by: "mod")) == .unchanged)
            #expect(try await s.accept(.state(state, by: "mod")).action == .state(state))
            #expect(try await s.append(.state(state, by: "mod")) == .unchanged)
            #expect(try await s.store.summary(of: S.post).state == state)
        },
        StoreRule("a summary names the newest comment, not the newest event") { s async throws in
            let comments = try await s.say(2)
            try await s.delete(comments[0])
            let summary = try await s.store.summary(of: S.post)
            #expect(summary.lastCommentID == comments[1].id)
            #expect(summary.commentCount == 1)
        },
        StoreRule("can be asked whether it takes a group") { s async throws in
            try await s.store.checkWritable()
            #expect(try await s.store.head(of: S.post) == .zero)
        },
    ]
}
