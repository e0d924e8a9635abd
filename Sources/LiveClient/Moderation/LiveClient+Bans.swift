public import LiveCore

/// Who is kept from posting, where, how long and why.
public struct Ban: Sendable, Hashable {
    /// The author.
    public var author: String
    /// The post; nil for everywhere.
    public var post: PostID?
    /// How long; nil for good.
    public var seconds: Int?
    /// Up to 500 characters, for the author and the log.
    public var reason: String?
    /// Whether to take down what the author has said there, too.
    public var deletesComments = false

    /// A ban from everywhere, for good, unless said otherwise.
    public init(_ author: String, from post: PostID? = nil, seconds: Int? = nil, reason: String? = nil) {
        self.author = author
        self.post = post
        self.seconds = seconds
        self.reason = reason
    }
}

extension LiveClient {
    /// Keeps an author from posting.
    ///
    /// - Returns: the ban; `deleted` and `purge_id` say how many comments went with it, and what undoes that.
    @discardableResult
    public func ban(_ ban: Ban) throws(ClientError) -> Record {
        let request = Request("PUT", "/moderation/bans/\(Request.encoded(ban.author))") { json in
            json.optionalString("video_id", ban.post?.rawValue)
            json.optionalInteger("seconds", ban.seconds.map(Int64.init))
            json.optionalString("reason", ban.reason)
            guard ban.deletesComments else { return }
            json.key("delete_comments")
            json.boolean(true)
        }
        return try read(request) { body throws(JSONError) in try Record(json: body) }
    }

    /// Lets an author post again.
    ///
    /// - Parameter post: where; nil ends the ban from everywhere.
    public func unban(_ author: String, from post: PostID? = nil) throws(ClientError) {
        try call(
            Request(
                method: "DELETE",
                target: Request.target(
                    "/moderation/bans/\(Request.encoded(author))", [("postId", post?.rawValue)])))
    }

    /// Who is kept from posting now.
    ///
    /// - Parameter post: where; nil for everywhere, and in whatever post.
    public func bans(from post: PostID? = nil) throws(ClientError) -> [Record] {
        try all("/moderation/bans", [("postId", post?.rawValue)], listed: "bans")
    }
}
