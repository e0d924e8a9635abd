import LiveCore

/// How long something took.
struct Latency {
    let milliseconds: Double

    init(_ duration: Duration) { milliseconds = duration / .milliseconds(1) }

    init(milliseconds: Double) { self.milliseconds = milliseconds }

    /// `0.8 ms`, `12 ms` or `1.5 s`.
    var text: String {
        switch milliseconds {
        case ..<10: "\((milliseconds * 10).rounded() / 10) ms"
        case ..<1_000: "\(Int(milliseconds.rounded())) ms"
        default: "\((milliseconds / 100).rounded() / 10) s"
        }
    }
}

/// What many took.
struct Latencies {
    private static let barWidth = 40.0
    private let sorted: [Duration]

    init(_ durations: [Duration]) { sorted = durations.sorted() }

    var count: Int { sorted.count }

    /// So many of a hundred took no longer; zero when there are none.
    func percentile(_ percent: Int) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        return sorted[max((sorted.count * percent + 99) / 100, 1) - 1]
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.key("count")
            json.integer(Int64(count))
            for (name, percent) in [("p50_us", 50), ("p90_us", 90), ("p99_us", 99), ("max_us", 100)] {
                json.key(escaping: name)
                json.integer(Int64(percentile(percent) / .microseconds(1)))
            }
        }
        return writer.bytes
    }

    /// Percentiles and a histogram, for people.
    func lines(posted: Int) -> [String] {
        let percentiles = [("p50", 50), ("p90", 90), ("p99", 99), ("max", 100)].map { name, percent in
            "\(name) \(Latency(percentile(percent)).text)"
        }
        return ["\(count) of \(Counted.comments(posted)) came back: " + percentiles.joined(separator: ", ")] + histogram
    }

    /// A line for each doubling, from the fastest to the slowest.
    private var histogram: [String] {
        guard let first = sorted.first, let last = sorted.last else { return [] }
        var limit = 0.25
        while Duration.milliseconds(limit * 2) <= first { limit *= 2 }
        var lines: [(limit: Double, count: Int)] = []
        repeat {
            let (lower, upper) = (Duration.milliseconds(limit), Duration.milliseconds(limit * 2))
            let isFirst = lines.isEmpty
            lines.append((limit * 2, sorted.count { (isFirst || $0 >= lower) && $0 < upper }))
            limit *= 2
        } while Duration.milliseconds(limit) <= last
        let most = Double(lines.map(\.count).max() ?? 1)
        return lines.map { limit, count in
            let label = "< \(Latency(milliseconds: limit).text)"
            let bar = String(repeating: "#", count: Int((Double(count) / most * Self.barWidth).rounded(.up)))
            return String(repeating: " ", count: max(10 - label.count, 0)) + "\(label)  \(bar) \(count)"
        }
    }
}
