import LiveClient
import LiveCore

/// Posts comments, each once, and tries again where that can help.
struct Poster {
    private let client: LiveClient
    private let options: ServerOptions

    init(_ client: LiveClient, options: ServerOptions) {
        self.client = client
        self.options = options
    }

    /// - Parameter isPatient: waits as often and as long as a server that is busy asks for.
    func post(_ comment: NewComment, to post: PostID, isPatient: Bool = false) throws -> Receipt {
        let key = IdempotencyKey()
        return try Retry(options: options, isPatient: isPatient)("posting to \(post)") { () throws(ClientError) in
            try client.post(comment, to: post, key: key)
        }
    }
}
