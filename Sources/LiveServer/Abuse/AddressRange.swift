#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A range of IP addresses in CIDR notation, such as `10.0.0.0/8` or `::1`.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    /// As it was written.
    public let description: String
    private let bytes: [UInt8]
    private let prefix: Int

    /// Nil when `text` is neither an address nor a range of them.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let bytes = Self.bytes(String(first)) else { return nil }
        description = text
        self.bytes = bytes
        if parts.count == 2 {
            guard let prefix = Int(parts[1]), (0...bytes.count * 8).contains(prefix) else { return nil }
            self.prefix = prefix
        } else {
            prefix = bytes.count * 8
        }
    }

    /// Whether an address, in text, lies in the range.
    public func contains(_ address: String) -> Bool {
        guard let other = Self.bytes(address), other.count == bytes.count else { return false }
        for bit in 0..<prefix where (bytes[bit / 8] ^ other[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 {
            return false
        }
        return true
    }

    /// 4 bytes or 16, in network order; IPv4 in IPv6 is IPv4.
    private static func bytes(_ text: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4) { Array($0) } }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: v6) { Array($0) }
        let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }
}
