import LiveCore

/// A message that posts a comment: `{"post": {"author_id", "content", …, "key"?, "video_id"?}}`.
struct WebSocketPost: Sendable, Hashable {
    /// With the members that a `POST /comments/{postId}` has; why not, when they are no comment's.
    let comment: Result<NewComment, CommentRefusal>
    /// Names the act of posting, see ``IdempotencyKey``.
    let key: String?
    /// The post it names, which a stream of one post can do without.
    let post: PostID?

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
            (key, post) = (nil, members.post)
            return
        }
        guard members.hasCome else { throw .invalidBody(Members.allowed) }
        let fields = members.comment
        comment = Result { () throws(CommentRefusal) in try fields.comment() }
        (key, post) = (members.key?.rawValue, members.post)
    }

    /// Where the comment goes that came over a stream of some posts.
    ///
    /// - Throws: 400 `invalid_body`.
    func place(among posts: [PostID]) throws(Problem) -> PostID {
        if let post, posts.contains(post) { return post }
        // What could not be read to its end may have named its post there, and is refused in any case.
        if post == nil, case .failure = comment { return posts[0] }
        guard post == nil, posts.count == 1 else { throw .invalidBody("video_id: allowed is a post of the stream") }
        return posts[0]
    }
}

/// What is inside of `post`.
private struct Members {
    static let allowed = "post: allowed is an object"

    private(set) var hasCome = false
    private(set) var comment = NewComment.Fields()
    private(set) var key: IdempotencyKey?
    private(set) var post: PostID?
    /// What is wrong with what is being read, if it stops there.
    private var flaw: String?

    mutating func read(from reader: inout JSONReader) throws(JSONError) {
        self = Members()
        guard try reader.kind() == .object else {
            flaw = Self.allowed
            throw reader.error("expected an object")
        }
        try reader.object { reader, name throws(JSONError) in
            switch name {
            case "key": key = try read(name, from: &reader, allowed: IdempotencyKey.allowed)
            case "video_id": post = try read(name, from: &reader, allowed: PostID.allowed)
            default: try comment.read(name, from: &reader)
            }
        }
        hasCome = true
    }

    /// Reads a member that may be left out.
    private mutating func read<Value: RawRepresentable<String>>(
        _ member: String, from reader: inout JSONReader, allowed: String
    ) throws(JSONError) -> Value? {
        flaw = "\(member): allowed is \(allowed)"
        guard try !reader.nullIfPresent() else {
            flaw = nil
            return nil
        }
        guard let value = Value(rawValue: try reader.string()) else { throw reader.error("expected \(allowed)") }
        flaw = nil
        return value
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
