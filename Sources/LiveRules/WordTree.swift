import LiveCore

/// All words of all rules in one tree of letters, so that looking for a thousand costs what looking for one does.
///
/// An edge is a letter, single or doubled. A letter three times or more in a row stands for both; so does a doubled one
/// of those that are hardly ever doubled in writing, so `fuuck` is found where `good` is not taken for `god`.
struct WordTree: Sendable {
    /// Where a word ends.
    struct Ending: Sendable {
        /// The rule's place in its set.
        let rule: Int
        /// Whether it may not go on.
        let isBounded: Bool
        /// How many letters it has; a phrase counts as long.
        let length: Int
    }

    /// Where a rule found a word.
    struct Find {
        let rule: Int
        /// In bytes of UTF-8.
        let range: Range<Int>
    }

    /// A place in the tree while reading a text.
    private struct Place {
        let node: Int32
        /// How long a word must be to be taken for one with what was found between its letters.
        let leastLength: Int
        /// Whether the last thing read was left out, so no word can end here.
        var isSkipping = false
    }

    /// The least length of a word that may be broken by punctuation.
    private static let leastBroken = 4
    /// The least length of a word whose letters may stand alone.
    private static let leastAlone = 3
    private static let gapKey: UInt32 = 0

    /// Edges of all nodes, by node and then by key.
    private var keys: [UInt32] = []
    private var targets: [Int32] = []
    private var firstEdge: [Int32] = []
    private var endings: [[Ending]] = []
    /// Where words begin that begin at a boundary, and where those that begin anywhere.
    private let bounded: Int32 = 0
    private let unbounded: Int32 = 1

    /// A tree of words that has not been made compact yet.
    struct Growing {
        fileprivate var edges: [[UInt32: Int]] = [[:], [:]]
        fileprivate var endings: [[Ending]] = [[], []]
        private(set) var count = 0

        init() {}

        /// Adds a word, as it can be written.
        mutating func add(_ word: String, rule: Int) throws(RuleError) {
            guard word.count <= RuleLimits.wordCharacters else {
                throw .word(word, reason: "is longer than \(RuleLimits.wordCharacters) characters")
            }
            guard !word.contains(where: \.isNewline) else { throw .word(word, reason: "has more than one line") }
            let (opens, closes) = (word.hasPrefix("*"), word.hasSuffix("*"))
            let text = String(word.drop { $0 == "*" }.reversed().drop { $0 == "*" }.reversed())
            // Upper case may look like other letters than lower case does.
            for (text, reading) in [
                (text, PlainText.Reading.native), (text, .looks), (text.uppercased(), .looks),
            ] {
                let letters = Letters(text, reading: reading)
                guard !letters.letters.isEmpty else {
                    throw .word(word, reason: "has no letter, digit or symbol; a regular expression can look for it")
                }
                add(letters, opens: opens, closes: closes, rule: rule)
            }
            count += 1
        }

        private mutating func add(_ word: Letters, opens: Bool, closes: Bool, rule: Int) {
            var node = opens || word.letters[0].kind.isUnbounded ? 1 : 0
            var hasGap = false
            for (index, letter) in word.letters.enumerated() {
                if index > 0, letter.gap == .soft || letter.gap == .hard {
                    hasGap = true
                    node = child(of: node, WordTree.gapKey)
                }
                node = child(of: node, letter.key)
            }
            let ending = Ending(
                rule: rule, isBounded: !closes && word.letters.last?.kind.isUnbounded == false,
                length: hasGap ? .max : word.letters.reduce(0) { $0 + Int($1.run) })
            if !endings[node].contains(where: { $0.rule == rule && $0.isBounded == ending.isBounded }) {
                endings[node].append(ending)
            }
        }

        private mutating func child(of node: Int, _ key: UInt32) -> Int {
            if let child = edges[node][key] { return child }
            edges.append([:])
            endings.append([])
            edges[node][key] = edges.count - 1
            return edges.count - 1
        }
    }

