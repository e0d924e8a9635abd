import LiveCore
import LiveHub
import NIOConcurrencyHelpers
import NIOCore
import StoreContract
import TestSupport
import Testing

/// A viewer of several posts: in each of them what a viewer of that post alone gets, and ids from which it all goes on.
@Suite struct ReaderGroupTests {
    private static let posts = ["a", "b", "c"].map(TestHub.name)

    private func parts(_ start: StartPosition, _ posts: [PostID] = posts) -> [(post: PostID, start: StartPosition)] {
        posts.map { ($0, start) }
    }

    // MARK: - What comes

    @Test(arguments: [nil, RateClass.ten]) func isInEachPostWhatItsOwnViewerGets(rate: RateClass?) async throws {
        try await TestHub.with { hub in
            for post in Self.posts { try await hub.say(["old of \(post)"], in: post) }
            let group = try await hub.join(parts(.after(.zero)), maxRate: rate)
            var own: [TestViewer] = []
            for post in Self.posts { own.append(try await hub.join(.after(.zero), post, maxRate: rate)) }
            for round in 0..<40 {
                let post = Self.posts[round % 3]
                let said = try await hub.say((0..<5).map { "\(round): \($0)" }, in: post)
                if round % 4 == 0 {
                    try await hub.happen(
                        [
                            .pin(said[1].id, by: "mod"), .delete(said[1].id, by: "mod", reason: "spam"),
                            .restore(said[1].id, by: "mod"),
                            .state(PostState(slowModeSeconds: round + 1), by: "mod"),
                        ], in: post)
                }
                hub.clock.advance(milliseconds: 37)
                await hub.advance(by: .milliseconds(37))
            }
            await hub.advance(by: .seconds(3))
            for (post, viewer) in zip(Self.posts, own) {
                #expect(viewer.messages.count > 13)
                #expect(group.events(in: post) == viewer.events, "\(post)")
                #expect(group.messages.filter { $0.post == post }.map(\.data) == viewer.messages.map(\.data))
            }
            #expect(group.counts.count == 3)
        }
    }

