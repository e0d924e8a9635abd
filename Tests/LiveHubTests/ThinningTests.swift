import LiveCore
import LiveHub
import NIOCore
import StoreContract
import TestSupport
import Testing

/// Streams thinned to a rate: which comments are shown, to whom, and what the notices say.
@Suite struct ThinningTests {
    /// Comments at a pace, and now and then a moderation event; the loop's time goes on with theirs.
    private func talk(_ hub: TestHub, milliseconds: Int, every step: Int, of count: Int = 1, moderated: Bool = false)
        async throws
    {
        for moment in stride(from: 0, to: milliseconds, by: step) {
            try await hub.say((0..<count).map { "\(moment)/\($0)" })
            if moderated, moment % (step * 9) == 0 {
                try await hub.happen([.state(PostState(slowModeSeconds: Int(hub.clock.milliseconds)), by: "mod")])
            }
            hub.clock.advance(milliseconds: Int64(step))
            await hub.advance(by: .milliseconds(Int64(step)))
        }
    }

    private func model(_ hub: TestHub, _ rate: RateClass) async throws -> ThinnedModel {
        ThinnedModel(
            rate: rate,
            all: try await hub.store.events(in: TestHub.post, after: .zero, limit: 1_000_000, moderationOnly: false))
    }

    // MARK: - Slots

    @Test(arguments: RateClass.allCases)
    func aSecondOfIdTimeHasAsManySlotsAsTheRateSays(rate: RateClass) throws {
        let second: Int64 = 1_760_000_000_000
        let slots = Set(
            (0..<16_000).map {
                rate.slot(of: EventID.next(after: .zero, atNanoseconds: (second * 16 + $0) * 62_500, node: 9))
            })
        #expect(slots.count == rate.rawValue)
        #expect(slots.max() == (slots.min() ?? 0) + Int64(rate.rawValue) - 1)
    }

