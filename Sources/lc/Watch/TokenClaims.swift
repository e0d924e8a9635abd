import LiveCore

/// What a token says of its bearer. It is not checked here: that is the server's part, and a viewer that takes itself
/// for a moderator only has keys that the server refuses.
struct TokenClaims {
    private(set) var subject: String?
    private(set) var name: String?
    private(set) var isModerator = false
    /// When it ends, in seconds since the Unix epoch; nil for never.
    private(set) var expiry: Int64?

    /// Reads the claims of a JSON Web Token (RFC 7519); nil when it is none.
    init?(_ token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let json = Self.decoded(parts[1]) else { return nil }
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, member throws(JSONError) in
                    switch member {
                    case "sub": subject = try reader.string()
                    case "name": name = try reader.string()
                    case "exp": expiry = Int64(Double(String(decoding: try reader.source(), as: UTF8.self)) ?? 0)
                    case "role": isModerator = ["moderator", "admin"].contains(try reader.string())
                    default: try reader.skip()
                    }
                }
            }
        } catch {
            return nil
        }
    }

    /// Base 64 with the alphabet for URLs, without padding (RFC 4648, 5).
    private static func decoded(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
            case UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "_"): value = 63
            default: return nil
            }
            (bits, count) = ((bits << 6 | Int(value)) & 0xFFFF, count + 6)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return bytes
    }
}
