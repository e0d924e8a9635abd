import HummingbirdCore
import LiveCore
import LiveHub
import NIOHTTP1

/// A request for the live stream of a post.
struct StreamRequest: Sendable, Hashable {
    static let path = "/stream/comments"

    let post: PostID
    let start: StartPosition
    /// From another site, whose scripts may read the stream if it is configured.
    let origin: String?

    /// The stream a request asks for, or what is wrong with it; nil when it asks for something else.
    static func find(in head: HTTPRequestHead) -> Result<StreamRequest, Problem>? {
        guard head.method == .GET, head.uri.contains(path) else { return nil }
        let uri = URI(head.uri)
        guard uri.path == path else { return nil }
        return Result { () throws(Problem) in try StreamRequest(uri, head.headers) }
    }

    private init(_ uri: URI, _ headers: HTTPHeaders) throws(Problem) {
        let query = uri.queryParameters
        let posts = query.getAll("postId")
        guard posts.count == 1, let post = PostID(rawValue: posts[0]) else {
            throw .invalidParameter("postId", allowed: "one post: " + PostID.allowed)
        }
        self.post = post
        origin = headers.first(name: "origin")
        // Also when the header wins over them, a parameter that is none is an error.
        let cursor = try query.eventID("cursor")
        let history = try query.wholeNumber("history", in: Limits.history)
        start =
            if let last = headers.first(name: "last-event-id"), !last.isEmpty {
                EventID(last).map(StartPosition.after) ?? .unknown
            } else if let cursor {
                .after(cursor)
            } else if let history {
                .history(history)
            } else {
                .now
            }
    }
}
