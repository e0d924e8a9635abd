/// Names one act of posting, so that it can be tried again without posting twice.
public struct IdempotencyKey: RawRepresentable, Sendable, Hashable {
    /// What a key may be, for error messages.
    public static let allowed = "1 to \(Limits.idempotencyKeyCharacters) printable ASCII characters"

    /// 1 to 255 printable ASCII characters.
    public let rawValue: String

    /// Nil when `rawValue` is no key.
    public init?(rawValue: String) {
        guard (1...Limits.idempotencyKeyCharacters).contains(rawValue.utf8.count),
            rawValue.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    /// A key that nobody has used: 128 random bits.
    public init() {
        rawValue =
            String(UInt64.random(in: .min ... .max), radix: 36) + "-"
            + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}
