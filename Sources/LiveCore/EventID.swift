/// The identity of a comment or a moderation event, unique within its post, and a cursor into the post.
///
/// 53 bits, so that jq and JavaScript keep it exact in a JSON number: 45 bits of time in ticks of
/// 1/16 ms since 2005-01-01T00:00Z, then 8 bits that name the node that gave it. Id order, commit order
/// and publish order of a post are one. As a cursor any value from 0 to 2^53 - 1 is good, whether or not
/// an event has it; 0 is before everything.
public struct EventID: RawRepresentable, Hashable, Comparable, Sendable {
    /// Before every event of a post.
    public static let zero = EventID(unchecked: 0)
    /// The largest id: 2^53 - 1.
    public static let max = EventID(unchecked: (1 << 53) - 1)
    /// What a cursor may be, for error messages.
    public static let allowed = "a whole number from 0 to 9007199254740991"

    /// Milliseconds from the Unix epoch to the epoch of ids, 2005-01-01T00:00Z.
    static let epochMilliseconds: Int64 = 1_104_537_600_000
    static let ticksPerMillisecond: Int64 = 16
    static let nodeBits: Int64 = 8
    private static let importNode: Int64 = 255

    /// From 0 to 2^53 - 1.
    public let rawValue: Int64

    /// Nil when `rawValue` is outside 0 to 2^53 - 1.
    public init?(rawValue: Int64) {
        guard (0...Self.max.rawValue).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// Reads a cursor as clients write it: decimal digits and nothing else. Nil for anything else.
    public init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8(Self.value) else { return nil }
        self.init(rawValue: value)
    }

    /// Reads a cursor as clients write it: decimal digits and nothing else. Nil for anything else.
    public init?(_ text: Substring) {
        var text = text
        guard let value = text.withUTF8(Self.value) else { return nil }
        self.init(rawValue: value)
    }

    /// Reads decimal digits and nothing else. Nil for anything else.
    init?(_ digits: UnsafeBufferPointer<UInt8>) {
        guard let value = Self.value(of: digits) else { return nil }
        self.init(rawValue: value)
    }

    private static func value(of digits: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard (1...16).contains(digits.count) else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - 0x30)
        }
        return value
    }

    private init(unchecked rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The id just before this one, for "from this one on"; `zero` for `zero`.
    public var predecessor: EventID { EventID(unchecked: Swift.max(rawValue - 1, 0)) }

    /// The id just after this one, for "up to and with this one"; `max` for `max`.
    public var successor: EventID { EventID(unchecked: Swift.min(rawValue + 1, Self.max.rawValue)) }

    /// The time in it, in sixteenths of a millisecond since the epoch of ids.
    var ticks: Int64 { rawValue >> Self.nodeBits }

    /// The lowest id of a tick.
    static func lowest(atTick tick: Int64) -> EventID { EventID(unchecked: tick << nodeBits) }

    /// When the event was accepted, in milliseconds since the Unix epoch.
    public var milliseconds: Int64 {
        ticks / Self.ticksPerMillisecond + Self.epochMilliseconds
    }

    /// The same in microseconds, to 62.5 of them.
    public var microseconds: Int64 {
        ticks * 1_000 / Self.ticksPerMillisecond + Self.epochMilliseconds * 1_000
    }

    /// The lowest id of a moment, so that `id < lowest(at: t)` means "before t".
    ///
    /// - Parameter milliseconds: since the Unix epoch; times outside 2005 to 2074 become the nearest id.
    public static func lowest(atMilliseconds milliseconds: Int64) -> EventID {
        let limit = Self.max.rawValue >> Self.nodeBits
        let since = Swift.min(
            Swift.max(milliseconds, epochMilliseconds) - epochMilliseconds, limit / ticksPerMillisecond)
        return lowest(atTick: since * ticksPerMillisecond)
    }

    /// The id for an event accepted now in a post whose newest id is `last`: `max(now, last + 1 tick)`.
    ///
    /// Ids therefore grow even when the clock goes back or stands still; at more than 16,000 a second
    /// they run ahead of it.
    ///
    /// - Parameters:
    ///   - last: the newest id of the post, or `zero`.
    ///   - nanoseconds: now, since the Unix epoch.
    ///   - node: who gives the id.
    public static func next(after last: EventID, atNanoseconds nanoseconds: Int64, node: UInt8) -> EventID {
        let limit = Self.max.rawValue >> nodeBits
        let now = (nanoseconds - epochMilliseconds * 1_000_000) / (1_000_000 / ticksPerMillisecond)
        let ticks = Swift.max(now, last.ticks + 1)
        return EventID(unchecked: Swift.min(ticks, limit) << nodeBits | Int64(node))
    }

    /// The id of an imported comment: one from the comment's own time. The node 255 is kept for imports, so no event
    /// of the post has it.
    ///
    /// - Parameters:
    ///   - milliseconds: since the Unix epoch.
    ///   - offset: sixteenths of a millisecond later, for one of many at the same time.
    /// - Returns: nil for times outside 2005 to 2074.
    public static func imported(atMilliseconds milliseconds: Int64, offset: Int64 = 0) -> EventID? {
        guard (epochMilliseconds...max.milliseconds).contains(milliseconds) else { return nil }
        return imported(atTick: (milliseconds - epochMilliseconds) * ticksPerMillisecond + offset)
    }

    /// The next id that an imported comment may have.
    public var nextImported: EventID? { Self.imported(atTick: ticks + 1) }

    private static func imported(atTick tick: Int64) -> EventID? {
        EventID(rawValue: tick << nodeBits | importNode)
    }

    /// By value, which is by time.
    public static func < (left: EventID, right: EventID) -> Bool { left.rawValue < right.rawValue }
}

extension EventID: CustomStringConvertible {
    /// Decimal digits, as on the wire.
    public var description: String { String(rawValue) }
}