    init(_ growing: Growing) {
        for edges in growing.edges {
            firstEdge.append(Int32(keys.count))
            for (key, target) in edges.sorted(by: { $0.key < $1.key }) {
                keys.append(key)
                targets.append(Int32(target))
            }
        }
        firstEdge.append(Int32(keys.count))
        endings = growing.endings
    }

    var isEmpty: Bool { keys.isEmpty }

    // MARK: - Looking

    /// Calls `found` with every word in a text.
    func search(_ text: Letters, _ found: (Find) -> Void) {
        var places: [Place] = []
        var next: [Place] = []
        for start in text.letters.indices {
            places.removeAll(keepingCapacity: true)
            if text.isBeginning(start) { places.append(Place(node: bounded, leastLength: 0)) }
            if hasEdges(unbounded) { places.append(Place(node: unbounded, leastLength: 0)) }
            var index = start
            while !places.isEmpty, index < text.letters.count {
                next.removeAll(keepingCapacity: true)
                for place in places { step(from: place, over: text.letters[index], isFirst: index == start, &next) }
                swap(&places, &next)
                report(places, text, from: start, through: index, found)
                index += 1
            }
        }
    }

    private func step(from place: Place, over letter: Letters.Letter, isFirst: Bool, _ next: inout [Place]) {
        var nodes: (here: Int32?, behindGap: Int32?) = (place.node, nil)
        var leastLength = place.leastLength
        if !isFirst {
            nodes.behindGap = child(of: place.node, Self.gapKey)
            switch letter.gap {
            case .none: break
            case .alone: leastLength = max(leastLength, Self.leastAlone)
            case .soft: leastLength = Self.leastBroken
            case .hard: nodes.here = nil
            }
        }
        letter.forEachKey { key in
            if let node = nodes.here.flatMap({ child(of: $0, key) }) {
                next.append(Place(node: node, leastLength: leastLength))
            }
            if let node = nodes.behindGap.flatMap({ child(of: $0, key) }) {
                next.append(Place(node: node, leastLength: place.leastLength))
            }
        }
        if letter.canBeSkipped, !isFirst, letter.gap < .hard {
            next.append(Place(node: place.node, leastLength: Self.leastBroken, isSkipping: true))
        }
    }

    private func report(
        _ places: [Place], _ text: Letters, from start: Int, through end: Int, _ found: (Find) -> Void
    ) {
        for place in places where !place.isSkipping {
            for ending in endings[Int(place.node)] {
                guard !ending.isBounded || text.isEnd(end), ending.length >= place.leastLength
                else { continue }
                let range = Int(text.letters[start].start)..<Int(text.letters[end].end)
                found(Find(rule: ending.rule, range: range))
            }
        }
    }

    private func hasEdges(_ node: Int32) -> Bool { firstEdge[Int(node)] < firstEdge[Int(node) + 1] }

    private func child(of node: Int32, _ key: UInt32) -> Int32? {
        var (low, high) = (Int(firstEdge[Int(node)]), Int(firstEdge[Int(node) + 1]))
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < firstEdge[Int(node) + 1] && keys[low] == key ? targets[low] : nil
    }
}

extension Letters.Letter {
    /// Letters that are hardly ever doubled in writing, so that two are a stretched one.
    private static let hardlyDoubled = Set("ahijkquvwxy".unicodeScalars.map(\.value))

    /// Its edge as a letter of a word.
    fileprivate var key: UInt32 { scalar << 1 | (run > 1 ? 1 : 0) }

    /// The edges it can stand for in a text.
    @inline(__always)
    fileprivate func forEachKey(_ body: (UInt32) -> Void) {
        forEachReading { scalar in
            if run == 1 || run > 2 || Self.hardlyDoubled.contains(scalar) { body(scalar << 1) }
            if run > 1 { body(scalar << 1 | 1) }
        }
    }

    @inline(__always)
    private func forEachReading(_ body: (UInt32) -> Void) {
        body(scalar)
        if others.0 != 0 { body(others.0) }
        if others.1 != 0 { body(others.1) }
    }
}
