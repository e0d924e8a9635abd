import LiveCore
import LiveHub

/// The entity tag of a page (RFC 9110, 8.8.3): what was asked for, and the post's newest id.
///
/// Everything that can change a page is an event of its post, so a page is the same as long as that id is.
struct PageTag: Sendable, Hashable {
    let text: String

    /// - Parameter version: the post's newest id when the page was read, or before.
    init(_ query: PageQuery, version: EventID) {
        let range: [String?] = [
            query.direction.rawValue, query.cursor?.description, query.limit.description, query.since?.description,
            query.until?.description, query.text,
        ]
        text = "\"\(version)-\(String(Self.hash(range), radix: 36))\""
    }

    /// Whether a client has this page: one of the tags in its `If-None-Match` fields is this one.
    func isNamed(in fields: [String]) -> Bool {
        fields.contains { value in
            value.split(separator: ",").contains { tag in
                let tag = tag.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
                return tag == text || tag == "W/\(text)" || tag == "*"
            }
        }
    }

    /// 64-bit FNV-1a; clients and caches keep tags, so it must not differ from one start to the next.
    private static func hash(_ parts: [String?]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in (part ?? "\u{0}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return hash
    }
}
