/// How many came in the last hour, so that it can be told how many a second came in the last 1, 5 and 60 minutes.
///
/// Counts of five seconds for the last minute and of a minute for the last hour: half a kilobyte, made with the first.
struct RateWindow: Sendable {
    private static let fineSeconds: Int64 = 5
    private static let coarseSeconds: Int64 = 60

    private var fine = CountRing(length: 13)
    private var coarse = CountRing(length: 61)

    /// - Parameter second: now, in seconds since any moment; it never goes back.
    mutating func add(_ count: Int, at second: Int64) {
        fine.add(count, at: second / Self.fineSeconds)
        coarse.add(count, at: second / Self.coarseSeconds)
    }

    /// Those of the last so many minutes, to five seconds for one minute, else to a minute.
    func count(minutes: Int, at second: Int64) -> Int {
        minutes == 1
            ? fine.sum(of: 12, at: second / Self.fineSeconds)
            : coarse.sum(of: minutes, at: second / Self.coarseSeconds)
    }

    /// So many a second on average, over the last so many minutes.
    func perSecond(minutes: Int, at second: Int64) -> Double {
        Double(count(minutes: minutes, at: second)) / Double(minutes * 60)
    }
}

/// Counts of equal stretches of time, the last so many of them.
private struct CountRing: Sendable {
    private let length: Int64
    private var counts: [UInt32] = []
    /// The stretch that was counted last.
    private var last: Int64 = 0

    init(length: Int) { self.length = Int64(length) }

    mutating func add(_ count: Int, at stretch: Int64) {
        if counts.isEmpty { (counts, last) = (Array(repeating: 0, count: Int(length)), stretch) }
        if stretch > last {
            for passed in max(last + 1, stretch - length + 1)...stretch { counts[Int(passed % length)] = 0 }
            last = stretch
        }
        counts[Int(last % length)] &+= UInt32(clamping: count)
    }

    /// The sum of the last so many stretches, with the one that is under way.
    func sum(of stretches: Int, at now: Int64) -> Int {
        guard !counts.isEmpty else { return 0 }
        let oldest = max(now - Int64(stretches) + 1, last - length + 1)
        guard oldest <= last else { return 0 }
        return (oldest...last).reduce(0) { $0 + Int(counts[Int($1 % length)]) }
    }
}
