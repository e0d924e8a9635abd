import LiveCore
import LiveHub
import NIOCore
import TestSupport
import Testing

/// Readers that are behind: from the ring, from the store, or with a gap.
@Suite struct CatchUpTests {
    @Test func aSlowReaderCatchesUpFromTheRing() async throws {
        try await TestHub.with { hub in
            let (slow, good) = (try await hub.join(), try await hub.join())
            slow.block()
            try await hub.say(0..<500)
            try await hub.pass { good.messages.count == 500 }
            #expect(slow.writes == 0)
            let reads = hub.store.reads
            try await hub.resume(slow)
            #expect(slow.said == (0..<500).map { "\($0)" })
            #expect(hub.store.reads == reads)
        }
    }

    @Test func aSlowReaderCatchesUpFromTheStoreAndThenTheRing() async throws {
        try await TestHub.with { hub in
            let (slow, good) = (try await hub.join(), try await hub.join())
            slow.block(afterWrites: 1)
            try await hub.say(0..<5_000)
            try await hub.pass { good.messages.count == 5_000 }
            try await hub.resume(slow)
            try await hub.say(5_000..<5_100)
            try await hub.pass { slow.messages.count == 5_100 }
            #expect(slow.said == (0..<5_100).map { "\($0)" })
        }
    }

    @Test func aReaderThatTakesAWriteAtATimeMissesNothing() async throws {
        try await TestHub.with { hub in
            let slow = try await hub.join(.after(.zero))
            for round in 0..<60 {
                slow.block(afterWrites: round % 3)
                try await hub.say(round * 100..<(round + 1) * 100)
                await hub.advance(by: .milliseconds(20))
                try await hub.resume(slow)
            }
            try await hub.pass { slow.messages.count == 6_000 }
            #expect(slow.said == (0..<6_000).map { "\($0)" })
        }
    }

