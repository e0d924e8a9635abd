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
                let gap = try GapData(message.data)
                #expect(gap.before.predecessor == id)
                gaps.append((gap.after, gap.before))
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

/// The `data` of a gap.
struct GapData {
    var after = EventID.zero
    var before = EventID.zero

    init(_ data: [UInt8]) throws(JSONError) {
        try JSONReader.read(data) { reader throws(JSONError) in
            try reader.object { reader, name throws(JSONError) in
                switch name {
                case "after": after = EventID(rawValue: try reader.integer()) ?? .zero
                case "before": before = EventID(rawValue: try reader.integer()) ?? .zero
                default: try reader.skip()
                }
            }
        }
    }
}
