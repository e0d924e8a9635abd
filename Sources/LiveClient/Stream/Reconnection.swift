/// When to connect again: not before the server asked for, then each time twice as late, up to a limit, and always a
/// little later than that, so that readers don't come back all at once.
struct Reconnection {
    /// The longest wait that doubling comes to. A server may ask for more.
    static let limit = Duration.seconds(30)
    private static let doublings = 8

    private var failures = 0

    /// The connection stood, so the next failure is the first again.
    mutating func succeeded() { failures = 0 }

    /// How long to wait after a connection that ended or never stood.
    ///
    /// - Parameters:
    ///   - asked: what the server asked for, with the stream's `retry` or with `Retry-After`.
    ///   - jitter: from 0 to 1.
    mutating func next(asked: Duration, jitter: Double = .random(in: 0...1)) -> Duration {
        let doubled = min(asked * (1 << min(failures, Self.doublings)), max(asked, Self.limit))
        failures += 1
        return doubled * (1 + jitter / 2)
    }
}
