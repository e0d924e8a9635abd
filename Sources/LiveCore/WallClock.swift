#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The time of day, as a value, so that a test can turn it back.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Int64

    /// - Parameter nanoseconds: gives now, in nanoseconds since the Unix epoch.
    public init(nanoseconds: @escaping @Sendable () -> Int64) {
        read = nanoseconds
    }

    /// Now, in nanoseconds since the Unix epoch.
    public var nanoseconds: Int64 { read() }

    /// Now, in milliseconds since the Unix epoch.
    public var milliseconds: Int64 { read() / 1_000_000 }

    /// The system's clock.
    public static let system = WallClock {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}
