/// What has become of drafts since the server started.
public struct IngestFigures: Sendable, Hashable {
    /// Drafts that wait for their group now.
    public var waiting = 0
    /// Groups that were made durable.
    public var groups = 0
    /// Drafts that were in them.
    public var drafts = 0
    /// Drafts that the store refused.
    public var refused = 0
    /// Comments that came again under their idempotency key.
    public var replayed = 0
    /// Groups that the store did not take.
    public var failures = 0
    /// From beginning a group to having published it.
    public var commit = LatencyHistogram()

    /// Nothing has come in.
    public init() {}

    mutating func note(_ outcomes: [Outcome], took duration: Duration) {
        groups += 1
        drafts += outcomes.count
        commit.record(microseconds: Int64(duration / .microseconds(1)))
        for outcome in outcomes {
            switch outcome {
            case .refused: refused += 1
            case .replayed: replayed += 1
            default: break
            }
        }
    }
}
