public import LiveCore
import NIOConcurrencyHelpers

/// A clock that moves when it is told to, and in any direction.
public final class TestClock: Sendable {
    private let now: NIOLockedValueBox<Int64>

    /// - Parameter milliseconds: where it starts, since the Unix epoch.
    public init(milliseconds: Int64 = 1_760_000_000_000) {
        now = NIOLockedValueBox(milliseconds * 1_000_000)
    }

    /// Now, in milliseconds since the Unix epoch.
    public var milliseconds: Int64 { now.withLockedValue { $0 } / 1_000_000 }

    /// Goes on, or with a negative number back.
    public func advance(milliseconds: Int64) { now.withLockedValue { $0 += milliseconds * 1_000_000 } }

    /// For what is to be under its time.
    public var wallClock: WallClock { WallClock { [self] in now.withLockedValue { $0 } } }
}
