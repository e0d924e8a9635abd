/// A comment that was said elsewhere, or before, with the time at which it was said.
public struct ImportedComment: Sendable, Hashable {
    /// What was said, without what it answers.
    public let comment: NewComment
    /// When, in milliseconds since the Unix epoch, or since wherever the log begins.
    public var milliseconds: Int64
    /// Names it, so that it is imported once however often it comes; nil when it has no name.
    public var key: IdempotencyKey?
    /// The key of the comment it answers, imported into the same post.
    public let answers: IdempotencyKey?

    /// A comment with all its parts.
    public init(
        _ comment: NewComment, milliseconds: Int64, key: IdempotencyKey? = nil, answers: IdempotencyKey? = nil
    ) {
        self.comment = comment
        self.milliseconds = milliseconds
        self.key = key
        self.answers = answers
    }

    /// Reads a line of NDJSON: what `lc history` prints, or an object with a time, an author and a text.
    ///
    /// The time is `timestamp` or `ms`, the author `author_id` or `author` with `author_name`, the text `comment`,
    /// `content` or `text`. The name of the comment is `key`, or else its `comment_id`; `reply_to` is the name of the
    /// one it answers. Other members are ignored.
    ///
    /// Nil for what a stream tells besides comments, such as a pin or a gap: an `event` that shows no comment. A
    /// `restore` shows one, which may not have been there before.
    public init?(json line: some Sequence<UInt8>) throws(ImportRefusal) {
        var fields = Fields()
        var isOther = false
        var misplaced: JSONError?
        do throws(JSONError) {
            try JSONReader.read(line) { reader throws(JSONError) in
                try reader.object { reader, member throws(JSONError) in
                    if member == "event", try reader.kind() == .string {
                        isOther = !["comment", "restore"].contains(try reader.string())
                        return
                    }
                    guard Fields.names.contains(member) else { return try reader.skip() }
                    switch try reader.kind() {
                    case .string: fields[member] = try reader.string()
                    case .number: fields[member] = String(try reader.integer())
                    case .null: try reader.skip()
                    case .object, .array, .boolean:
                        misplaced = misplaced ?? reader.error("expected a string or a number")
                        try reader.skip()
                    }
                }
            }
        } catch {
            throw .malformed("no valid JSON: \(error)")
        }
        if isOther { return nil }
        if let misplaced { throw .malformed("no valid JSON: \(misplaced)") }
        try self.init(fields)
    }

    /// Reads a record of CSV, with the same names.
    ///
    /// - Parameter header: the first record of the table.
    public init(record: [String], header: [String]) throws(ImportRefusal) {
        guard record.count == header.count else {
            throw .malformed("\(Counted.text(record.count, "field")), and \(header.count) in the first line")
        }
        var fields = Fields()
        for (name, value) in zip(header, record) where Fields.names.contains(name) && !value.isEmpty {
            fields[name] = value
        }
        try self.init(fields)
    }

    /// Looks at the first record of a table.
    ///
    /// - Throws: ``ImportRefusal`` when no record below it can be read, for want of a column.
    public static func check(header: [String]) throws(ImportRefusal) {
        var fields = Fields()
        for name in header { fields[name] = name }
        _ = try fields.needed()
    }

    private init(_ fields: Fields) throws(ImportRefusal) {
        let (time, author, text) = try fields.needed()
        guard let milliseconds = Int64(time) else { throw .malformed("timestamp: allowed is a whole number") }
        do throws(CommentRefusal) {
            comment = try NewComment(author: author, authorName: fields["author_name"], content: text)
        } catch {
            throw .comment(error)
        }
        self.milliseconds = milliseconds
        key = try Self.key(fields["key", "comment_id"], "key")
        answers = try Self.key(fields["reply_to"], "reply_to")
    }

    private static func key(_ text: String?, _ field: String) throws(ImportRefusal) -> IdempotencyKey? {
        guard let text else { return nil }
        guard let key = IdempotencyKey(rawValue: text) else {
            throw .malformed("\(field): allowed is \(IdempotencyKey.allowed)")
        }
        return key
    }

    /// What a line says, by name.
    private struct Fields {
        static let names: Set = [
            "timestamp", "ms", "author_id", "author", "author_name", "comment", "content", "text", "key", "comment_id",
            "reply_to",
        ]

        private var values: [String: String] = [:]

        subscript(name: String) -> String? {
            get { values[name] }
            set { values[name] = newValue }
        }

        /// The first of these that is there.
        subscript(names: String...) -> String? { names.lazy.compactMap { values[$0] }.first }

        /// What no comment can be without.
        func needed() throws(ImportRefusal) -> (time: String, author: String, text: String) {
            guard let time = self["timestamp", "ms"], let author = self["author_id", "author"],
                let text = self["comment", "content", "text"]
            else { throw .malformed("expected a timestamp, an author_id and a comment, or ms, author and text") }
            return (time, author, text)
        }
    }
}

/// Why a line is not imported.
public enum ImportRefusal: Error, Sendable, Hashable {
    /// It can't be read; the text says why.
    case malformed(String)
    /// What was said is not allowed.
    case comment(CommentRefusal)
    /// The time is before ids begin, or not past yet.
    case time

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .malformed: "invalid_line"
        case .comment(.contentEmpty): "content_empty"
        case .comment(.contentTooLong): "content_too_long"
        case .comment: "invalid_body"
        case .time: "invalid_time"
        }
    }
}

extension ImportRefusal: CustomStringConvertible {
    /// What is wrong, and what is allowed.
    public var description: String {
        switch self {
        case .malformed(let reason): reason
        case .comment(let refusal): refusal.description
        case .time: "timestamp: allowed are milliseconds since the Unix epoch, from 2005 on and not in the future"
        }
    }
}

extension JSONWriter {
    /// A line that ``ImportedComment/init(json:)`` reads.
    public mutating func imported(_ line: ImportedComment) {
        object { json in
            json.optionalString("key", line.key?.rawValue)
            json.key("timestamp")
            json.integer(line.milliseconds)
            json.key("author_id")
            json.string(line.comment.author)
            json.optionalString("author_name", line.comment.authorName)
            json.key("comment")
            json.string(line.comment.content)
            json.optionalString("reply_to", line.answers?.rawValue)
        }
    }
}
