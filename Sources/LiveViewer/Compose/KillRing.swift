/// What was killed, newest last.
struct KillRing: Hashable, Sendable {
    private static let limit = 20
    private var texts: [[Character]] = []

    /// What was killed last; empty when nothing was.
    var newest: [Character] { texts.last ?? [] }

    /// - Parameters:
    ///   - inFront: whether it stood before what was killed just before.
    ///   - continues: whether it is one with what was killed just before.
    mutating func add(_ text: [Character], inFront: Bool, continues: Bool) {
        guard continues, let last = texts.popLast() else {
            texts.append(text)
            if texts.count > Self.limit { texts.removeFirst() }
            return
        }
        texts.append(inFront ? text + last : last + text)
    }

    /// Makes the one before the newest the newest.
    mutating func rotate() {
        if let newest = texts.popLast() { texts.insert(newest, at: 0) }
    }
}