    @Test(arguments: RateClass.allCases)
    func aSlotBeginsWithItsStart(rate: RateClass) throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<1_000 {
            let id = try #require(EventID(rawValue: .random(in: 1_000...EventID.max.rawValue, using: &random)))
            let start = rate.slotStart(of: id)
            #expect(start <= id && rate.slot(of: start) == rate.slot(of: id))
            #expect(rate.slot(of: start.predecessor) == rate.slot(of: id) - 1)
        }
    }

    // MARK: - Live

    @Test(arguments: RateClass.allCases)
    func showsTheFirstOfEachSlotAndAccountsForTheRest(rate: RateClass) async throws {
        try await TestHub.with { hub in
            let viewer = try await hub.join(maxRate: rate)
            let everything = try await hub.join()
            try await talk(hub, milliseconds: 3_000, every: 12, of: 7, moderated: true)
            await hub.advance(by: .seconds(2))
            let model = try await model(hub, rate)
            try model.check(viewer, from: .zero)
            #expect(everything.messages.count == model.all.count)
            #expect(viewer.said.count <= 3 * rate.rawValue + 1)
            let notices = viewer.messages.count { $0.event == "thinned" }
            #expect((3...6).contains(notices), "about one a second")
        }
    }

    @Test func aPostWithFewCommentsIsNotThinned() async throws {
        try await TestHub.with { hub in
            let viewer = try await hub.join(maxRate: .ten)
            try await talk(hub, milliseconds: 3_000, every: 150)
            #expect(viewer.said.count == 20)
            #expect(viewer.messages.count == 20)
        }
    }

    @Test func theNoticeComesThoughNothingElseDoes() async throws {
        try await TestHub.with { hub in
            let viewer = try await hub.join(maxRate: .ten)
            try await hub.say(["a", "b", "c"])
            #expect(viewer.said == ["a"])
            await hub.advance(by: .milliseconds(1_100))
            let notice = try #require(viewer.messages.last)
            #expect(notice.event == "thinned")
            #expect(Members(notice.data)["shown"] == 1 && Members(notice.data)["withheld"] == 2)
            await hub.advance(by: .seconds(10))
            #expect(viewer.messages.count == 2)
        }
    }

    @Test func everyRateHasItsOwnChoiceAndAllOfARateTheSame() async throws {
        try await TestHub.with { hub in
            var viewers: [(RateClass, TestViewer)] = []
            for rate in RateClass.allCases {
                for _ in 0..<3 { viewers.append((rate, try await hub.join(maxRate: rate))) }
            }
            try await talk(hub, milliseconds: 1_500, every: 8, of: 4)
            await hub.advance(by: .seconds(2))
            for (rate, viewer) in viewers { try await model(hub, rate).check(viewer, from: .zero) }
        }
    }

    /// A thousand viewers of a thinned stream are written to as often as those of a post with so few comments.
    @Test func aCrowdCostsNoMoreThanThatOfAPostWithSoFewComments() async throws {
        try await TestHub.with(.steady) { hub in
            let crowd = try await hub.join(100, maxRate: .twenty)
            // 2,000 comments a second.
            try await talk(hub, milliseconds: 2_000, every: 10, of: 20)
            // A write for each slot at most, a count of viewers, and none for what is withheld.
            for viewer in crowd { #expect(viewer.writes <= 2 * 20 + 3) }
        }
    }

    // MARK: - Coming and going

    @Test(arguments: [1, 2])
    func whoComesInTheMiddleGetsTheSameChoiceAndItsOwnAccount(seed: UInt64) async throws {
        try await TestHub.with { hub in
            var random = SeededGenerator(seed: seed)
            var viewers: [(RateClass, EventID, TestViewer)] = []
            for _ in 0..<40 {
                try await talk(hub, milliseconds: .random(in: 0...120, using: &random), every: 4, moderated: true)
                let rate = RateClass.allCases.randomElement(using: &random) ?? .ten
                let head = try await hub.store.head(of: TestHub.post)
                if Bool.random(using: &random) { await hub.advance(by: .milliseconds(60)) }
                viewers.append((rate, head, try await hub.join(.after(head), maxRate: rate)))
            }
            await hub.advance(by: .seconds(2))
            for (rate, start, viewer) in viewers { try await model(hub, rate).check(viewer, from: start) }
        }
    }

    @Test(arguments: [1, 2])
    func aReplayMakesTheSameChoiceFromAnyPosition(seed: UInt64) async throws {
        try await TestHub.with { hub in
            var random = SeededGenerator(seed: seed)
            try await talk(hub, milliseconds: 2_000, every: 9, of: 3, moderated: true)
            let all = try await model(hub, .ten).all
            // Nobody reads yet, so this comes from the store; later it comes from the ring too.
            for round in 0..<20 {
                let rate = RateClass.allCases.randomElement(using: &random) ?? .ten
                let event = try #require(all.randomElement(using: &random))
                let start = [event.id, event.id.predecessor, .zero].randomElement(using: &random) ?? .zero
                let viewer = try await hub.join(.after(start), maxRate: rate)
                if round % 5 == 0 { try await talk(hub, milliseconds: 60, every: 6) }
                let last = try await hub.store.head(of: TestHub.post)
                await hub.advance(by: .seconds(2))
                let model = try await model(hub, rate)
                let complete = model.all.last { model.shown.contains($0.id) || $0.isModeration }
                try await hub.pass {
                    viewer.messages.contains { EventID($0.lastEventID).map { $0 >= complete?.id ?? last } ?? false }
                        || start >= complete?.id ?? last
                }
                await hub.advance(by: .seconds(2))
                try model.check(viewer, from: start)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func aSlowReaderLosesNothingAndNothingIsCountedTwice(seed: UInt64) async throws {
        try await TestHub.with { hub in
            var random = SeededGenerator(seed: seed)
            let rates: [RateClass] = [.ten, .twenty, .hundred]
            var viewers: [TestViewer] = []
            for rate in rates { viewers.append(try await hub.join(maxRate: rate)) }
            for _ in 0..<40 {
                for viewer in viewers {
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: viewer.block(afterWrites: .random(in: 0...3, using: &random))
                    case 1: try await hub.resume(viewer)
                    default: break
                    }
                }
                // Now and then more than the ring holds.
                let count = Int.random(in: 0..<8, using: &random) == 0 ? 60 : 2
                try await talk(
                    hub, milliseconds: .random(in: 0...150, using: &random), every: 7, of: count, moderated: true)
            }
            for viewer in viewers { try await hub.resume(viewer) }
            await hub.advance(by: .seconds(1))
            for (rate, viewer) in zip(rates, viewers) {
                let model = try await model(hub, rate)
                let last = model.all.last { model.shown.contains($0.id) || $0.isModeration }
                try await hub.pass { viewer.messages.contains { $0.lastEventID == "\(last?.id ?? .zero)" } }
                await hub.advance(by: .seconds(2))
                try model.check(viewer, from: .zero)
            }
        }
    }

    @Test func historyIsWholeAndThinningBeginsWithWhatIsLive() async throws {
        try await TestHub.with { hub in
            let old = try await hub.say((0..<60).map { "\($0)" })
            let viewer = try await hub.join(.history(50), maxRate: .ten)
            try await hub.pass { viewer.said.count >= 50 }
            #expect(viewer.said == (10..<60).map { "\($0)" })
            // The slot is taken.
            try await hub.say(["60", "61"])
            hub.clock.advance(milliseconds: 200)
            try await hub.say(["62", "63"])
            await hub.advance(by: .milliseconds(1_200))
            #expect(viewer.said == (10..<60).map { "\($0)" } + ["62"])
            let notice = try #require(viewer.messages.last)
            #expect(notice.event == "thinned")
            let account = Members(notice.data)
            #expect(account.id("after") == old[59].id)
            #expect(account["shown"] == 1 && account["withheld"] == 3)
        }
    }

    @Test func whoIsTooFarBehindGetsTheAccountAndThenTheGap() async throws {
        var configuration = Hub.Configuration()
        configuration.catchUpLimit = 2_000
        try await TestHub.with(configuration) { hub in
            let (slow, good) = (try await hub.join(maxRate: .ten), try await hub.join())
            try await hub.say(["a", "b", "c"])
            await hub.advance(by: .milliseconds(100))
            slow.block()
            try await hub.say(0..<4_000)
            let moderation = try await hub.happen([.state(PostState(slowModeSeconds: 4), by: "mod")])
            try await hub.pass { good.messages.count == 4_004 }
            try await hub.resume(slow)
            try await hub.pass { slow.messages.contains { $0.lastEventID == "\(moderation[0].id)" } }
            let events = slow.messages.map(\.event)
            #expect(events == ["comment", "thinned", "gap", "state"])
            let (notice, gap) = (Members(slow.messages[1].data), Members(slow.messages[2].data))
            #expect(notice.id("after") == .zero && notice.id("before") == gap.id("after").successor)
            let comments = try await model(hub, .ten).comments
            #expect(notice["shown"] == 1)
            #expect(notice["withheld"] == Int64(comments.count { $0 <= gap.id("after") }) - 1)
            #expect(gap.id("before") == moderation[0].id)
            hub.clock.advance(milliseconds: 500)
            try await hub.say(["live"])
            try await hub.pass { slow.said.last == "live" }
        }
    }

    @Test func whatIsDeletedIsNeitherShownNorWithheld() async throws {
        try await TestHub.with { hub in
            let events = try await hub.say(["first", "second", "third"])
            try await hub.happen([
                .delete(events[0].id, by: "mod", reason: nil), .delete(events[2].id, by: "mod", reason: nil),
            ])
            for _ in 0..<2 {
                let viewer = try await hub.join(.after(.zero), maxRate: .ten)
                try await hub.pass { viewer.messages.count == 3 }
                #expect(viewer.said == ["second"])
                #expect(!viewer.events.contains { $0.hasPrefix("thinned") })
            }
        }
    }
}