    /// A position is of all posts, so nothing is sent before it is.
    @Test func nothingIsWrittenBeforeAllPostsHaveBegun() async throws {
        try await TestHub.with { hub in
            for post in Self.posts { try await hub.say(["1", "2", "3"], in: post) }
            let early = try await hub.join(.now, Self.posts[0])
            hub.store.hold()
            let group = try await hub.join(parts(.history(2)), waits: false)
            await hub.advance(by: .seconds(120))
            #expect(!group.hasBegun && !group.isClosed && early.hasBegun)
            hub.store.release()
            try await hub.pass { group.messages.count == 6 }
            for post in Self.posts { #expect(group.said(in: post) == ["2", "3"]) }
            try await hub.say(["4"], in: Self.posts[2])
            #expect(group.said(in: Self.posts[2]) == ["2", "3", "4"])
        }
    }

    @Test func eachPostBeginsWhereItIsAskedTo() async throws {
        try await TestHub.with { hub in
            var said: [[Event]] = []
            for post in Self.posts { said.append(try await hub.say((0..<5).map { "\($0)" }, in: post)) }
            let none = TestHub.name("none")
            let group = try await hub.join([
                (Self.posts[0], .after(said[0][2].id)), (Self.posts[1], .history(1)), (Self.posts[2], .unknown),
                (none, .now),
            ])
            try await hub.pass { group.messages.count == 4 }
            for post in Self.posts + [none] { try await hub.say(["live"], in: post) }
            #expect(group.said(in: Self.posts[0]) == ["3", "4", "live"])
            #expect(group.said(in: Self.posts[1]) == ["4", "live"])
            #expect(group.events(in: Self.posts[2]).first == "gap \(said[2][4].id)")
            #expect(group.said(in: Self.posts[2]) == ["live"])
            #expect(group.said(in: none) == ["live"])
        }
    }

    @Test func fiftyPostsAreOneStream() async throws {
        try await TestHub.with { hub in
            let posts = (0..<50).map { TestHub.name("post-\($0)") }
            let group = try await hub.join(parts(.now, posts))
            for round in 0..<3 {
                for post in posts.shuffled() { try await hub.say(["\(round)"], in: post) }
                await hub.advance(by: .milliseconds(60))
            }
            for post in posts { #expect(group.said(in: post) == ["0", "1", "2"]) }
            #expect(group.messages.allSatisfy { $0.lastEventID.utf8.count <= PostPositions.textLimit })
        }
    }

    // MARK: - Coming back

    /// With every id that it was given, in another order, and with more or fewer posts.
    @Test func fromEachIdTheRestOfAllPostsComesOnce() async throws {
        try await TestHub.with { hub in
            for post in Self.posts { try await hub.say(["old"], in: post) }
            let group = try await hub.join(parts(.now))
            for round in 0..<12 {
                try await hub.say((0...round % 3).map { "\(round): \($0)" }, in: Self.posts[round % 2])
                if round % 5 == 0 {
                    try await hub.happen([.state(PostState(slowModeSeconds: round + 1), by: "mod")], in: Self.posts[2])
                }
                await hub.advance(by: .milliseconds(30))
            }
            await hub.advance(by: .milliseconds(100))
            let messages = group.messages
            #expect(messages.count == 27)
            let more = TestHub.name("more")
            for (index, message) in messages.enumerated() {
                let cursor = try #require(StreamCursor(message.lastEventID))
                #expect(cursor.position(in: more) == nil)
                let asked =
                    index % 3 == 0 ? Self.posts.reversed() : index % 3 == 1 ? [more] + Self.posts : [Self.posts[1]]
                let again = try await hub.join(
                    asked.map { ($0, cursor.position(in: $0).map(StartPosition.after) ?? .now) })
                let rest = messages[(index + 1)...].filter { asked.contains($0.post) }
                try await hub.pass { again.messages.count >= rest.count }
                for post in asked {
                    #expect(
                        again.messages.filter { $0.post == post }.map(\.data)
                            == rest.filter { $0.post == post }.map(\.data))
                }
            }
        }
    }

    // MARK: - Slow

    @Test func whoIsSlowMissesNothingInAnyPost() async throws {
        try await TestHub.with { hub in
            let group = try await hub.join(parts(.now))
            var random = SeededGenerator(seed: 4)
            for round in 0..<60 {
                group.block(afterWrites: round % 4)
                for post in Self.posts.shuffled(using: &random) {
                    try await hub.say((0..<60).map { "\(round * 60 + $0)" }, in: post)
                }
                await hub.advance(by: .milliseconds(50))
                try await hub.resume(group, writes: round % 5)
            }
            group.unblock()
            try await hub.resume(group)
            try await hub.pass { group.messages.count >= 3 * 3_600 }
            for post in Self.posts { #expect(group.said(in: post) == (0..<3_600).map { "\($0)" }, "\(post)") }
        }
    }

    @Test func nothingIsWrittenToAFullSocket() async throws {
        try await TestHub.with { hub in
            let group = try await hub.join(parts(.now))
            await hub.advance(by: .seconds(2))
            group.block()
            let writes = group.writes
            for post in Self.posts { try await hub.say(0..<2_000, in: post) }
            #expect(group.writes == writes)
            try await hub.resume(group)
            try await hub.pass { group.messages.count >= 6_000 }
            for post in Self.posts { #expect(group.said(in: post) == (0..<2_000).map { "\($0)" }) }
        }
    }

    /// However much there is of one post, and though the socket takes one write at a time.
    @Test func everyPostHasItsTurn() async throws {
        try await TestHub.with { hub in
            let group = try await hub.join(parts(.now))
            group.block()
            try await hub.say(0..<6_000, in: Self.posts[0])
            for post in Self.posts.dropFirst() { try await hub.say(["rare"], in: post) }
            await hub.advance(by: .milliseconds(200))
            for _ in 0..<6 {
                try await hub.resume(group, writes: 1)
                await hub.advance(by: .milliseconds(50))
            }
            for post in Self.posts.dropFirst() { #expect(group.said(in: post) == ["rare"], "\(post)") }
            #expect(group.said(in: Self.posts[0]).count < 6_000)
        }
    }

    @Test func aGapIsInThePostThatIsTooFarAhead() async throws {
        var configuration = Hub.Configuration()
        configuration.catchUpLimit = 3_000
        try await TestHub.with(configuration) { hub in
            let group = try await hub.join(parts(.now))
            group.block()
            try await hub.say(0..<5_000, in: Self.posts[0])
            try await hub.say(0..<100, in: Self.posts[1])
            try await hub.resume(group)
            try await hub.pass { group.said(in: Self.posts[1]).count == 100 && group.messages.count > 100 }
            try await hub.say(["live"], in: Self.posts[0])
            try await hub.pass { group.said(in: Self.posts[0]).last == "live" }
            let gaps = group.messages.filter { $0.event == "gap" }
            #expect(gaps.count == 1 && gaps.allSatisfy { $0.post == Self.posts[0] })
            #expect(group.said(in: Self.posts[0]) == ["live"])
            let cursor = try #require(gaps.first.flatMap { StreamCursor($0.lastEventID) })
            #expect(cursor.position(in: Self.posts[0]) == Members(gaps[0].data).id("before").predecessor)
        }
    }

    // MARK: - One connection

    @Test func isAViewerOfEachPostAndLeavesThemAll() async throws {
        try await TestHub.with { hub in
            let group = try await hub.join(parts(.now))
            for post in Self.posts { #expect(hub.hub.viewers(of: post) == 1) }
            try await hub.leave(group)
            for post in Self.posts { #expect(hub.hub.viewers(of: post) == 0) }
            try await hub.say(["x"], in: Self.posts[0])
            #expect(group.messages.isEmpty)
        }
    }

    @Test func isKeptAliveOnceForAllPosts() async throws {
        try await TestHub.with { hub in
            let group = try await hub.join(parts(.now))
            await hub.advance(by: .seconds(2))
            let first = group.text
            await hub.advance(by: .seconds(75))
            #expect(group.text == first + String(repeating: ": \n\n", count: 5))
            // Now each is quiet since another moment.
            for post in Self.posts {
                try await hub.say(["x"], in: post)
                await hub.advance(by: .seconds(5))
            }
            let writes = group.writes
            await hub.advance(by: .seconds(150))
            #expect((7...20).contains(group.writes - writes))
        }
    }

    @Test func goesDownOnce() async throws {
        try await TestHub.with { hub in
            let group = try await hub.join(parts(.now))
            hub.hub.drain()
            await hub.advance(by: .seconds(1))
            #expect(group.isFinished && group.text.ranges(of: "retry: ").count == 1)
            let late = try await hub.join(parts(.now), waits: false)
            #expect(late.isClosed && !late.hasBegun)
        }
    }

    @Test func isCutWhenItTakesNothingOfAnyPost() async throws {
        try await TestHub.with { hub in
            let (stuck, good) = (try await hub.join(parts(.now)), try await hub.join(parts(.now)))
            stuck.block()
            for post in Self.posts { try await hub.say(["x"], in: post) }
            await hub.advance(by: .seconds(89))
            #expect(!stuck.isClosed)
            await hub.advance(by: .seconds(20))
            #expect(stuck.isClosed && !good.isClosed)
        }
    }

    @Test func isAskedOnceWhetherItMayStay() async throws {
        try await TestHub.with { hub in
            let (isGood, asked) = (NIOLockedValueBox(true), NIOLockedValueBox(0))
            let guest = try await hub.join(
                parts(.now),
                mayStay: {
                    asked.withLockedValue { $0 += 1 }
                    return isGood.withLockedValue { $0 }
                })
            await hub.advance(by: .seconds(10))
            #expect(!guest.isFinished && (8...11).contains(asked.withLockedValue { $0 }))
            isGood.withLockedValue { $0 = false }
            await hub.advance(by: .seconds(2))
            #expect(guest.isFinished)
        }
    }
}

extension SSEMessage {
    /// The post that its data names.
    var post: PostID {
        var post: String?
        _ = try? JSONReader.read(data) { reader throws(JSONError) in
            try reader.object { reader, name throws(JSONError) in
                if name == "video_id" { post = try reader.string() } else { try reader.skip() }
            }
        }
        return TestHub.name(post ?? "none")
    }
}

extension TestViewer {
    /// The events of a post, each with the id that its own stream would have given.
    func events(in post: PostID) -> [String] {
        messages.filter { $0.post == post }.map { message in
            let position = StreamCursor(message.lastEventID)?.position(in: post)
            return "\(message.event) \(position.map(\.description) ?? message.lastEventID)"
        }
    }

    /// The texts of a post's comments.
    func said(in post: PostID) -> [String] {
        messages.filter { $0.event == "comment" }.compactMap { try? LiveCore.Comment(json: $0.data) }
            .filter { $0.post == post }.map(\.content)
    }
}
