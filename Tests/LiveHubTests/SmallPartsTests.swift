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
}

@Suite struct EventRingTests {
    private static func id(_ number: Int) -> EventID { EventID(rawValue: Int64(number)) ?? .zero }

    private func entry(
        _ number: Int, carries: Int? = nil, bytes: Int = 10, at seconds: Int64 = 0
    ) -> EventRing.Entry {
        EventRing.Entry(
            id: Self.id(number), carries: Self.id(carries ?? number),
            frame: ByteBuffer(repeating: UInt8(truncatingIfNeeded: number), count: bytes),
            arrival: .uptimeNanoseconds(0) + .seconds(seconds))
    }

    private func ring(_ numbers: some Sequence<Int>) -> EventRing {
        var ring = EventRing(floor: .zero)
        for number in numbers { _ = ring.append(entry(number)) }
        return ring
    }

    @Test func takesOnlyWhatIsNew() {
        var ring = ring([5, 9])
        #expect([9, 5, 7, 1, 10].map { ring.append(entry($0)) } == [false, false, false, false, true])
        ring.raiseFloor(to: Self.id(20))
        #expect([20, 21].map { ring.append(entry($0)) } == [false, true])
        #expect(ring.head == Self.id(21))
    }

    @Test func givesWhatComesAfterAPosition() throws {
        let ring = ring([5, 9, 12])
        for (position, bytes) in [(0, 30), (4, 30), (5, 20), (8, 20), (9, 10), (11, 10)] {
            let (frames, end) = try #require(ring.frames(after: Self.id(position)))
            #expect(frames.readableBytes == bytes)
            #expect(end == Self.id(12))
        }
        #expect(ring.frames(after: Self.id(12)) == nil)
        #expect(ring.frames(after: .max) == nil)
        #expect(ring.count(after: Self.id(5)) == 2)
        #expect(EventRing(floor: .zero).frames(after: .zero) == nil)
    }

    @Test func stopsAtALimitButNeverBeforeOneFrame() throws {
        let ring = ring(1...5)
        #expect(try #require(ring.frames(after: .zero, byteLimit: 1)).position == Self.id(1))
        #expect(try #require(ring.frames(after: .zero, byteLimit: 25)).position == Self.id(2))
        #expect(try #require(ring.frames(after: .zero, byteLimit: 50)).position == Self.id(5))
    }

    @Test func forgetsTheOldestWhenItHoldsTooMuch() {
        let many = ring(1...(EventRing.entryLimit + 10))
        #expect(many.floor == Self.id(10))
        #expect(many.count(after: .zero) == EventRing.entryLimit)
        var large = EventRing(floor: .zero)
        for number in 1...10 { _ = large.append(entry(number, bytes: EventRing.byteLimit / 4)) }
        #expect(large.floor == Self.id(6))
        #expect(large.head == Self.id(10))
    }

    @Test func forgetsWhatIsOld() {
        var ring = EventRing(floor: .zero)
        for number in 1...10 { _ = ring.append(entry(number, at: Int64(number))) }
        ring.trim(now: .uptimeNanoseconds(0) + .seconds(35))
        #expect(ring.floor == Self.id(4))
        ring.trim(now: .uptimeNanoseconds(0) + .seconds(100))
        #expect(ring.floor == Self.id(10) && ring.head == Self.id(10))
    }

    @Test func takesADeletedCommentsTextOutOfEveryFrame() throws {
        var ring = ring([1, 2])
        _ = ring.append(entry(3, carries: 1))
        ring.redact(Self.id(1))
        let (frames, end) = try #require(ring.frames(after: .zero))
        #expect(Array(frames.readableBytesView) == Array(repeating: 2, count: 10))
        #expect(end == Self.id(3))
    }
}
