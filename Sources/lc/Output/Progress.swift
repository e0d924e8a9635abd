/// Says on a terminal's standard error how far something has come, when it takes long enough to wonder.
struct Progress {
    private static let interval = Duration.milliseconds(200)

    private let isShown: Bool
    private var count = 0
    private var shownAt = ContinuousClock.now
    private var hasShown = false

    init(options: ServerOptions) {
        isShown = StandardError.isTerminal && !options.quiet
    }

    /// Counts comments.
    mutating func add(_ comments: Int) {
        count += comments
        guard isShown, ContinuousClock.now - shownAt >= Self.interval else { return }
        shownAt = .now
        hasShown = true
        StandardError.write("\r\(count) comments\u{1B}[K")
    }

    /// Takes the line away.
    func finish() {
        if hasShown { StandardError.write("\r\u{1B}[K") }
    }
}
