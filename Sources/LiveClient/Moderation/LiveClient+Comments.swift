public import LiveCore

extension LiveClient {
    /// Takes a comment down; one that is down stays so.
    ///
    /// - Parameters:
    ///   - reason: up to 500 characters, for the viewers and the log.
    ///   - erase: also takes the text out of the store, for good.
    public func delete(
        _ comment: EventID, in post: PostID, reason: String? = nil, erase: Bool = false
    ) throws(ClientError) {
        try call(
            Request(
                method: "DELETE",
                target: Request.target(
                    "/comments/\(post)/\(comment)", [("reason", reason), ("erase", erase ? "true" : nil)])))
    }

    /// Puts a comment back that was taken down and not erased.
    public func restore(_ comment: EventID, in post: PostID) throws(ClientError) {
        try call(Request("POST", "/comments/\(post)/\(comment)/restore") { _ in })
    }

    /// Puts a comment into the queue of what waits for a moderator, that was rejected, taken down or can be seen.
    public func hold(_ comment: EventID, in post: PostID) throws(ClientError) {
        try call(Request("POST", "/comments/\(post)/\(comment)/hold") { _ in })
    }
}
