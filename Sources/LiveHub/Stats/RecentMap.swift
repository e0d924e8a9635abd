/// A dictionary that forgets what has not been touched in a while: it has at most so many members, and at least the
/// half of them that were touched last.
struct RecentMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    init(limit: Int) { self.limit = limit }

    var count: Int { young.count + old.count }

    var keys: [Key] { Array(young.keys) + old.keys }

    subscript(key: Key) -> Value? { young[key] ?? old[key] }

    /// Changes the value of a key, which is `initial` when it has none.
    mutating func change(_ key: Key, initial: @autoclosure () -> Value, _ body: (inout Value) -> Void) {
        if let index = young.index(forKey: key) { return body(&young.values[index]) }
        if young.count >= limit / 2 { (old, young) = (young, [:]) }
        var value = old.removeValue(forKey: key) ?? initial()
        body(&value)
        young[key] = value
    }

    /// Keeps the members for which a condition holds.
    mutating func keep(where isKept: (Value) -> Bool) {
        young = young.filter { isKept($0.value) }
        old = old.filter { isKept($0.value) }
    }
}
