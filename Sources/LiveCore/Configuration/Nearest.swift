/// Finds what was meant by a word that is misspelt.
public enum Nearest {
    /// The word that takes the fewest changes, if it is at most a third of its letters.
    public static func word(to typed: String, among words: [String]) -> String? {
        let distances = words.map { ($0, distance(Array(typed.prefix(40)), Array($0))) }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 * 3 <= best.0.count else { return nil }
        return best.0
    }

    /// How many letters have to be added, left out, changed or swapped with their neighbours.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var (above, row) = ([Int](), Array(0...right.count))
        for i in left.indices {
            var next = [i + 1]
            for j in right.indices {
                var best = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, above[j - 1] + 1) }
                next.append(best)
            }
            (above, row) = (row, next)
        }
        return row[right.count]
    }
}
