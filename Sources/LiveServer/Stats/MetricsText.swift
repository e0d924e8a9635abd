import LiveHub

/// Metrics in Prometheus's text format, version 0.0.4: each with its help and type, in the order they are added.
struct MetricsText {
    /// What a metric is to Prometheus.
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// The bounds of a histogram's buckets, in microseconds. 200 ms is what viewers are promised.
    static let bounds: [Int64] = [
        1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
        10_000_000,
    ]

    private(set) var text = ""

    /// A metric of one value.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        head(name, kind, help)
        text += "\(name) \(Self.number(value))\n"
    }

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, Double(value))
    }

    /// A metric of a value for each of some labels, whose names and values need no escaping.
    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, by label: String, _ values: [(label: String, value: Int)]
    ) {
        head(name, kind, help)
        for (value, count) in values { text += "\(name){\(label)=\"\(value)\"} \(count)\n" }
    }

    /// A histogram in seconds.
    mutating func add(_ name: String, _ help: String, _ histogram: LatencyHistogram) {
        head(name, .histogram, help)
        for bound in Self.bounds {
            let seconds = Self.number(Double(bound) / 1_000_000)
            text += "\(name)_bucket{le=\"\(seconds)\"} \(histogram.count(upTo: bound))\n"
        }
        text += "\(name)_bucket{le=\"+Inf\"} \(histogram.count)\n"
        text += "\(name)_sum \(Self.number(Double(histogram.sum) / 1_000_000))\n"
        text += "\(name)_count \(histogram.count)\n"
    }

    private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Whole numbers without a decimal point.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }
}
