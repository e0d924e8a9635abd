import LiveCore

/// A comment of a log, or why it can't be imported.
typealias Logged = Result<ImportedComment, ImportRefusal>

extension Logged {
    /// A comment from another system, where names may be longer than here.
    static func foreign(author: String, name: String?, text: String, milliseconds: Int64) -> Logged {
        let comment = Result<NewComment, CommentRefusal> { () throws(CommentRefusal) in
            try NewComment(author: DisplayText.line(author), authorName: name.flatMap(shortened), content: text)
        }
        return comment.map { ImportedComment($0, milliseconds: milliseconds) }.mapError { .comment($0) }
    }

    private static func shortened(_ name: String) -> String? {
        let line = String(DisplayText.line(name).prefix(Limits.authorNameCharacters))
        return line.allSatisfy(\.isWhitespace) ? nil : line
    }
}

/// Gives a name to comments that come without one, the same each time the same log is read: what they are, and which
/// they are of those that are the same.
struct CommentNamer {
    private var moment: Int64?
    /// Of what was said at one moment, how often.
    private var counts: [UInt64: Int] = [:]

    mutating func name(_ imported: inout ImportedComment) {
        guard imported.key == nil else { return }
        if moment != imported.milliseconds { counts.removeAll(keepingCapacity: true) }
        moment = imported.milliseconds
        let hash = Self.hash(imported)
        let count = counts[hash, default: 0]
        counts[hash] = count + 1
        imported.key = IdempotencyKey(
            rawValue: "lc-\(String(hash, radix: 36))-\(imported.milliseconds)" + (count > 0 ? "-\(count)" : ""))
    }

    /// 64-bit FNV-1a. Servers keep names, so it must never change.
    private static func hash(_ imported: ImportedComment) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for field in [imported.comment.author, imported.comment.authorName ?? "\u{0}", imported.comment.content] {
            for byte in field.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            // No field holds this byte, so fields can't run into one another.
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return hash
    }
}
