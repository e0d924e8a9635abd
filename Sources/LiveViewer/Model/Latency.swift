/// How long comments took to get here, over the last few hundred.
struct Latency: Hashable, Sendable {
    private static let kept = 256
    private var samples: [Int32] = []
    private var next = 0

    /// Takes a sample in milliseconds; a clock that is behind the server's counts as no time.
    mutating func add(_ milliseconds: Int64) {
        let sample = Int32(clamping: max(milliseconds, 0))
        if samples.count < Self.kept {
            samples.append(sample)
        } else {
            samples[next] = sample
            next = (next + 1) % Self.kept
        }
    }

    /// The median and the 99th percentile in milliseconds; nil before there are any samples.
    var percentiles: (p50: Int, p99: Int)? {
        guard !samples.isEmpty else { return nil }
        let sorted = samples.sorted()
        func at(_ share: Double) -> Int { Int(sorted[Int((Double(sorted.count - 1) * share).rounded())]) }
        return (at(0.5), at(0.99))
    }
}