    @Test func whoIsTooFarBehindGetsAGapThatNamesWhatItMissed() async throws {
        var configuration = Hub.Configuration()
        configuration.catchUpLimit = 3_000
        try await TestHub.with(configuration) { hub in
            let (slow, good) = (try await hub.join(), try await hub.join())
            let seen = try await hub.say(["seen"])
            slow.block()
            var moderation: [Event] = []
            for round in 0..<8 {
                try await hub.say(round * 500..<(round + 1) * 500)
                moderation += try await hub.happen([
                    .pin(seen[0].id, by: "mod"), .pin(nil, by: "mod"),
                ])
            }
            try await hub.pass { good.messages.count == 1 + 8 * 502 }
            try await hub.resume(slow)
            try await hub.pass { slow.messages.count >= 1 + 16 + 8 }
            try await hub.say(["live"])
            try await hub.pass { slow.said.last == "live" }

            let messages = slow.messages
            #expect(
                messages.filter { $0.event == "pin" || $0.event == "unpin" }.map(\.lastEventID)
                    == moderation.map { "\($0.id)" })
            #expect(slow.said == ["seen", "live"])
            try await checkGaps(in: slow, hub)
        }
    }

    /// Every stored event is sent, or lies in a gap; none is both; ids never go back.
    private func checkGaps(in viewer: TestViewer, _ hub: TestHub) async throws {
        var ids: [EventID] = []
        var gaps: [(after: EventID, before: EventID)] = []
        for message in viewer.messages {
            let id = try #require(EventID(message.lastEventID))
            #expect(ids.last.map { $0 <= id } ?? true)
            if message.event == "gap" {
                let gap = Members(message.data)
                #expect(gap.id("before").predecessor == id)
                gaps.append((gap.id("after"), gap.id("before")))
            } else {
                ids.append(id)
            }
        }
        let all = try await hub.store.events(in: TestHub.post, after: .zero, limit: 100_000, moderationOnly: false)
        let missed = all.filter { !ids.contains($0.id) }
        #expect(missed.count + ids.count == all.count)
        #expect(missed.allSatisfy { event in gaps.contains { $0.after < event.id && event.id < $0.before } })
        #expect(missed.allSatisfy { !$0.isModeration })
        for gap in gaps {
            #expect(missed.contains { gap.after < $0.id && $0.id < gap.before }, "a gap holds something")
            #expect(!ids.contains { gap.after < $0 && $0 < gap.before }, "what was sent is in no gap")
        }
    }

    @Test func aReplayMayBeOfAnyLength() async throws {
        var configuration = Hub.Configuration()
        configuration.catchUpLimit = 1_000
        try await TestHub.with(configuration) { hub in
            let first = try await hub.join()
            try await hub.say(0..<5_000)
            try await hub.pass { first.messages.count == 5_000 }
            let viewer = try await hub.join(.after(.zero))
            try await hub.pass { viewer.messages.count == 5_000 }
            #expect(viewer.said == (0..<5_000).map { "\($0)" })
        }
    }

    /// Stopped for 45 s.
    @Test func aReaderThatStoppedForLongLosesNothingAndNobodyNotices() async throws {
        try await TestHub.with { hub in
            let (slow, good) = (try await hub.join(), try await hub.join())
            slow.block()
            for second in 0..<45 {
                try await hub.say(second * 300..<(second + 1) * 300)
                await hub.advance(by: .milliseconds(900))
                #expect(good.messages.count == (second + 1) * 300)
            }
            let writes = good.writes
            try await hub.resume(slow)
            try await hub.pass { slow.messages.count == 13_500 }
            #expect(slow.said == (0..<13_500).map { "\($0)" })
            #expect(good.messages.count == 13_500 && good.writes - writes < 20)
        }
    }

    @Test func manyWhoCatchUpAtOnceShareTheQueries() async throws {
        try await TestHub.with { hub in
            let viewers = try await hub.join(60)
            for (number, viewer) in viewers.enumerated() { viewer.block(afterWrites: number % 2) }
            try await hub.say(0..<3_000)
            let reads = hub.store.reads
            for viewer in viewers { try await hub.resume(viewer) }
            try await hub.pass { viewers.allSatisfy { $0.messages.count == 3_000 } }
            for viewer in viewers { #expect(viewer.said.last == "2999") }
            #expect(hub.store.reads - reads < 60)
        }
    }

    @Test func manyWhoJoinWithHistoryShareTheQueries() async throws {
        try await TestHub.with { hub in
            let old = try await hub.keep(
                (0..<300).map { .comment(try NewComment(author: "ann", content: "\($0)"), key: nil) })
            hub.store.hold()
            var viewers: [TestViewer] = []
            for _ in 0..<1_000 { viewers.append(try await hub.join(.history(50), waits: false)) }
            hub.store.release()
            let first = viewers
            try await hub.pass { first.allSatisfy { $0.said.count == 50 } }
            for _ in 0..<500 { viewers.append(try await hub.join(.history(.random(in: 1...50)))) }
            try await hub.say(["live"])
            #expect(hub.store.reads < 10)
            for viewer in viewers { #expect(viewer.said.suffix(2) == ["299", "live"]) }
            #expect(old.count == 300)
        }
    }

    /// Who has just posted knows an id that has not come to this loop yet.
    @Test func aPositionAheadOfTheLoopIsExact() async throws {
        try await TestHub.with(.steady) { hub in
            let stays = try await hub.join()
            try await hub.say(["0"])
            // Waits for the gap to end.
            let waiting = try await hub.say(["1"])
            let early = try await hub.join(.after(waiting[0].id))
            // In the store, and not on its way yet.
            let kept = try await hub.keep([.comment(try NewComment(author: "ann", content: "2"), key: nil)])
            let earlier = try await hub.join(.after(kept[0].id))
            let future = try await hub.join(.after(.max))
            await hub.advance(by: .milliseconds(100))
            #expect([early, earlier, future].allSatisfy { $0.messages.isEmpty })
            try await hub.publish(kept)
            await hub.advance(by: .milliseconds(100))
            try await hub.say(["3"])
            await hub.advance(by: .milliseconds(100))
            #expect(stays.said == ["0", "1", "2", "3"])
            #expect(early.said == ["2", "3"])
            #expect(earlier.said == ["3"])
            #expect(future.said == ["3"])
        }
    }

    @Test func whoLeavesWhileTheStoreIsAskedGetsNothing() async throws {
        try await TestHub.with { hub in
            try await hub.say(0..<100)
            let stays = try await hub.join()
            hub.store.hold()
            let viewer = try await hub.join(.after(.zero))
            try await hub.leave(viewer)
            hub.store.release()
            try await hub.say(["x"])
            try await hub.pass { stays.said == ["x"] }
            #expect(viewer.writes == 0)
        }
    }
}
