/// The name of what is being commented on: a video, a stream.
///
/// 1 to 128 characters of `A-Z a-z 0-9 . _ ~ : -`, and neither `.` nor `..`, so that a name is
/// always one path segment and never needs escaping. A post never has to be created first.
public struct PostID: RawRepresentable, Hashable, Sendable {
    /// What a name may be, for error messages.
    public static let allowed = "1 to 128 characters of A-Z a-z 0-9 . _ ~ : -, not . or .."

    /// The name as the client wrote it.
    public let rawValue: String

    /// Nil when `rawValue` is no name of a post.
    public init?(rawValue: String) {
        let utf8 = rawValue.utf8
        guard (1...128).contains(utf8.count), utf8.allSatisfy(Self.isAllowed) else { return nil }
        guard rawValue != ".", rawValue != ".." else { return nil }
        self.rawValue = rawValue
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
            UInt8(ascii: ":"), UInt8(ascii: "-"):
            true
        default:
            false
        }
    }
}

extension PostID: CustomStringConvertible {
    /// The name itself.
    public var description: String { rawValue }
}
