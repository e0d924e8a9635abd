import ArgumentParser

/// A length of time as a user gives it: `30s`, `5m`, `2h` or `7d`.
struct Span {
    static let allowed = "30s, 5m, 2h or 7d"

    /// From 0 to some hundred years.
    let seconds: Int64

    init?(_ text: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let count = UInt32(text.dropLast()) else { return nil }
        seconds = Int64(count) * unit
    }

    static func argument(_ text: String) throws -> Span {
        guard let span = Span(text) else { throw ValidationError("allowed is \(allowed)") }
        return span
    }
}
