public import LiveCore

/// Talks to a server: posts, reads pages. One thread at a time; each call blocks until it has its answer. The
/// connection is kept for the next call.
public final class LiveClient {
    let transfer: Transfer
    private let limits: TimeLimits

    /// A client that has not connected yet.
    ///
    /// - Parameter patience: the longest that a call may take.
    public init(_ endpoint: Endpoint, patience: Duration = .seconds(30)) {
        transfer = Transfer(endpoint)
        limits = TimeLimits(total: max(Int(patience / .milliseconds(1)), 1))
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
        return try read(request) { body throws(JSONError) in try Receipt(json: body) }
    }

    /// A page of a post's comments.
    public func page(_ query: PageQuery) throws(ClientError) -> Page {
        try read(Request(target: query.target)) { body throws(JSONError) in try Page(json: body, in: query.post) }
    }

    /// One comment.
    public func comment(_ id: EventID, in post: PostID) throws(ClientError) -> Comment {
        try read(Request(target: "/comments/\(post)/\(id)")) { body throws(JSONError) in
            try Comment(json: body, in: post)
        }
    }

    /// A post's state, pin and counts.
    public func status(of post: PostID) throws(ClientError) -> PostStatus {
        try read(Request(target: "/posts/\(post)")) { body throws(JSONError) in try PostStatus(json: body, of: post) }
    }

    /// Whom the server takes the token's bearer for.
    public func bearer() throws(ClientError) -> Bearer {
        try read(Request(target: "/whoami")) { body throws(JSONError) in try Bearer(json: body) }
    }

    /// Makes a call and gives the body of the answer.
    @discardableResult
    func call(_ request: Request) throws(ClientError) -> [UInt8] {
        let answer = try transfer.perform(request, limits)
        guard answer.isSuccess else { throw answer.error }
        return answer.body
    }

    /// Makes a call whose answer is a JSON value.
    func read<Value>(
        _ request: Request, _ parse: ([UInt8]) throws(JSONError) -> Value
    ) throws(ClientError) -> Value {
        let body = try call(request)
        do {
            return try parse(body)
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
