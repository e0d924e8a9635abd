/// A position in each of some posts: the ids of a stream of several.
///
/// **The text**, which means nothing to clients. `m`; a salt; the newest position (nine digits, the highest first);
/// then for each post its mark (three digits) and how far behind the newest its position lies. A digit is one of the
/// letters of base64url and stands for six bits. A distance is made of groups of five bits, the lowest first, each in
/// a digit whose highest bit says that more come. The lowest bit of a distance says that it counts ids; without it,
/// it counts ticks of time, as between ids of one node.
///
/// A mark is a hash of the post's name with the salt, and the salt is one with which all marks differ. So the text
/// says of each post of its stream where the reader stands, in whatever order and company they are asked for next.
/// Another post may have the mark of one of them, once in 5,000 times for fifty posts; it then begins a little
/// before now.
public struct PostPositions: Sendable, Hashable {
    private static let first = UInt8(ascii: "m")
    private static let newestDigits = 9
    private static let markDigits = 3
    private static let distanceDigits = 11
    private static let salts: ClosedRange<UInt8> = 0...63
    /// Characters in the longest text.
    public static let textLimit =
        2 + newestDigits + Limits.streamedPosts.upperBound * (markDigits + distanceDigits)

    private let salt: UInt8
    private let marks: [UInt64]
    private var positions: [EventID]

    /// The beginnings of some posts, each named once.
    public init(of posts: [PostID]) {
        func marks(_ salt: UInt8) -> [UInt64] { posts.map { Self.mark(of: $0, salt: salt) } }
        salt = Self.salts.first { Set(marks($0)).count == posts.count } ?? 0
        self.marks = marks(salt)
        positions = Array(repeating: .zero, count: posts.count)
    }

    /// The position in the post that was named at a place.
    public subscript(place: Int) -> EventID {
        get { positions[place] }
        set { positions[place] = newValue }
    }

    /// The position in a post; nil for one that is not among them.
    public func position(in post: PostID) -> EventID? {
        marks.firstIndex(of: Self.mark(of: post, salt: salt)).map { positions[$0] }
    }

    private static func mark(of post: PostID, salt: UInt8) -> UInt64 {
        var hash = FNV1a()
        hash.mix(salt)
        for byte in post.rawValue.utf8 { hash.mix(byte) }
        return (hash.value ^ hash.value >> 32) & (1 << (UInt64(markDigits) * 6) - 1)
    }

    // MARK: - Text

    /// The text, in ASCII.
    public var text: [UInt8] {
        let newest = positions.max() ?? .zero
        let capacity = 2 + Self.newestDigits + marks.count * (Self.markDigits + Self.distanceDigits)
        return Array(unsafeUninitializedCapacity: capacity) { buffer, count in
            var digits = Digits(buffer)
            digits.append(UInt64(salt), count: 1)
            digits.append(UInt64(newest.rawValue), count: Self.newestDigits)
            for (mark, position) in zip(marks, positions) {
                digits.append(mark, count: Self.markDigits)
                digits.append(distance: Self.distance(from: position, to: newest))
            }
            count = digits.count
        }
    }

    private static func distance(from position: EventID, to newest: EventID) -> UInt64 {
        let ids = UInt64(newest.rawValue - position.rawValue)
        let (ticks, rest) = (ids >> EventID.nodeBits, ids & (1 << EventID.nodeBits - 1))
        return rest == 0 ? ticks << 1 : ids << 1 | 1
    }

    /// Reads a text from outside; nil for what is none.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.textLimit, text.utf8.first == Self.first else { return nil }
        var rest = text.utf8.dropFirst()
        func digit() -> UInt64? { rest.popFirst().flatMap(Digits.value) }
        func number(_ count: Int) -> UInt64? {
            var number: UInt64 = 0
            for _ in 0..<count {
                guard let digit = digit() else { return nil }
                number = number << 6 | digit
            }
            return number
        }
        func distance() -> UInt64? {
            var distance: UInt64 = 0
            for group in 0..<UInt64(Self.distanceDigits) {
                guard let digit = digit() else { return nil }
                distance |= (digit & 31) << (group * 5)
                if digit & 32 == 0 { return (distance >> 1) << (distance & 1 == 0 ? EventID.nodeBits : 0) }
            }
            return nil
        }
        guard let salt = digit(), let newest = number(Self.newestDigits) else { return nil }
        var (marks, positions): ([UInt64], [EventID]) = ([], [])
        while !rest.isEmpty {
            guard let mark = number(Self.markDigits), let distance = distance(), distance <= newest,
                let position = EventID(rawValue: Int64(newest - distance))
            else { return nil }
            marks.append(mark)
            positions.append(position)
        }
        guard Limits.streamedPosts.contains(marks.count) else { return nil }
        self.salt = UInt8(salt)
        self.marks = marks
        self.positions = positions
    }

    /// What a text is written with.
    private struct Digits {
        private static let alphabet: StaticString =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

        private let buffer: UnsafeMutableBufferPointer<UInt8>
        private let alphabet = UnsafeBufferPointer(
            start: Self.alphabet.utf8Start, count: Self.alphabet.utf8CodeUnitCount)
        private(set) var count = 1

        init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
            self.buffer = buffer
            buffer[0] = PostPositions.first
        }

        mutating func append(_ number: UInt64, count: Int) {
            for place in (0..<UInt64(count)).reversed() { append(number >> (place * 6) & 63) }
        }

        mutating func append(distance: UInt64) {
            var rest = distance
            while rest > 31 {
                append(rest & 31 | 32)
                rest >>= 5
            }
            append(rest)
        }

        private mutating func append(_ digit: UInt64) {
            buffer[count] = alphabet[Int(digit)]
            count += 1
        }

        static func value(of character: UInt8) -> UInt64? {
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(character) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(character) - 97 + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character) - 48 + 52
            case UInt8(ascii: "-"): 62
            case UInt8(ascii: "_"): 63
            default: nil
            }
        }
    }
}
