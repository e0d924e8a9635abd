public import LiveCore

/// Talks to a server: posts, reads pages. One thread at a time; each call blocks until it has its answer. The
/// connection is kept for the next call.
public final class LiveClient {
    private let transfer: Transfer

    /// A client that has not connected yet.
    public init(_ endpoint: Endpoint) {
        transfer = Transfer(endpoint)
    }

    /// Posts a comment and gives its receipt.
    ///
    /// - Parameter key: names this one act of posting: the same call with the same key, made again after
    ///   ``ClientError/unreachable(_:)``, does not post twice.
    public func post(_ comment: NewComment, to post: PostID, key: IdempotencyKey) throws(ClientError) -> Receipt {
        var writer = JSONWriter()
        writer.newComment(comment)
        let request = Request(
            method: "POST", target: "/comments/\(post)", headers: [("Idempotency-Key", key.rawValue)],
            body: writer.bytes)
        let answer = try transfer.perform(request)
        guard answer.isSuccess else { throw answer.error }
        return try read(answer) { body throws(JSONError) in try Receipt(json: body) }
    }

    /// A page of a post's comments.
    public func page(_ query: PageQuery) throws(ClientError) -> Page {
        let answer = try transfer.perform(Request(target: query.target))
        guard answer.isSuccess else { throw answer.error }
        return try read(answer) { body throws(JSONError) in try Page(json: body, in: query.post) }
    }

    /// One comment.
    public func comment(_ id: EventID, in post: PostID) throws(ClientError) -> Comment {
        let answer = try transfer.perform(Request(target: "/comments/\(post)/\(id)"))
        guard answer.isSuccess else { throw answer.error }
        return try read(answer) { body throws(JSONError) in try Comment(json: body, in: post) }
    }

    /// A post's state, pin and counts.
    public func status(of post: PostID) throws(ClientError) -> PostStatus {
        let answer = try transfer.perform(Request(target: "/posts/\(post)"))
        guard answer.isSuccess else { throw answer.error }
        return try read(answer) { body throws(JSONError) in try PostStatus(json: body, of: post) }
    }

    /// Whom the server takes the token's bearer for.
    public func bearer() throws(ClientError) -> Bearer {
        let answer = try transfer.perform(Request(target: "/whoami"))
        guard answer.isSuccess else { throw answer.error }
        return try read(answer) { body throws(JSONError) in try Bearer(json: body) }
    }

    private func read<Value>(
        _ answer: Answer, _ parse: ([UInt8]) throws(JSONError) -> Value
    ) throws(ClientError) -> Value {
        do {
            return try parse(answer.body)
        } catch {
            throw .unexpected("the answer can't be read: \(error)")
        }
    }
}

extension PageQuery {
    /// Where a server has the page.
    var target: String {
        Request.target(
            "/comments/\(post)",
            [
                ("cursor", cursor?.description), ("direction", direction.rawValue), ("pageSize", String(limit)),
                ("since", since.map { String($0) }), ("until", until.map { String($0) }), ("q", text),
            ])
    }
}
