public import LiveCore

extension LiveClient {
    /// The posts in which something was said last, newest first.
    ///
    /// - Parameters:
    ///   - prefix: what their names begin with.
    ///   - limit: the most to give.
    public func recentPosts(prefix: String, limit: Int) throws(ClientError) -> [PostID] {
        let parameters = [("prefix", prefix), ("limit", String(limit))]
        let posts = try read(Request(target: Request.target("/posts", parameters))) { body throws(JSONError) in
            try Record.list("posts", in: body)
        }
        return posts.compactMap { $0["video_id"].flatMap(PostID.init(rawValue:)) }
    }
}
