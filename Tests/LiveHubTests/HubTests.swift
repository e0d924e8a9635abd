import LiveCore
import NIOConcurrencyHelpers
import NIOCore
import StoreContract
import TestSupport
import Testing

@testable import LiveHub

/// One post's readers on one loop: what reaches them, when, and in which order.
@Suite struct HubTests {
    private static func name(_ events: [Event]) -> [String] { events.map { "\($0.name) \($0.id)" } }

    // MARK: - Starting

    @Test func aReaderThatStartsNowGetsWhatComesThen() async throws {
        try await TestHub.with { hub in
            try await hub.say(["old"])
            let viewer = try await hub.join()
            #expect(viewer.messages.isEmpty)
            let events = try await hub.say(["new"])
            #expect(viewer.events == Self.name(events))
            #expect(viewer.said == ["new"])
        }
    }

    @Test func aReaderGetsEverythingAfterItsPosition() async throws {
        try await TestHub.with { hub in
            let old = try await hub.say((0..<500).map { "\($0)" })
            for start in [-1, 0, 250, 498, 499] {
                let position = start < 0 ? EventID.zero : old[start].id
                let viewer = try await hub.join(.after(position))
                try await eventually { viewer.messages.count == 499 - start }
                #expect(viewer.events == Self.name(Array(old[(start + 1)...])))
            }
        }
    }

    @Test func aPositionInTheFutureIsNow() async throws {
        try await TestHub.with { hub in
            try await hub.say(["old"])
            let viewer = try await hub.join(.after(.max))
            try await hub.say(["new"])
            #expect(viewer.said == ["new"])
        }
    }

    @Test(arguments: [0, 1, 3, 10, 11, 500])
    func aReaderGetsTheLastComments(count: Int) async throws {
        try await TestHub.with { hub in
            try await hub.say((0..<10).map { "\($0)" })
            let viewer = try await hub.join(.history(count))
            let expected = (0..<10).suffix(count).map { "\($0)" }
            try await eventually { viewer.said.count == expected.count }
            try await hub.say(["live"])
            #expect(viewer.said == expected + ["live"])
        }
    }

    @Test func historyCountsCommentsAndBringsTheModerationBetween() async throws {
        try await TestHub.with { hub in
            let first = try await hub.say(["a", "b", "c"])
            let moderation = try await hub.happen([
                .delete(first[1].id, by: "mod", reason: nil),
                .state(PostState(isOpen: true, slowModeSeconds: 3), by: "mod"),
            ])
            let last = try await hub.say(["d"])
            for _ in 0..<2 {
                let viewer = try await hub.join(.history(3))
                try await eventually { viewer.messages.count == 5 }
                #expect(viewer.events == Self.name([first[0], first[2]] + moderation + last))
            }
        }
    }

    /// Whoever has been told that a comment was accepted, and joins, finds it among the last.
    @Test func historyCountsWhatWaitsForTheNextFlush() async throws {
        var configuration = Hub.Configuration()
        configuration.leastGap = .milliseconds(50)
        try await TestHub.with(configuration) { hub in
            let watching = try await hub.join()
            for text in ["a", "b", "c"] { try await hub.say([text]) }
            #expect(watching.said == ["a"])
            let viewer = try await hub.join(.history(2))
            try await hub.pass { watching.said == ["a", "b", "c"] }
            #expect(viewer.said == ["b", "c"])
            let greedy = try await hub.join(.history(1))
            try await hub.say(["d"])
            try await hub.pass { greedy.said.last == "d" }
            #expect(greedy.said == ["c", "d"])
        }
    }

    @Test func anUnknownPositionGivesAGapUpToNow() async throws {
        try await TestHub.with { hub in
            let old = try await hub.say(["a", "b"])
            let viewer = try await hub.join(.unknown)
            let new = try await hub.say(["c"])
            #expect(viewer.events == ["gap \(old[1].id)"] + Self.name(new))
            let empty = try await hub.join(.unknown, TestHub.name("empty"))
            #expect(empty.messages.isEmpty)
        }
    }

    @Test func postsAreApart() async throws {
        try await TestHub.with { hub in
            let (one, other) = (TestHub.name("one"), TestHub.name("other"))
            let viewers = [try await hub.join(.now, one), try await hub.join(.now, other)]
            try await hub.say(["a"], in: one)
            try await hub.say(["b"], in: other)
            try await hub.say(["c"], in: one)
            try await hub.pass { viewers[0].said.count == 2 }
            #expect(viewers.map(\.said) == [["a", "c"], ["b"]])
        }
    }

