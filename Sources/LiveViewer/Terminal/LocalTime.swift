import Glibc

/// The user's time zone (TZ), and clocks.
enum LocalTime {
    /// Seconds east of UTC at a time in seconds since the Unix epoch.
    static func offsetFromUTC(at seconds: Int64) -> Int64 {
        var time = time_t(seconds)
        var parts = tm()
        localtime_r(&time, &parts)
        return Int64(parts.tm_gmtoff)
    }

    /// Nanoseconds on a clock that never goes back.
    static var monotonic: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}
