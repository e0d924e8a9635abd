import LiveCore

/// A message that posts a comment: `{"post": {"author_id", "content", …, "key"?}}`.
struct WebSocketPost: Sendable, Hashable {
    /// With the members that a `POST /comments/{postId}` has; why not, when they are no comment's.
    let comment: Result<NewComment, CommentRefusal>
    /// Names the act of posting, see ``IdempotencyKey``.
    let key: String?

    /// - Throws: 400 `invalid_body`.
    init(json: some Sequence<UInt8>) throws(Problem) {
        var members = Members()
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in
                    if name == "post" { try members.read(from: &reader) } else { try reader.skip() }
                }
            }
        } catch {
            comment = .failure(try members.refusal(for: error))
            key = nil
            return
        }
        guard members.hasCome else { throw .invalidBody(Members.allowed) }
        let fields = members.comment
        comment = Result { () throws(CommentRefusal) in try fields.comment() }
        key = members.key
    }
}

/// What is inside of `post`.
private struct Members {
    static let allowed = "post: allowed is an object"

    private(set) var hasCome = false
    private(set) var comment = NewComment.Fields()
    private(set) var key: String?
    /// What is wrong with what is being read, if it stops there.
    private var flaw: String?

    mutating func read(from reader: inout JSONReader) throws(JSONError) {
        self = Members()
        guard try reader.kind() == .object else {
            flaw = Self.allowed
            throw reader.error("expected an object")
        }
        try reader.object { reader, name throws(JSONError) in
            if name == "key" { try readKey(from: &reader) } else { try comment.read(name, from: &reader) }
        }
        hasCome = true
    }

    private mutating func readKey(from reader: inout JSONReader) throws(JSONError) {
        flaw = "key: allowed is \(IdempotencyKey.allowed)"
        key = try reader.nullIfPresent() ? nil : try reader.string()
        if let key, IdempotencyKey(rawValue: key) == nil { throw reader.error("expected a key") }
        flaw = nil
    }

    /// Why the comment is none, when that is what the reader stopped at.
    func refusal(for error: JSONError) throws(Problem) -> CommentRefusal {
        if let flaw { throw .invalidBody(flaw) }
        let refusal = comment.refusal(for: error)
        if case .malformed = refusal { throw .invalidBody("the message is no valid JSON object: \(error)") }
        return refusal
    }
}

extension Posting.Receipt {
    /// The message that answers a ``WebSocketPost``.
    var message: [UInt8] {
        Array(#"{"receipt":"#.utf8) + json + (isReplayed ? #","replayed":true}"# : "}").utf8
    }
}

extension Problem {
    /// The message that answers a ``WebSocketPost``.
    var message: [UInt8] { Array(#"{"error":"#.utf8) + json + "}".utf8 }
}
