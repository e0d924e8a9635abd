public import LiveCore

extension LiveClient {
    /// The comments that wait for a moderator, oldest first.
    ///
    /// - Parameter post: whose; nil for all.
    public func heldComments(of post: PostID? = nil) throws(ClientError) -> [Record] {
        try all("/moderation/queue", [("postId", post?.rawValue)], listed: "comments")
    }

    /// Lets a held comment through, or takes it down.
    ///
    /// - Parameter reason: up to 500 characters, for the log.
    public func decide(
        _ comment: EventID, in post: PostID, approve: Bool, reason: String? = nil
    ) throws(ClientError) {
        try call(
            Request("POST", Self.held(comment, in: post)) { json in
                json.key("approve")
                json.boolean(approve)
                json.optionalString("reason", reason)
            })
    }

    /// Says "I am looking at this one", for a minute.
    public func claim(_ comment: EventID, in post: PostID) throws(ClientError) {
        try call(Request("PUT", Self.held(comment, in: post, "/claim")) { _ in })
    }

    /// Says "I am no longer looking at this one".
    public func release(_ comment: EventID, in post: PostID) throws(ClientError) {
        try call(Request(method: "DELETE", target: Self.held(comment, in: post, "/claim")))
    }

    /// An id is unique within its post only.
    private static func held(_ comment: EventID, in post: PostID, _ rest: String = "") -> String {
        Request.target("/moderation/queue/\(comment)\(rest)", [("postId", post.rawValue)])
    }
}
