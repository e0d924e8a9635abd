import LiveCore

/// Danmaku of Bilibili: XML with an element `<d p="…">text</d>` for each. Of the list in `p` the first is the time in
/// the video in seconds, the fifth the time of day in seconds since the Unix epoch, the seventh the author.
struct BilibiliDanmaku {
    /// When the video began; nil to go by the times of day.
    let start: Int64?

    /// The comments in a text, in its order. What has no such list is left out.
    func comments(in xml: [UInt8]) -> [Logged] {
        var comments: [Logged] = []
        var rest = String(decoding: xml, as: UTF8.self).utf8[...]
        while let tag = Self.take(upTo: "<d ", from: &rest) != nil ? Self.take(upTo: ">", from: &rest) : nil {
            guard let text = Self.take(upTo: "</d>", from: &rest) else { break }
            if let comment = comment(tag: Substring(tag), text: Self.unescaped(Substring(text))) {
                comments.append(comment)
            }
        }
        return comments
    }

    private func comment(tag: Substring, text: String) -> Logged? {
        guard let list = tag.firstMatch(of: /(?:^|\s)p\s*=\s*["']([^"']*)["']/)?.1 else { return nil }
        let parts = list.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count >= 7, let offset = Double(parts[0]), let time = Int64(parts[4]),
            offset.isFinite, (0..<1_000_000_000_000).contains(time)
        else { return nil }
        let milliseconds = start.map { $0 + Int64(min(max(offset, 0), 1e9) * 1_000) } ?? time * 1_000
        return .foreign(author: String(parts[6]), name: nil, text: text, milliseconds: milliseconds)
    }

    /// What stands before a text; the rest goes on behind it.
    private static func take(upTo text: StaticString, from rest: inout Substring.UTF8View) -> Substring.UTF8View? {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index] == wanted[0], rest[index...].starts(with: wanted) {
                let before = rest[..<index]
                rest = rest[rest.index(index, offsetBy: wanted.count)...]
                return before
            }
            index = rest.index(after: index)
        }
        return nil
    }

    /// Text without XML's escapes.
    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        return String(text).replacing(/&(#x?[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);/) { match -> String in
            switch match.1 {
            case "amp": return "&"
            case "lt": return "<"
            case "gt": return ">"
            case "quot": return "\""
            case "apos": return "'"
            default:
                let isHex = match.1.hasPrefix("#x")
                let number = UInt32(match.1.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
                return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
            }
        }
    }
}
