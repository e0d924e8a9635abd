/// A dictionary that forgets what has not been touched in a while: it has at most so many members, and at least the
/// half of them that were touched last.
public struct RecentMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// An empty one.
    public init(limit: Int) { self.limit = limit }

    /// Members that are remembered.
    public var count: Int { young.count + old.count }

    /// The keys that are remembered, in no order.
    public var keys: [Key] { Array(young.keys) + old.keys }

    /// The value of a key; nil when it has none or has been forgotten.
    public subscript(key: Key) -> Value? { young[key] ?? old[key] }

    /// Changes the value of a key, which is `initial` when it has none.
    public mutating func change(_ key: Key, initial: @autoclosure () -> Value, _ body: (inout Value) -> Void) {
        if let index = young.index(forKey: key) { return body(&young.values[index]) }
        if young.count >= limit / 2 { (old, young) = (young, [:]) }
        var value = old.removeValue(forKey: key) ?? initial()
        body(&value)
        young[key] = value
    }

    /// Keeps the members for which a condition holds.
    public mutating func keep(where isKept: (Value) -> Bool) {
        young = young.filter { isKept($0.value) }
        old = old.filter { isKept($0.value) }
    }
}
