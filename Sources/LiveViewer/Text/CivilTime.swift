/// A moment as a calendar and a clock show it.
struct CivilTime: Hashable, Sendable {
    /// Days since 1970-01-01, in local time.
    let day: Int64
    private let second: Int64

    /// - Parameters:
    ///   - milliseconds: since the Unix epoch.
    ///   - offset: seconds east of UTC at a time in seconds since the Unix epoch.
    init(milliseconds: Int64, offset: (Int64) -> Int64) {
        let seconds = (Double(milliseconds) / 1_000).rounded(.down)
        let local = Int64(seconds) + offset(Int64(seconds))
        day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        second = local - day * 86_400
    }

    /// `17:04`
    var clock: String { Self.two(second / 3_600) + ":" + Self.two(second / 60 % 60) }

    /// `17:04:09`
    var clockWithSeconds: String { clock + ":" + Self.two(second % 60) }

    /// `2025-11-24 Mon`
    var date: String {
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int((day % 7 + 7) % 7)]
        return "\(isoDate) \(weekday)"
    }

    /// `2025-11-24`, by the days of 400-year cycles that begin in March.
    var isoDate: String {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let dayOfMonth = ofYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
        return "\(year)-\(Self.two(civilMonth))-\(Self.two(dayOfMonth))"
    }

    /// How long ago it was, in at most five columns: `now`, `42s`, `5m`, `3h`, `12d`.
    static func ago(milliseconds: Int64, now: Int64) -> String {
        let seconds = max(0, now - milliseconds) / 1_000
        switch seconds {
        case ..<5: return "now"
        case ..<60: return "\(seconds)s"
        case ..<3_600: return "\(seconds / 60)m"
        case ..<86_400: return "\(seconds / 3_600)h"
        default: return "\(min(seconds / 86_400, 9_999))d"
        }
    }

    private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : String(value) }
}
