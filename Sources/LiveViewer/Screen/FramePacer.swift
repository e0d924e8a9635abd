/// When the next frame may be drawn: never more than 60 a second, and for a key at once.
///
/// What comes in by the stream is drawn 30 times a second, which is more than can be read, so that of the 60 there is
/// always one left for a key.
struct FramePacer: Sendable {
    /// Frames a second.
    static let limit = 60
    private static let second: Int64 = 1_000_000_000
    private static let streamInterval = second / 30

    /// When the last frames were drawn, oldest first, in nanoseconds; as many as a second may have.
    private var drawn: [Int64] = []

    /// How long to wait before drawing, in nanoseconds; 0 for not at all.
    ///
    /// - Parameters:
    ///   - now: in nanoseconds, from a clock that never goes back.
    ///   - isForKey: whether someone waits for it.
    func delay(at now: Int64, isForKey: Bool) -> Int64 {
        let afterLimit = drawn.count < Self.limit ? 0 : drawn[0] + Self.second - now
        let afterLast = isForKey ? 0 : (drawn.last ?? now - Self.second) + Self.streamInterval - now
        return max(0, afterLimit, afterLast)
    }

    /// Notes that a frame was drawn.
    mutating func draw(at now: Int64) {
        drawn.append(now)
        if drawn.count > Self.limit { drawn.removeFirst() }
    }
}
