import LiveCore
import NIOCore

/// What one event loop has delivered. It is looked at once a flush, not once a delivery.
struct DeliveryLog: Sendable {
    /// How long what is told as recent lasts.
    private static let recentTime = TimeAmount.seconds(60)

    /// Events on viewers' sockets.
    private(set) var deliveries = 0
    private(set) var flushes = 0
    /// From accepting an event to the end of the flush that brought it, once for each delivery.
    private(set) var latency = LatencyHistogram()
    private var current = LatencyHistogram()
    private var previous = LatencyHistogram()
    private var turned = NIODeadline.uptimeNanoseconds(0)

    /// Notes that a flush has ended.
    ///
    /// - Parameters:
    ///   - ids: of the events it brought; an id tells when it was given.
    ///   - readers: how many were written to.
    mutating func note(_ ids: [EventID], readers: Int, now: NIODeadline, clock: WallClock) {
        guard readers > 0, !ids.isEmpty else { return }
        turn(now)
        flushes += 1
        let microseconds = clock.nanoseconds / 1_000
        for id in ids {
            let waited = microseconds - id.microseconds
            latency.record(microseconds: waited, times: readers)
            current.record(microseconds: waited, times: readers)
            deliveries += readers
        }
    }

    /// In the last minute or two.
    mutating func recentLatency(now: NIODeadline) -> LatencyHistogram {
        turn(now)
        var recent = current
        recent.add(previous)
        return recent
    }

    private mutating func turn(_ now: NIODeadline) {
        guard now - turned >= Self.recentTime else { return }
        previous = now - turned >= Self.recentTime * 2 ? LatencyHistogram() : current
        current = LatencyHistogram()
        turned = now
    }
}
