import LiveClient
import LiveCore

/// Posts comments, each once, and tries again where that can help.
struct Poster {
    private static let attempts = 4
    /// The longest that a server's `Retry-After` is waited for by somebody who is not patient.
    private static let patience = Duration.seconds(5)

    private let client: LiveClient
    private let options: ServerOptions

    init(_ client: LiveClient, options: ServerOptions) {
        self.client = client
        self.options = options
    }

    /// - Parameter isPatient: waits as often and as long as a server that is busy asks for.
    func post(_ comment: NewComment, to post: PostID, isPatient: Bool = false) throws -> Receipt {
        let key = IdempotencyKey()
        var attempt = 0
        while true {
            attempt += 1
            do throws(ClientError) {
                return try client.post(comment, to: post, key: key)
            } catch {
                let wait = error.retryAfter ?? .milliseconds(250 << attempt)
                let isBusy = isPatient && error.retryAfter != nil
                guard error.isRetryable, isBusy || (attempt < Self.attempts && wait <= Self.patience) else {
                    throw Failure(error, doing: "posting to \(post)")
                }
                options.say("\(error); trying again")
                pause(until: .now + wait)
            }
        }
    }
}
