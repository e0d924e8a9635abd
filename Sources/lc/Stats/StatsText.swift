import LiveClient
import LiveCore

/// What some figures were lately.
struct StatsHistory {
    private static let length = 60
    private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private var values: [String: [Double]] = [:]

    mutating func add(_ stats: Record) {
        for name in ["comments_per_second.1m", "viewers"] {
            guard let value = stats[name].flatMap({ Double($0) }) else { continue }
            values[name] = ((values[name] ?? []) + [value]).suffix(Self.length)
        }
    }

    /// A bar for each of the last values, the highest as high as it goes.
    func sparkline(_ name: String) -> String {
        let values = values[name] ?? []
        let most = values.max() ?? 0
        return values.map { value in
            let level = most > 0 ? Int((value / most * Double(Self.levels.count - 1)).rounded()) : 0
            return Self.levels[min(max(level, 0), Self.levels.count - 1)]
        }.joined()
    }
}

/// Figures for people.
struct StatsText {
    private let stats: Record
    private let history: StatsHistory?

    init(_ stats: Record, _ history: StatsHistory?) {
        self.stats = stats
        self.history = history
    }

    /// What the server does not tell is left out.
    var lines: [String] {
        let lines = [
            ("comments", comments), ("a second", rates), ("viewers", viewers), ("posts", posts), ("shield", shield),
            ("delivery", latency("delivery_ms")), ("commit", latency("commit_ms")), ("store", size), ("up", age),
            ("top", topAuthors),
        ]
        return lines.compactMap { name, text in
            text.map { "\(name)\(String(repeating: " ", count: 10 - name.count))\(DisplayText.line($0))" }
        }
    }

    private var comments: String? {
        stats["comments"].map { $0 + " (\(stats["deleted"] ?? "0") deleted, \(stats["held"] ?? "0") held)" }
    }

    private var rates: String? {
        let rates = ["1m", "5m", "60m"].compactMap { name in
            number("comments_per_second.\(name)").map { "\($0) over \(name)" }
        }
        return rates.isEmpty ? nil : rates.joined(separator: ", ") + line("comments_per_second.1m")
    }

    private var viewers: String? {
        stats["viewers"].map { $0 + stats.part(", at most ", "viewers_peak") + line("viewers") }
    }

    private var posts: String? { stats["posts"].map { $0 + stats.part(", watched ", "posts_watched") } }

    /// While one is up.
    private var shield: String? {
        let shield = Shield(stats, under: "shield.")
        return shield.slowModeSeconds.map { _ in "up" + (shield.words.isEmpty ? "" : ": \(shield.words)") }
    }

    private func latency(_ name: String) -> String? {
        let parts = ["p50", "p90", "p99"].compactMap { percent in
            stats["\(name).\(percent)"].flatMap { Double($0) }.map { "\(percent) \(Latency(milliseconds: $0).text)" }
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private var size: String? {
        guard let bytes = stats["store_bytes"].flatMap({ Double($0) }) else { return nil }
        let units = ["B", "kB", "MB", "GB", "TB"]
        var (value, unit) = (bytes, 0)
        while value >= 1_000, unit < units.count - 1 { (value, unit) = (value / 1_000, unit + 1) }
        return "\((value * 10).rounded() / 10) \(units[unit])"
    }

    private var age: String? {
        guard let seconds = stats["uptime_seconds"].flatMap({ Int($0) }) else { return nil }
        return "\(seconds / 86_400) d \(seconds / 3_600 % 24) h \(seconds / 60 % 60) m"
    }

    private var topAuthors: String? {
        let authors = stats.records("top_authors").map { "\($0["author_id"] ?? "?") \($0["comments"] ?? "?")" }
        return authors.isEmpty ? nil : authors.joined(separator: ", ")
    }

    private func number(_ name: String) -> String? {
        stats[name].flatMap { Double($0) }.map { String(($0 * 100).rounded() / 100) }
    }

    private func line(_ name: String) -> String { history.map { "  " + $0.sparkline(name) } ?? "" }
}
