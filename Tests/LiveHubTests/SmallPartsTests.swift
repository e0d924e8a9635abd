import LiveCore
import NIOCore
import StoreContract
import TestSupport
import Testing

@testable import LiveHub

@Suite struct LocalBusTests {
    @Test(arguments: CommentBusContract.rules)
    func keeps(rule: BusRule) async throws { try await rule.check(LocalBus()) }
}

@Suite struct InterestTests {
    private let one = TestHub.name("one")
    private let other = TestHub.name("other")

    private func event(in post: PostID) -> Event {
        Event(LiveCore.Comment(post: post, id: .max, author: "ann", content: "x"))
    }

    @Test func countsReadersByPostAndLoop() {
        let interest = Interest(loopCount: 3)
        interest.change(one, loop: 0, by: 1)
        interest.change(one, loop: 2, by: 1)
        interest.change(one, loop: 2, by: 1)
        #expect(interest.readerCount(of: one) == 3)
        #expect(interest.readerCount(of: other) == 0)
        #expect(interest.counts(for: [event(in: one), event(in: other)]) == [[1, 0, 2], nil])
    }

    @Test func forgetsPostsWithoutReaders() {
        let interest = Interest(loopCount: 2)
        interest.change(one, loop: 1, by: 1)
        interest.change(one, loop: 0, by: 1)
        interest.change(one, loop: 1, by: -1)
        #expect(interest.readerCount(of: one) == 1)
        interest.change(one, loop: 0, by: -1)
        #expect(interest.counts(for: [event(in: one)]) == [nil])
    }

    @Test func tellsTheLoopsThatHaveReadersOfAChange() {
        let interest = Interest(loopCount: 3)
        interest.change(one, loop: 0, by: 1)
        interest.change(other, loop: 2, by: 1)
        #expect(interest.takeChanged(loop: 0) == [one])
        #expect(interest.takeChanged(loop: 0) == [])
        interest.change(one, loop: 1, by: 1)
        #expect(interest.takeChanged(loop: 0) == [one])
        #expect(interest.takeChanged(loop: 1) == [one])
        #expect(interest.takeChanged(loop: 2) == [other])
        interest.change(one, loop: 1, by: -1)
        #expect(interest.takeChanged(loop: 0) == [one])
        #expect(interest.takeChanged(loop: 1) == [])
    }
}

@Suite struct EventRingTests {
    private static func id(_ number: Int) -> EventID { EventID(rawValue: Int64(number)) ?? .zero }

    private func entry(_ number: Int, carries: Int? = nil, bytes: Int = 10) -> LogEntry {
        let comment = LiveCore.Comment(post: TestHub.post, id: Self.id(carries ?? number), author: "ann", content: "x")
        let action: Event.Action = carries == nil ? .comment(comment) : .pin(comment)
        return LogEntry(
            Event(post: TestHub.post, id: Self.id(number), action: action),
            frame: ByteBuffer(repeating: UInt8(truncatingIfNeeded: number), count: bytes))
    }

