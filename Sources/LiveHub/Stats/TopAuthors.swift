/// Who says the most, out of any number of authors, in a bounded space: the space-saving sketch (Metwally et al., 2005).
///
/// Everyone who said more than `total / capacity` is in it, and a count is too high by no more than its `error`.
public struct TopAuthors: Sendable {
    /// An author and what is known of their count.
    public struct Entry: Sendable, Hashable {
        /// Who.
        public let author: String
        /// Said at most so many comments…
        public let count: Int
        /// …and at least so many fewer.
        public let error: Int
    }

    private let capacity: Int
    private var counts: [String: (count: Int, error: Int)] = [:]

    init(capacity: Int) { self.capacity = capacity }

    mutating func add(_ author: String, count: Int = 1, error: Int = 0) {
        if let index = counts.index(forKey: author) {
            counts.values[index].count += count
            counts.values[index].error += error
        } else if counts.count < capacity {
            counts[author] = (count, error)
        } else if let least = counts.min(by: { $0.value.count < $1.value.count }) {
            counts[least.key] = nil
            counts[author] = (least.value.count + count, least.value.count + error)
        }
    }

    /// The first so many, the most talkative first.
    func first(_ limit: Int) -> [Entry] {
        counts.map { Entry(author: $0.key, count: $0.value.count, error: $0.value.error) }
            .sorted { ($1.count, $0.author) < ($0.count, $1.author) }.prefix(limit).map { $0 }
    }

    /// What both know.
    func merging(_ other: TopAuthors) -> TopAuthors {
        var merged = TopAuthors(capacity: capacity + other.capacity)
        for (author, value) in counts { merged.add(author, count: value.count, error: value.error) }
        for (author, value) in other.counts { merged.add(author, count: value.count, error: value.error) }
        return merged
    }
}

/// The top authors of this hour and of the one before, in hours since the Unix epoch: who has left is forgotten.
struct RecentAuthors: Sendable {
    private let capacity: Int
    private var hour: Int64 = 0
    private var now: TopAuthors
    private var before: TopAuthors

    init(capacity: Int) {
        self.capacity = capacity
        now = TopAuthors(capacity: capacity)
        before = now
    }

    mutating func add(_ author: String, at second: Int64) {
        turn(to: second / 3_600)
        now.add(author)
    }

    func first(_ limit: Int, at second: Int64) -> [TopAuthors.Entry] {
        var turned = self
        turned.turn(to: second / 3_600)
        return turned.now.merging(turned.before).first(limit)
    }

    private mutating func turn(to hour: Int64) {
        guard hour > self.hour else { return }
        before = hour == self.hour + 1 ? now : TopAuthors(capacity: capacity)
        now = TopAuthors(capacity: capacity)
        self.hour = hour
    }
}
