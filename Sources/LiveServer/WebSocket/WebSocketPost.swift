import LiveCore

/// A message that posts a comment: `{"post": {"author_id", "content", …, "key"?, "video_id"?}}`.
struct WebSocketPost: Sendable, Hashable {
    /// As a `POST /comments/{postId}` has it.
    let body: [UInt8]
    /// Names the act of posting, see ``IdempotencyKey``.
    let key: String?
    /// The post it names, which a stream of one post can do without.
    let post: PostID?

    /// - Throws: 400 `invalid_body`.
    init(json: some Sequence<UInt8>) throws(Problem) {
        var body: [UInt8]?
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in
                    if name == "post" { body = try reader.source() } else { try reader.skip() }
                }
            }
        } catch {
            throw .invalidBody("the message is no valid JSON object: \(error)")
        }
        guard let body, body.first == UInt8(ascii: "{") else { throw .invalidBody("post: allowed is an object") }
        self.body = body
        key = try Self.member("key", of: body, allowed: IdempotencyKey.allowed, IdempotencyKey.init)?.rawValue
        post = try Self.member("video_id", of: body, allowed: PostID.allowed, PostID.init)
    }

    /// A member that may be left out.
    private static func member<Value>(
        _ member: String, of json: [UInt8], allowed: String, _ make: (String) -> Value?
    ) throws(Problem) -> Value? {
        var text: String?
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in
                    guard name == member else { return try reader.skip() }
                    text = try reader.nullIfPresent() ? nil : try reader.string()
                }
            }
        } catch {
            throw .invalidBody("\(member): allowed is \(allowed)")
        }
        guard let text else { return nil }
        guard let value = make(text) else { throw .invalidBody("\(member): allowed is \(allowed)") }
        return value
    }

    /// Where the comment goes that came over a stream of some posts.
    func place(among posts: [PostID]) throws(Problem) -> PostID {
        if let post, posts.contains(post) { return post }
        guard post == nil, posts.count == 1 else { throw .invalidBody("video_id: allowed is a post of the stream") }
        return posts[0]
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