    private func time(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    private func ring(_ numbers: some Sequence<Int>) -> EventRing {
        var ring = EventRing(floor: .zero)
        for number in numbers { _ = ring.append(entry(number), at: time(0)) }
        return ring
    }

    @Test func takesOnlyWhatIsNew() {
        var ring = ring([5, 9])
        #expect([9, 5, 7, 1, 10].map { ring.append(entry($0), at: time(0)) } == [false, false, false, false, true])
        ring.raiseFloor(to: Self.id(20))
        #expect([20, 21].map { ring.append(entry($0), at: time(0)) } == [false, true])
        #expect(ring.head == Self.id(21))
        // What lies below the floor would be counted here and in the store.
        #expect(ring.count == 1)
    }

    @Test func givesWhatComesAfterAPosition() throws {
        let ring = ring([5, 9, 12])
        for (position, bytes) in [(0, 30), (4, 30), (5, 20), (8, 20), (9, 10), (11, 10)] {
            let slice = try #require(ring.slice(after: Self.id(position)))
            #expect(slice.bytes.readableBytes == bytes && slice.comments == bytes / 10)
            #expect(slice.position == Self.id(12))
        }
        #expect(ring.slice(after: Self.id(12)) == nil)
        #expect(ring.slice(after: .max) == nil)
        #expect(EventRing(floor: .zero).slice(after: .zero) == nil)
        #expect(ring.slice(after: .zero, upTo: Self.id(9))?.position == Self.id(9))
        #expect(ring.slice(after: .zero, upTo: Self.id(8))?.position == Self.id(5))
        #expect(ring.slice(after: Self.id(5), upTo: Self.id(8)) == nil)
    }

    @Test func goesBothWays() {
        let ring = ring(1...9)
        var (forth, back): ([EventID], [EventID]) = ([], [])
        ring.forEach(after: Self.id(2), upTo: Self.id(6)) { entry in
            forth.append(entry.id)
            return true
        }
        ring.forEachBackwards(from: Self.id(6)) { entry in
            back.append(entry.id)
            return back.count < 3
        }
        #expect(forth == (3...6).map(Self.id))
        #expect(back == [6, 5, 4].map(Self.id))
    }

    @Test func stopsAtALimitButNeverBeforeOneFrame() throws {
        let ring = ring(1...5)
        for (limit, position) in [(1, 1), (25, 2), (50, 5)] {
            #expect(ring.slice(after: .zero, byteLimit: limit)?.position == Self.id(position))
        }
    }

    @Test func forgetsTheOldestWhenItHoldsTooMuch() {
        let many = ring(1...(EventRing.entryLimit + 10))
        #expect(many.floor == Self.id(10))
        #expect(many.slice(after: .zero)?.comments == EventRing.entryLimit)
        var large = EventRing(floor: .zero)
        for number in 1...10 { _ = large.append(entry(number, bytes: EventRing.byteLimit / 4), at: time(0)) }
        #expect(large.floor == Self.id(6))
        #expect(large.head == Self.id(10))
    }

    @Test func forgetsWhatIsOldAndSent() {
        var ring = EventRing(floor: .zero)
        for number in 1...10 { _ = ring.append(entry(number), at: time(Int64(number))) }
        ring.trim(now: time(35), upTo: .max)
        #expect(ring.floor == Self.id(4))
        ring.trim(now: time(100), upTo: Self.id(8))
        #expect(ring.floor == Self.id(8) && ring.head == Self.id(10))
        ring.trim(now: time(100), upTo: .max)
        #expect(ring.floor == Self.id(10) && ring.head == Self.id(10))
    }

    @Test func takesADeletedCommentsTextOutOfEveryFrame() throws {
        var ring = ring([1, 2])
        _ = ring.append(entry(3, carries: 1), at: time(0))
        ring.redact([Self.id(1)])
        let slice = try #require(ring.slice(after: .zero))
        #expect(Array(slice.bytes.readableBytesView) == Array(repeating: 2, count: 10))
        #expect(slice.position == Self.id(3))
    }
}

@Suite struct StretchTests {
    private static func events(_ count: Int) -> [Event] {
        (1...count).map { number in
            let id = EventID(rawValue: Int64(number * 10)) ?? .zero
            return Event(LiveCore.Comment(post: TestHub.post, id: id, author: "ann", content: "\(number)"))
        }
    }

    private static func id(_ number: Int) -> EventID { EventID(rawValue: Int64(number)) ?? .zero }

    private func make(_ events: [Event], after: Int = 0, upTo: Int, byteLimit: Int = 1_000) -> [Stretch] {
        Stretch.make(
            events, in: .serverSentEvents, after: Self.id(after), upTo: Self.id(upTo), byteLimit: byteLimit,
            now: .uptimeNanoseconds(0))
    }

