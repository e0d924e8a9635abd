import LiveCore
import NIOCore
import NIOEmbedded
import StoreContract
import TestSupport
import Testing

@testable import LiveHub

@Suite struct RateWindowTests {
    @Test func countsTheLastMinutes() {
        var window = RateWindow()
        for second: Int64 in 0..<3_600 { window.add(second < 1_800 ? 1 : 3, at: second) }
        #expect(window.count(minutes: 1, at: 3_599) == 180)
        #expect(window.count(minutes: 5, at: 3_599) == 900)
        #expect(window.count(minutes: 60, at: 3_599) == 1_800 + 5_400)
        #expect(window.perSecond(minutes: 1, at: 3_599) == 3)
        // Two minutes of silence.
        #expect(window.count(minutes: 1, at: 3_719) == 0)
        #expect(window.count(minutes: 5, at: 3_719) == 540)
    }

    @Test func forgetsAfterASilence() {
        var window = RateWindow()
        #expect(window.count(minutes: 60, at: 5) == 0)
        window.add(7, at: 0)
        window.add(5, at: 1_000_000)
        #expect(window.count(minutes: 60, at: 1_000_000) == 5)
        #expect(window.count(minutes: 60, at: 2_000_000) == 0)
    }
}

@Suite struct TopAuthorsTests {
    @Test func whoSaysMuchIsFoundAmongMany() {
        var random = SeededGenerator(seed: 3)
        var top = TopAuthors(capacity: 20)
        var counts: [String: Int] = [:]
        for _ in 0..<20_000 {
            let isTalkative = Int.random(in: 0..<10, using: &random) < 6
            let author =
                isTalkative
                ? "a\(Int.random(in: 0..<5, using: &random))" : "b\(Int.random(in: 0..<5_000, using: &random))"
            counts[author, default: 0] += 1
            top.add(author)
        }
        let first = top.first(5)
        #expect(Set(first.map(\.author)) == ["a0", "a1", "a2", "a3", "a4"])
        for entry in first {
            let count = counts[entry.author] ?? 0
            #expect(entry.count >= count && entry.count - entry.error <= count)
        }
        #expect(top.first(100).count == 20)
    }

    @Test func whoHasLeftIsForgotten() {
        var authors = RecentAuthors(capacity: 10)
        authors.add("ann", at: 3_600)
        authors.add("ann", at: 3_600)
        authors.add("bob", at: 7_200)
        #expect(authors.first(5, at: 7_201).map(\.author) == ["ann", "bob"])
        #expect(authors.first(5, at: 10_801).map(\.author) == ["bob"])
        #expect(authors.first(5, at: 14_401).isEmpty)
    }
}

@Suite struct LatencyHistogramTests {
    @Test func percentilesAreWithinThreePercent() throws {
        var random = SeededGenerator(seed: 5)
        var histogram = LatencyHistogram()
        #expect(histogram.percentile(50) == nil)
        let values = (0..<10_000).map { _ in
            Int64.random(in: 0...(1 << Int64.random(in: 1...26, using: &random)), using: &random)
        }
        for value in values { histogram.record(microseconds: value) }
        let sorted = values.sorted()
        for percent in [1.0, 25, 50, 90, 99, 99.9, 100] {
            let exact = sorted[max(Int((10_000 * percent / 100).rounded(.up)) - 1, 0)]
            let told = try #require(histogram.percentile(percent))
            #expect(told >= exact && Double(told) <= Double(exact) * 1.032 + 1, "\(percent): \(exact), \(told)")
        }
        #expect(histogram.count == 10_000 && histogram.sum == UInt64(values.reduce(0, +)))
        #expect(histogram.count(upTo: 1 << 27) == 10_000)
    }

    @Test func whatIsOutOfBoundsCountsAtTheBound() {
        var histogram = LatencyHistogram()
        histogram.record(microseconds: -5)
        histogram.record(microseconds: .max, times: 3)
        #expect(histogram.percentile(25) == 0 && histogram.count == 4)
        let largest: Int64 = 134_217_727
        #expect(histogram.percentile(100) == largest)
        var both = LatencyHistogram()
        both.add(histogram)
        #expect(both == histogram)
    }
}

@Suite struct RecentMapTests {
    @Test func whatIsNotTouchedIsForgotten() {
        var map = RecentMap<Int, Int>(limit: 100)
        for key in 0..<10_000 {
            map.change(-1, initial: 0) { $0 += 1 }
            map.change(key, initial: 0) { $0 += 1 }
        }
        #expect(map.count <= 100 && map[-1] == 10_000 && map[9_990] == 1 && map[0] == nil)
    }
}

@Suite struct ActivityTests {
    private let clock = TestClock()
    private let bus = LocalBus()

    private func say(_ count: Int, in post: String, by author: String = "ann") {
        for number in 0..<count {
            let id = EventID.lowest(atMilliseconds: clock.wallClock.milliseconds + Int64(number))
            bus.publish([Event(LiveCore.Comment(post: TestHub.name(post), id: id, author: author, content: "x"))])
        }
    }

    @Test func countsWhatPasses() {
        let activity = Activity(bus: bus, clock: clock.wallClock)
        say(60, in: "one")
        say(120, in: "other", by: "bob")
        bus.publish([Event(post: TestHub.name("one"), id: .max, action: .unpin(comment: .zero))])
        #expect(activity.figures(of: TestHub.name("one")).rates == [1, 0.2, 60.0 / 3_600])
        #expect(activity.figures(of: nil).rates == [3, 0.6, 0.05])
        #expect(activity.figures(of: nil).topAuthors.map(\.author) == ["bob", "ann"])
        #expect(activity.figures(of: TestHub.name("third")) == Activity.Figures())
        #expect(activity.totals.comments == 180 && activity.totals.moderation == ["unpin": 1])
    }

    @Test func postsInMemoryAreBounded() {
        let activity = Activity(bus: bus, clock: clock.wallClock)
        for post in 0..<Activity.postLimit * 2 { say(1, in: "p\(post)") }
        #expect(activity.totals.activePosts <= Activity.postLimit)
        #expect(activity.totals.comments == Activity.postLimit * 2)
    }
}

@Suite struct DeliveryFiguresTests {
    @Test func everyDeliveryCountsWithItsLatency() async throws {
        try await TestHub.with { hub in
            _ = try await hub.join(3)
            try await hub.say(["one"])
            await hub.advance(by: .milliseconds(100))
            try await hub.say(["two", "three"])
            await hub.advance(by: .milliseconds(100))
            async let figures = hub.hub.figures()
            await hub.loop.run()
            let told = try await figures
            #expect(told.deliveries == 9 && told.latency.count == 9 && told.recentLatency.count == 9)
            #expect(told.viewers == 3 && told.peakViewers == 3 && told.posts == 1)
            #expect(hub.hub.peakViewers(of: TestHub.post) == 3)
        }
    }

    @Test func thePeakStaysWhenViewersLeave() async throws {
        try await TestHub.with { hub in
            let viewers = try await hub.join(4)
            for viewer in viewers { try await hub.leave(viewer) }
            #expect(hub.hub.viewers(of: TestHub.post) == 0 && hub.hub.peakViewers(of: TestHub.post) == 4)
        }
    }
}
