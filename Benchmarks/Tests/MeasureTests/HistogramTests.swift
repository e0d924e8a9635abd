import Measure
import Testing

@Suite struct HistogramTests {
    /// A histogram of some 58 kB, kept off the stack.
    private func percentiles(of values: [Int64], at percents: [Double]) -> [UInt64] {
        let histogram = UnsafeMutablePointer<histogram>.allocate(capacity: 1)
        defer { histogram.deallocate() }
        histogram.initialize(to: Measure.histogram())
        for value in values { histogram_record(histogram, value) }
        return percents.map { histogram_percentile(histogram, $0) }
    }

    @Test func smallValuesAreExact() {
        #expect(percentiles(of: Array(1...100), at: [1, 50, 90, 99, 100]) == [1, 50, 90, 99, 100])
    }

    @Test func anEmptyOneSaysZero() {
        #expect(percentiles(of: [], at: [50]) == [0])
    }

    @Test(arguments: [255, 256, 257, 1_000, 65_535, 65_536, 3_141_592, 1 << 40, Int64.max])
    func aPercentileIsNeverTooLowAndHardlyTooHigh(value: Int64) throws {
        let found = try #require(percentiles(of: [value, Int64.max], at: [50]).first)
        #expect(found >= UInt64(value))
        #expect(Double(found) <= Double(value) * 1.008)
    }

    @Test func theLastPercentileIsTheGreatestValue() {
        #expect(percentiles(of: [5, 1_000_003], at: [100]) == [1_000_003])
    }
}