    @Test func countsViewersAndForgetsThem() async throws {
        try await TestHub.with { hub in
            #expect(hub.hub.viewers(of: TestHub.post) == 0)
            let viewers = [try await hub.join(), try await hub.join(), try await hub.join(.history(5))]
            #expect(hub.hub.viewers(of: TestHub.post) == 3)
            try await hub.leave(viewers[0])
            #expect(hub.hub.viewers(of: TestHub.post) == 2)
            try await hub.say(["x"])
            #expect(viewers.map(\.said) == [[], ["x"], ["x"]])
            for viewer in viewers { try await hub.leave(viewer) }
            #expect(hub.hub.viewers(of: TestHub.post) == 0)
            // What comes while nobody reads is there for the next one.
            try await hub.say(["y"])
            let late = try await hub.join(.history(2))
            try await eventually { late.said == ["x", "y"] }
        }
    }

    @Test func aPostIsForgottenWithItsLastReader() async throws {
        try await TestHub.with { hub in
            let viewers = [try await hub.join(), try await hub.join(.history(5)), try await hub.join(maxRate: .ten)]
            try await hub.say(["x", "y"])
            await hub.advance(by: .milliseconds(10))
            let post = try await hub.onLoop { WeakPost(hub.hub.local(to: hub.loop).posts[TestHub.post]) }
            #expect(post.isThere)
            for viewer in viewers { try await hub.leave(viewer) }
            await hub.advance(by: .seconds(3))
            #expect(!post.isThere)
            #expect(try await hub.onLoop { hub.hub.local(to: hub.loop).posts.isEmpty })
        }
    }

    // MARK: - Fanning out

    @Test func aQuietPostsEventGoesOutAtOnceAndABusyOnesInBatches() async throws {
        try await TestHub.with(.steady) { hub in
            let viewer = try await hub.join()
            try await hub.say(["0"])
            #expect(viewer.writes == 1)
            for text in ["1", "2", "3"] { try await hub.say([text]) }
            await hub.advance(by: .milliseconds(49))
            #expect(viewer.said == ["0"])
            await hub.advance(by: .milliseconds(1))
            #expect(viewer.said == ["0", "1", "2", "3"])
            #expect(viewer.writes == 2)
            await hub.advance(by: .milliseconds(200))
            #expect(viewer.writes == 2)
            try await hub.say(["4"])
            #expect(viewer.said.last == "4")
            #expect(viewer.writes == 3)
        }
    }

    @Test func whatIsDeletedBeforeItGoesOutNeverGoesOut() async throws {
        try await TestHub.with(.steady) { hub in
            let viewer = try await hub.join()
            try await hub.say(["0"])
            let events = try await hub.say(["secret", "1"])
            try await hub.happen([.delete(events[0].id, by: "mod", reason: nil)])
            try await hub.pass { viewer.messages.count == 3 }
            #expect(!viewer.text.contains("secret"))
            #expect(viewer.said == ["0", "1"])
        }
    }

    @Test func whatABusDeliversTwiceOrLateGoesOutOnce() async throws {
        try await TestHub.with { hub in
            let old = try await hub.say(["a", "b"])
            let viewer = try await hub.join(.after(.zero))
            try await eventually { viewer.messages.count == 2 }
            try await hub.publish(old)
            let new = try await hub.say(["c", "d"])
            try await hub.publish(new)
            try await hub.publish([old[1], new[0]])
            let last = try await hub.say(["e"])
            try await hub.pass { viewer.messages.count >= 5 }
            #expect(viewer.events == Self.name(old + new + last))
        }
    }

