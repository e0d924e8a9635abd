import LiveCore

/// A comment of one's own on its way.
struct Outgoing: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case pending
        /// Not taken.
        ///
        /// - Parameter retryAt: when trying again makes sense, in milliseconds since the Unix epoch.
        case failed(reason: String, retryAt: Int64?)
        /// Taken, and waiting for a moderator: it has no place in the list yet.
        case held
    }

    /// Counts what was sent under this post.
    let number: Int
    let content: String
    let replyTo: EventID?
    /// When it was first sent, in milliseconds since the Unix epoch.
    let sentAt: Int64
    var state = State.pending

    var place: Place { Place(outgoing: number) }
}
