import LiveCore

/// Says on a terminal's standard error how far something has come, when it takes long enough to wonder.
struct Progress {
    private static let interval = Duration.milliseconds(200)
    private static let width = 24

    private let isShown: Bool
    private let start = ContinuousClock.now
    private var count = 0
    private var shownAt = ContinuousClock.now
    private var hasShown = false

    init(options: ServerOptions) {
        isShown = StandardError.isTerminal && !options.quiet
    }

    /// Counts comments.
    ///
    /// - Parameter fraction: how much of everything is done, from 0 to 1; nil where that is not known.
    mutating func add(_ comments: Int, fraction: Double? = nil) {
        count += comments
        guard isShown, ContinuousClock.now - shownAt >= Self.interval else { return }
        shownAt = .now
        hasShown = true
        let line = Self.line(count: count, fraction: fraction, elapsed: (shownAt - start) / .seconds(1))
        StandardError.write("\r\(line)\u{1B}[K")
    }

    /// Takes the line away.
    func finish() {
        if hasShown { StandardError.write("\r\u{1B}[K") }
    }

    /// - Parameter elapsed: seconds.
    static func line(count: Int, fraction: Double?, elapsed: Double) -> String {
        let rate = "\(Counted.comments(count)), \(Int(Double(count) / max(elapsed, 0.001)))/s"
        guard let fraction, fraction > 0 else { return rate }
        let done = min(Int(fraction * Double(width)), width)
        let bar = String(repeating: "#", count: done) + String(repeating: ".", count: width - done)
        let left = Int((elapsed / fraction - elapsed).rounded(.up))
        let seconds = left % 60 < 10 ? "0\(left % 60)" : "\(left % 60)"
        return "[\(bar)] \(Int(fraction * 100)) %  \(rate), \(left / 60):\(seconds) left"
    }
}
