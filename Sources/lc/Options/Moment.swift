import ArgumentParser
import Glibc
import LiveCore

/// A point in time as a user gives it: `5m` ago, RFC 3339, or `@` and seconds since the epoch.
struct Moment {
    static let allowed = "\(Span.allowed) ago, a time such as 2026-03-01T12:00:00Z, or @ and seconds since the epoch"

    /// Since the Unix epoch.
    let milliseconds: Int64

    /// Everything from this moment on comes after this id.
    var cursor: EventID { EventID.lowest(atMilliseconds: milliseconds).predecessor }

    static func argument(_ text: String) throws -> Moment {
        guard let moment = Moment(text, now: WallClock.system.milliseconds) else {
            throw ValidationError("allowed is \(allowed)")
        }
        return moment
    }

    /// - Parameter now: in milliseconds since the Unix epoch.
    init?(_ text: String, now: Int64) {
        let found: Int64? =
            if text.hasPrefix("@") {
                Self.epoch(text.dropFirst())
            } else if let ago = Span(text) {
                now - ago.seconds * 1_000
            } else {
                Self.rfc3339(text)
            }
        guard let found else { return nil }
        // Nothing is older or newer than ids can tell.
        milliseconds = min(max(found, 0), EventID.max.milliseconds)
    }

    private static func epoch(_ text: Substring) -> Int64? {
        guard let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e12 else { return nil }
        return Int64((seconds * 1_000).rounded())
    }

    /// `2026-03-01T12:00:00Z`, with a fraction of a second and an offset if wanted.
    private static func rfc3339(_ text: String) -> Int64? {
        let pattern = /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|z|[+-]\d\d:\d\d)/
        guard let match = text.wholeMatch(of: pattern.asciiOnlyDigits()) else { return nil }
        let numbers = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int32($0) }
        let (month, day, hour, minute, second) = (numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60,
            let offset = offset(match.8)
        else { return nil }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1_900, month - 1, day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        // A day that its month has not becomes one of the next.
        let wanted = parts.tm_mday
        let seconds = Int64(timegm(&parts))
        guard parts.tm_mday == wanted || second == 60 else { return nil }
        let fraction = match.7.flatMap { Double("0\($0)") } ?? 0
        return (seconds - offset) * 1_000 + Int64(fraction * 1_000)
    }

    /// Seconds east of Greenwich: `Z` or `+HH:MM`.
    private static func offset(_ text: Substring) -> Int64? {
        guard let sign: Int64 = ["+": 1, "-": -1][text.prefix(1)] else { return 0 }
        let parts = text.dropFirst().split(separator: ":").compactMap { Int64($0) }
        guard parts[0] < 24, parts[1] < 60 else { return nil }
        return sign * (parts[0] * 3_600 + parts[1] * 60)
    }
}
