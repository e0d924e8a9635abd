public import LiveCore

extension LiveClient {
    /// How much is going on, in a post or, without one, in all.
    public func stats(of post: PostID? = nil) throws(ClientError) -> Record {
        try read(Request(target: post.map { "/stats/\($0)" } ?? "/stats")) { body throws(JSONError) in
            try Record(json: body)
        }
    }
}