    @Test func aBurstLargerThanTheRingReachesEverybody() async throws {
        try await TestHub.with(.steady) { hub in
            let viewers = [try await hub.join(), try await hub.join(.history(3)), try await hub.join(.after(.zero))]
            try await hub.say(["first"])
            // Busy now, so all of this waits for the window to end, and the ring can't hold it.
            let events = try await hub.keep(
                (0..<5_000).map { .comment(try NewComment(author: "ann", content: "\($0)"), key: nil) })
            try await hub.publish(events)
            let expected = ["first"] + (0..<5_000).map { "\($0)" }
            try await hub.pass { viewers.allSatisfy { $0.messages.count >= 5_001 } }
            for viewer in viewers { #expect(viewer.said == expected) }
        }
    }

    /// The loop's time is shared out: a crowd's flush goes on while a small post's readers are written to.
    @Test func aCrowdDoesNotMakeOthersWait() async throws {
        try await TestHub.with { hub in
            let crowd = try await hub.join(400)
            let small = try await hub.join(.now, TestHub.name("small"))
            let events = try await hub.keep([.comment(try NewComment(author: "ann", content: "x"), key: nil)])
            let other = try await hub.keep(
                [.comment(try NewComment(author: "ann", content: "y"), key: nil)], in: TestHub.name("small"))
            try await hub.publish(events + other)
            #expect(small.said == ["y"] && crowd.allSatisfy { $0.said == ["x"] })
            #expect(crowd.count { $0.lastWrite < small.lastWrite } <= 128)
        }
    }

    // MARK: - Deleted text

    @Test func deletedCommentsAreNotReplayedFromTheRing() async throws {
        try await TestHub.with { hub in
            let stays = try await hub.join()
            let events = try await hub.say(["a", "secret", "c"])
            try await hub.happen([.pin(events[1].id, by: "mod")])
            try await hub.happen([.delete(events[1].id, by: "mod", reason: nil)])
            for start in [StartPosition.after(.zero), .after(events[0].id), .history(10)] {
                let reads = hub.store.reads
                let viewer = try await hub.join(start)
                try await hub.pass { viewer.events.last?.hasPrefix("delete") == true }
                #expect(!viewer.text.contains("secret"))
                if start == .after(events[0].id) { #expect(hub.store.reads == reads) }
            }
            try await hub.happen([.restore(events[1].id, by: "mod")])
            let viewer = try await hub.join(.after(events[0].id))
            try await hub.pass { viewer.events.last?.hasPrefix("restore") == true }
            try await hub.pass { stays.events.last?.hasPrefix("restore") == true }
        }
    }

    // MARK: - Every so often

    @Test func idleStreamsAreKeptAlive() async throws {
        try await TestHub.with { hub in
            let viewer = try await hub.join()
            await hub.advance(by: .seconds(2))
            // How many are watching.
            let first = viewer.text
            await hub.advance(by: .seconds(13))
            #expect(viewer.text == first)
            await hub.advance(by: .seconds(2))
            #expect(viewer.text == first + ": \n\n")
            await hub.advance(by: .seconds(60))
            #expect(viewer.text == first + String(repeating: ": \n\n", count: 5))
            try await hub.say(["x"])
            await hub.advance(by: .seconds(13))
            #expect(viewer.messages.count == 1 && viewer.writes == 7)
        }
    }

    @Test func nothingIsWrittenBeforeAStreamHasBegun() async throws {
        try await TestHub.with { hub in
            hub.store.hold()
            let viewer = try await hub.join(.history(3), waits: false)
            try await hub.onLoop {}
            await hub.advance(by: .seconds(60))
            #expect(!viewer.hasBegun)
            hub.store.release()
            try await eventually { viewer.hasBegun }
        }
    }

    @Test func whoMayReadNoLongerIsSentAway() async throws {
        try await TestHub.with { hub in
            let isGood = NIOLockedValueBox(true)
            let guest = try await hub.join(mayStay: { isGood.withLockedValue { $0 } })
            let other = try await hub.join()
            await hub.advance(by: .seconds(3))
            #expect(!guest.isFinished)
            isGood.withLockedValue { $0 = false }
            await hub.advance(by: .seconds(2))
            #expect(guest.isFinished && !other.isFinished)
        }
    }

    @Test func aReaderThatTakesNothingIsCut() async throws {
        try await TestHub.with { hub in
            let (stuck, good) = (try await hub.join(), try await hub.join())
            stuck.block()
            try await hub.say(["x"])
            await hub.advance(by: .seconds(89))
            #expect(!stuck.isClosed)
            await hub.advance(by: .seconds(20))
            #expect(stuck.isClosed && !good.isClosed)
        }
    }

    @Test func aReaderThatTakesLittleIsNotCut() async throws {
        try await TestHub.with { hub in
            let slow = try await hub.join()
            slow.block()
            try await hub.say(["x"])
            for _ in 0..<20 {
                await hub.advance(by: .seconds(60))
                slow.trickle()
            }
            #expect(!slow.isClosed)
            await hub.advance(by: .seconds(95))
            #expect(slow.isClosed)
        }
    }

    @Test func aReaderThatTakesNothingOfABusyPostIsCut() async throws {
        try await TestHub.with { hub in
            let (stuck, good) = (try await hub.join(), try await hub.join())
            stuck.block()
            for second in 0..<110 {
                try await hub.say(["\(second)"])
                await hub.advance(by: .seconds(1))
            }
            #expect(stuck.isClosed && !good.isClosed)
            #expect(good.said.count == 110)
        }
    }

    // MARK: - Presence

    @Test func readersAreToldHowManyWatchOnChangeAndSeldom() async throws {
        try await TestHub.with { hub in
            let first = try await hub.join()
            await hub.advance(by: .seconds(1))
            #expect(first.counts == [1])
            #expect(first.text.hasPrefix("event: viewers\ndata: {"))
            let others = try await hub.join(9)
            await hub.advance(by: .milliseconds(3_900))
            #expect(first.counts == [1])
            await hub.advance(by: .milliseconds(1_100))
            #expect(first.counts == [1, 10])
            // Who came later was told what was known, and then what is right.
            #expect(others.allSatisfy { $0.counts == [1, 10] })
            // Nothing changes, nothing is said.
            await hub.advance(by: .seconds(60))
            #expect(first.counts == [1, 10])
            // Somebody went and somebody came.
            try await hub.leave(others[0])
            let late = try await hub.join()
            await hub.advance(by: .seconds(60))
            #expect(first.counts == [1, 10])
            #expect(late.counts == [10])
            try await hub.leave(late)
            await hub.advance(by: .seconds(5))
            #expect(first.counts == [1, 10, 9])
        }
    }

    @Test func theCountGoesWithTheEventsOfABusyPost() async throws {
        try await TestHub.with(.steady) { hub in
            let viewer = try await hub.join()
            for number in 0..<150 {
                try await hub.say(["\(number)"])
                await hub.advance(by: .milliseconds(20))
            }
            #expect(viewer.counts == [1])
            #expect(viewer.writes <= 3_000 / 50 + 1)
        }
    }

    @Test func aSlowReaderIsToldTheCountWhenItHasCaughtUp() async throws {
        try await TestHub.with { hub in
            let slow = try await hub.join()
            await hub.advance(by: .seconds(6))
            slow.block()
            _ = try await hub.join(4)
            try await hub.say(["x"])
            await hub.advance(by: .seconds(6))
            #expect(slow.counts == [1])
            try await hub.resume(slow)
            #expect(slow.counts == [1, 5])
        }
    }

    // MARK: - Draining

    @Test func drainingSendsEverybodyAwayAndLetsNobodyIn() async throws {
        try await TestHub.with { hub in
            let viewers = try await hub.join(450) { TestHub.name("p\($0 % 3)") }
            hub.hub.drain()
            #expect(hub.hub.isDraining)
            try await hub.onLoop {}
            let atOnce = viewers.count { $0.isFinished }
            #expect(atOnce > 0 && atOnce < 450)
            try await hub.pass { viewers.allSatisfy(\.isFinished) }
            for viewer in viewers { try await hub.leave(viewer) }
            await hub.hub.drained()
            var waits: Set<Int> = []
            for viewer in viewers {
                var parser = SSEParser()
                parser.append(Array(viewer.text.utf8))
                #expect(try parser.next() == nil)
                waits.insert(try #require(parser.retryMilliseconds))
            }
            #expect(waits.count > 100)
            #expect(waits.allSatisfy { (2_000...12_000).contains($0) })
            let late = try await hub.join(waits: false)
            #expect(late.isClosed && !late.hasBegun)
        }
    }

    // MARK: - A store that is away

    @Test func streamsOutliveAStoreThatIsAway() async throws {
        try await TestHub.with { hub in
            let old = try await hub.say(["a", "b"])
            let live = try await hub.join()
            hub.store.setAway(true)
            let late = try await hub.join(.after(.zero))
            let first = try await hub.join(.now, TestHub.name("new"), waits: false)
            // Events go on; each flush looks after the late reader, and must not ask the store anew each time.
            var events: [Event] = []
            for number in 0..<40 {
                let event = Event(
                    LiveCore.Comment(
                        post: TestHub.post,
                        id: try #require(EventID(rawValue: old[1].id.rawValue + 256 * Int64(number + 1))),
                        author: "ann", content: "\(number)"))
                events.append(event)
                try await hub.publish([event])
                await hub.advance(by: .milliseconds(100))
            }
            #expect(live.events == Self.name(events))
            #expect(late.messages.isEmpty && !first.hasBegun)
            let reads = hub.store.reads
            await hub.advance(by: .seconds(10))
            #expect(hub.store.reads - reads <= 40, "each of two waiting queries is tried about once a second")
            hub.store.setAway(false)
            try await hub.pass { late.messages.count == 42 && first.hasBegun }
            #expect(late.events == Self.name(old + events))
        }
    }
}

extension Hub.Configuration {
    /// Batches are a window apart, whatever a flush costs.
    static var steady: Hub.Configuration {
        var configuration = Hub.Configuration()
        configuration.leastGap = configuration.window
        return configuration
    }
}

/// Looks at an object of the loop's, to see whether it has gone. Only whether it is there is looked at elsewhere.
private final class WeakPost: @unchecked Sendable {
    private weak let post: LivePost?

    init(_ post: LivePost?) { self.post = post }

    var isThere: Bool { post != nil }
}
