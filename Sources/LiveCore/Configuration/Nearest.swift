/// Finds what was meant by a word that is misspelt.
public enum Nearest {
    /// The word that takes the fewest changes, if it is at most a third of its letters.
    public static func word(to typed: String, among words: [String]) -> String? {
        let distances = words.map { ($0, distance(Array(typed.prefix(40)), Array($0))) }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 * 3 <= best.0.count else { return nil }
        return best.0
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (a == b ? 0 : 1), row[j] + 1, row[j + 1] + 1))
            }
        }
        return row[right.count]
    }
}
