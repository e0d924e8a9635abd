import LiveCore
import TestSupport
import Testing

@Suite struct EventIDTests {
    private static let epochMilliseconds: Int64 = 1_104_537_600_000

    @Test func holdsSixteenthsOfAMillisecondAndTheNode() {
        let id = EventID.next(after: .zero, atNanoseconds: 1_700_000_000_123_456_789, node: 7)
        #expect(id.rawValue == 2_439_013_990_905_607)
        #expect(id.milliseconds == 1_700_000_000_123)
    }

    /// The clock stands still, jumps back and forth, and the writer is started again from what the store holds.
    @Test func growWhateverTheClockDoes() {
        var random = SeededGenerator(seed: 1)
        var clock: Int64 = 1_760_000_000_000_000_000
        var last = EventID.zero
        for _ in 0..<200_000 {
            switch Int.random(in: 0..<100, using: &random) {
            case 0: clock -= .random(in: 0...3_600_000_000_000, using: &random)
            case 1: clock += .random(in: 0...3_600_000_000_000, using: &random)
            case 2...50: clock += .random(in: 0...200_000, using: &random)
            default: break
            }
            let node = UInt8.random(in: 0...255, using: &random)
            let id = EventID.next(after: last, atNanoseconds: clock, node: node)
            #expect(id > last)
            #expect(id.rawValue & 0xFF == Int64(node))
            #expect(id <= .max)
            // The clock's own tick, or one tick past the last.
            let tick = (clock - Self.epochMilliseconds * 1_000_000) / 62_500
            #expect(id.rawValue >> 8 == max(tick, (last.rawValue >> 8) + 1))
            last = id
        }
    }

    @Test func growFromZeroBeforeTheirEpoch() {
        let first = EventID.next(after: .zero, atNanoseconds: 0, node: 3)
        #expect(first.rawValue == 0x103)
        #expect(EventID.next(after: first, atNanoseconds: -5, node: 0).rawValue == 0x200)
    }

    @Test func stayWithin53BitsWhenTimeRunsOut() {
        let id = EventID.next(after: .zero, atNanoseconds: .max, node: 255)
        #expect(id == .max)
        #expect(EventID.max.rawValue == 9_007_199_254_740_991)
        #expect(Int64(Double(EventID.max.rawValue)) == EventID.max.rawValue)
    }

    @Test(arguments: ["0", "1", "0042", "9007199254740991", "0000000000000007"])
    func readAsCursors(text: String) throws {
        let id = try #require(EventID(text))
        #expect(id.rawValue == Int64(text))
        #expect(EventID(id.description) == id)
    }

    @Test(arguments: [
        "", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "9007199254740992", "99999999999999999999", "abc", "१२",
        "1\u{0}", "１", "NaN", "12345678901234567",
    ])
    func refuseWhatIsNoCursor(text: String) {
        #expect(EventID(text) == nil)
    }

    @Test(arguments: [-1, 9_007_199_254_740_992, .min, .max])
    func refuseNumbersOutOfRange(number: Int64) {
        #expect(EventID(rawValue: number) == nil)
    }

    @Test func roundTripMilliseconds() {
        var random = SeededGenerator(seed: 2)
        let end = Self.epochMilliseconds + (EventID.max.rawValue >> 8) / 16
        for _ in 0..<10_000 {
            let time = Int64.random(in: Self.epochMilliseconds...end, using: &random)
            let lowest = EventID.lowest(atMilliseconds: time)
            #expect(lowest.milliseconds == time)
            #expect(lowest == .zero || lowest.predecessor.milliseconds == time - 1)
        }
    }

    @Test func clampMomentsOutsideTheirTime() {
        #expect(EventID.lowest(atMilliseconds: .min) == .zero)
        #expect(EventID.lowest(atMilliseconds: 0) == .zero)
        #expect(EventID.lowest(atMilliseconds: .max) <= .max)
        #expect(EventID.lowest(atMilliseconds: .max).milliseconds > 3_000_000_000_000)
    }

    @Test func haveNeighboursWithinTheirRange() {
        #expect(EventID.zero.predecessor == .zero)
        #expect(EventID.zero.successor.rawValue == 1)
        #expect(EventID.max.successor == .max)
        #expect(EventID.max.predecessor.successor == .max)
    }
}
