/// How often something took how long, from a microsecond to two minutes, each within 3 % of its value: buckets that
/// grow with what they count, as in HdrHistogram.
public struct LatencyHistogram: Sendable, Hashable {
    /// Buckets for each doubling.
    private static let steps = 32
    private static let stepBits = 5
    /// Up to 2^27 µs, which is 134 s; what takes longer counts as that.
    private static let largest: Int64 = 1 << 27 - 1
    private static let bucketCount = index(of: largest) + 1

    private var counts: [UInt64] = []
    /// How many were recorded.
    public private(set) var count: UInt64 = 0
    /// Their sum, in microseconds.
    public private(set) var sum: UInt64 = 0

    /// Nothing recorded.
    public init() {}

    /// - Parameters:
    ///   - microseconds: below zero counts as zero.
    ///   - times: how often it took so long.
    public mutating func record(microseconds: Int64, times: Int = 1) {
        if counts.isEmpty { counts = Array(repeating: 0, count: Self.bucketCount) }
        let value = min(max(microseconds, 0), Self.largest)
        counts[Self.index(of: value)] += UInt64(times)
        count += UInt64(times)
        sum += UInt64(value) * UInt64(times)
    }

    /// Adds what another has recorded.
    public mutating func add(_ other: LatencyHistogram) {
        guard !other.counts.isEmpty else { return }
        if counts.isEmpty { counts = Array(repeating: 0, count: Self.bucketCount) }
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        sum += other.sum
    }

    /// So many in a hundred took no longer than this, in microseconds; nil when nothing was recorded.
    public func percentile(_ percent: Double) -> Int64? {
        guard count > 0 else { return nil }
        let rank = max(UInt64((Double(count) * percent / 100).rounded(.up)), 1)
        var seen: UInt64 = 0
        for (index, count) in counts.enumerated() {
            seen += count
            if seen >= rank { return Self.upperBound(of: index) }
        }
        return Self.largest
    }

    /// How many took no longer than so many microseconds, to within a bucket.
    public func count(upTo microseconds: Int64) -> UInt64 {
        guard !counts.isEmpty else { return 0 }
        return counts[...Self.index(of: min(microseconds, Self.largest))].reduce(0, +)
    }

    /// Values under twice `steps` have a bucket of their own; above, the top bits tell.
    private static func index(of value: Int64) -> Int {
        guard value >= 2 * steps else { return Int(value) }
        let shift = 63 - value.leadingZeroBitCount - stepBits
        return shift * steps + Int(value >> Int64(shift))
    }

    private static func upperBound(of index: Int) -> Int64 {
        guard index >= 2 * steps else { return Int64(index) }
        let shift = index / steps - 1
        return (Int64(index - shift * steps) + 1) << Int64(shift) - 1
    }
}