    @Test func coverEverythingBetweenTheirEndsInPieces() throws {
        let events = Self.events(50)
        let all = events.flatMap { StreamDialect.serverSentEvents.event($0) }
        let stretches = make(events, upTo: 600)
        #expect(stretches.count > 3)
        #expect(stretches.allSatisfy { $0.size <= 1_000 })
        #expect(zip(stretches, stretches.dropFirst()).allSatisfy { $0.upTo == $1.after })
        #expect(stretches.first?.after == .zero && stretches.last?.upTo == Self.id(600))
        var (position, bytes, comments) = (EventID.zero, [UInt8](), 0)
        while let stretch = stretches.first(where: { $0.covers(position) }) {
            let slice = stretch.slice(after: position)
            bytes += slice.bytes.readableBytesView
            comments += slice.comments
            position = slice.position
        }
        #expect(position == Self.id(600) && bytes == all && comments == 50)
    }

    @Test func giveTheRestToWhoComesInTheMiddle() throws {
        let events = Self.events(5)
        let stretch = try #require(make(events, upTo: 55).first)
        for position in [0, 9, 10, 15, 40, 49, 50, 54] {
            let rest = events.filter { $0.id > Self.id(position) }
            #expect(
                Array(stretch.slice(after: Self.id(position)).bytes.readableBytesView)
                    == rest.flatMap { StreamDialect.serverSentEvents.event($0) })
        }
        #expect(!stretch.covers(Self.id(55)))
    }

    @Test func mayHoldNothing() throws {
        let stretch = try #require(make([], after: 5, upTo: 9).first)
        #expect(stretch.covers(Self.id(5)) && !stretch.covers(Self.id(4)))
        #expect(stretch.slice(after: Self.id(5)).bytes.readableBytes == 0)
        #expect(make([], after: 9, upTo: 9).isEmpty)
    }

    @Test func holdAnEventHoweverLarge() {
        #expect(make(Self.events(3), upTo: 30, byteLimit: 1).count == 3)
    }
}

@Suite struct FlushLoadTests {
    private func load(loops: Int = 2) -> FlushLoad {
        FlushLoad(share: 0.1, loopCount: loops, shortest: .zero, longest: .milliseconds(50))
    }

    private let post = LivePost(id: TestHub.post, dialect: .serverSentEvents, now: .uptimeNanoseconds(0))
    private func at(_ milliseconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .milliseconds(milliseconds) }

    @Test func theGapKeepsFlushingToItsShareOfTheLoops() {
        #expect(load(loops: 2).gap(with: .milliseconds(4)) == .milliseconds(20))
        #expect(load(loops: 4).gap(with: .milliseconds(4)) == .milliseconds(10))
        #expect(load().gap(with: .milliseconds(40)) == .milliseconds(50))
        #expect(load().gap(with: .zero) == .zero)
    }

    @Test func busyPostsOfAllLoopsCountTogether() {
        let load = load()
        var (one, other) = (BusyPosts(load: load), BusyPosts(load: load))
        let second = LivePost(id: TestHub.name("other"), dialect: .serverSentEvents, now: at(0))
        #expect(one.note(post, cost: .milliseconds(2), isBatch: true, now: at(0)) == .milliseconds(10))
        #expect(other.note(second, cost: .milliseconds(3), isBatch: true, now: at(1)) == .milliseconds(25))
        #expect(one.note(post, cost: .milliseconds(4), isBatch: true, now: at(20)) == .milliseconds(35))
        // What had not to wait does not make the others wait.
        let quiet = LivePost(id: TestHub.name("quiet"), dialect: .serverSentEvents, now: at(0))
        #expect(one.note(quiet, cost: .milliseconds(1), isBatch: false, now: at(21)) == .milliseconds(40))
        #expect(one.note(post, cost: .milliseconds(4), isBatch: true, now: at(30)) == .milliseconds(35))
        // And what has been quiet for a while counts no more.
        other.forgetOld(now: at(300))
        #expect(one.note(post, cost: .milliseconds(4), isBatch: true, now: at(300)) == .milliseconds(20))
        one.forget(post)
        #expect(load.gap(with: .zero) == .zero)
    }
}
