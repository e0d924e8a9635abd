/// A comment on its way in: checked, and not yet accepted.
public struct NewComment: Sendable, Hashable {
    /// Who says it.
    public let author: String
    /// What the author is to be called.
    public private(set) var authorName: String?
    /// What is said, with CRLF and CR made LF.
    public let content: String
    /// The comment it answers. Whether there is one of that id, the store knows.
    public let replyTo: EventID?

    /// Checks every field against ``Limits``.
    ///
    /// - Throws: ``CommentRefusal``, naming the field and what is allowed.
    public init(
        author: String, authorName: String? = nil, content: String, replyTo: EventID? = nil
    ) throws(CommentRefusal) {
        self.author = try Self.checkedLine(author, field: "author_id", limit: Limits.authorCharacters)
        self.authorName =
            if let authorName {
                try Self.checkedLine(authorName, field: "author_name", limit: Limits.authorNameCharacters)
            } else {
                nil
            }
        self.content = try Self.checkedContent(content)
        self.replyTo = replyTo
    }

    /// Whether a text can be an author's id.
    public static func isAuthor(_ text: String) -> Bool {
        (try? checkedLine(text, field: "author_id", limit: Limits.authorCharacters)) != nil
    }

    /// Whether an author can be called so.
    public static func isAuthorName(_ text: String) -> Bool {
        (try? checkedLine(text, field: "author_name", limit: Limits.authorNameCharacters)) != nil
    }

    private static func checkedLine(_ text: String, field: String, limit: Int) throws(CommentRefusal) -> String {
        guard !text.unicodeScalars.contains(where: { isControl($0) || isLineBreak($0) }) else {
            throw .invalid(field: field, allowed: "one line without control characters")
        }
        guard text.utf8.count <= Limits.authorBytes, !isBlank(text), text.count <= limit else {
            throw .invalid(field: field, allowed: "1 to \(limit) characters, not only white space")
        }
        return text
    }

    /// The same comment with its author called `name`, a text that ``isAuthorName(_:)``.
    public func named(_ name: String) -> NewComment {
        var comment = self
        comment.authorName = name
        return comment
    }

    private static func checkedContent(_ raw: String) throws(CommentRefusal) -> String {
        let text = normalisedLineBreaks(raw)
        guard !text.unicodeScalars.contains(where: { isControl($0) && $0 != "\t" && $0 != "\n" }) else {
            throw .invalid(field: "content", allowed: "text without control characters other than tab, CR and LF")
        }
        guard !isBlank(text) else { throw .contentEmpty }
        guard text.utf8.count <= Limits.contentBytes else { throw .contentTooLong }
        // A character is at least a byte, so short text needs no count.
        guard text.utf8.count <= Limits.contentCharacters || text.count <= Limits.contentCharacters else {
            throw .contentTooLong
        }
        return text
    }

    private static func normalisedLineBreaks(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if !(scalar == "\n" && previous == "\r") { result.append(scalar == "\r" ? "\n" : scalar) }
            previous = scalar
        }
        return String(result)
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    /// C0 and C1; DEL is neither.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x80...0x9F).contains(scalar.value)
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x2028 || scalar.value == 0x2029
    }
}

/// Why a comment is not even looked at.
public enum CommentRefusal: Error, Sendable, Hashable {
    /// A field is missing, of the wrong type, or holds what it must not.
    case invalid(field: String, allowed: String)
    /// The body is no JSON object; the text says what is wrong, and where.
    case malformed(String)
    /// Nothing but white space.
    case contentEmpty
    /// Over 2,000 characters or 8,000 bytes.
    case contentTooLong
}

extension CommentRefusal: CustomStringConvertible {
    /// What is wrong, where, and what is allowed.
    public var description: String {
        switch self {
        case .invalid(let field, let allowed): "\(field): allowed is \(allowed)"
        case .malformed(let reason): "the body is no valid JSON: \(reason)"
        case .contentEmpty: "content: allowed is anything but only white space"
        case .contentTooLong:
            "content: allowed are \(Limits.contentCharacters) characters and \(Limits.contentBytes) bytes"
        }
    }
}
