/// What a node's viewers have been sent since it started.
public struct HubFigures: Sendable, Hashable {
    /// Viewers now.
    public var viewers = 0
    /// The most there have been at once.
    public var peakViewers = 0
    /// Posts that have viewers.
    public var posts = 0
    /// Events on the sockets of viewers in step; those who catch up are not counted.
    public var deliveries = 0
    /// Flushes that brought events.
    public var flushes = 0
    /// From accepting an event to the end of the flush that brought it, once for each delivery.
    public var latency = LatencyHistogram()
    /// The same, of the last minute or two.
    public var recentLatency = LatencyHistogram()

    /// Nothing has happened.
    public init() {}
}
