/// Numbers with what they count, for people.
public enum Counted {
    /// `1 comment`, `2 comments`
    ///
    /// - Parameters:
    ///   - count: a number, also as text.
    ///   - noun: what there is one of; its plural ends in s.
    public static func text(_ count: some CustomStringConvertible, _ noun: String) -> String {
        let number = "\(count)"
        return number == "1" ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// The most frequent of them.
    public static func comments(_ count: some CustomStringConvertible) -> String { text(count, "comment") }

    /// A length of time in the largest unit of which it has two or more, or as good as two: `90 seconds`, `2 hours`.
    ///
    /// - Parameter milliseconds: 0 or more.
    public static func time(milliseconds: Int64) -> String {
        let seconds = milliseconds / 1_000
        let units: [(Int64, String)] = [(86_400, "day"), (3_600, "hour"), (60, "minute")]
        guard let (unit, name) = units.first(where: { seconds + $0.0 / 60 >= 2 * $0.0 }) else {
            return text(seconds, "second")
        }
        return text((seconds + unit / 2) / unit, name)
    }
}
