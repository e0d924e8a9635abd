import LiveCore

/// A message that posts a comment: `{"post": {"author_id", "content", …, "key"?}}`.
struct WebSocketPost: Sendable, Hashable {
    /// As a `POST /comments/{postId}` has it.
    let body: [UInt8]
    /// Names the act of posting, see ``IdempotencyKey``.
    let key: String?

    /// - Throws: 400 `invalid_body`.
    init(json: some Sequence<UInt8>) throws(Problem) {
        var body: [UInt8]?
        var key: String?
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
        do throws(JSONError) {
            try JSONReader.read(body) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in
                    guard name == "key" else { return try reader.skip() }
                    key = try reader.nullIfPresent() ? nil : try reader.string()
                }
            }
        } catch {
            throw .invalidBody("key: allowed is \(IdempotencyKey.allowed)")
        }
        if let key, IdempotencyKey(rawValue: key) == nil {
            throw .invalidBody("key: allowed is \(IdempotencyKey.allowed)")
        }
        self.body = body
        self.key = key
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
