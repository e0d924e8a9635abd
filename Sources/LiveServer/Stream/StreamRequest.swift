import HummingbirdCore
import LiveCore
import LiveHub
import NIOHTTP1

/// A request for the live stream of a post.
struct StreamRequest: Sendable, Hashable {
    static let path = "/stream/comments"

    let post: PostID
    let start: StartPosition
    /// The most comments a second that are wanted; nil for all of them.
    let maxRate: RateClass?
    /// From another site, whose scripts may read the stream if it is configured.
    let origin: String?
    /// Whose stream it is to be.
    let credentials: Credentials

    /// The stream a request asks for; nil when it asks for something else, or for a stream that can't be.
    static func find(in head: HTTPRequestHead) -> StreamRequest? {
        guard head.method == .GET, head.uri.contains(path) else { return nil }
        let uri = URI(head.uri)
        guard uri.path == path else { return nil }
        return try? StreamRequest(
            QueryParameters(uri.query.map { $0[...] }), lastEventID: head.headers.first(name: "last-event-id"),
            origin: head.headers.first(name: "origin"), authorization: authorization(in: head))
    }

    /// Of several fields, no one is a token.
    private static func authorization(in head: HTTPRequestHead) -> String? {
        let values = head.headers["authorization"]
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// - Throws: `invalid_parameter`, naming it and what is allowed.
    init(
        _ query: QueryParameters, lastEventID: String?, origin: String?, authorization: String?
    ) throws(Problem) {
        let posts = query.all("postId")
        guard posts.count == 1, let post = posts[0].flatMap(PostID.init(rawValue:)) else {
            throw .invalidParameter("postId", allowed: "one post: " + PostID.allowed)
        }
        self.post = post
        self.origin = origin
        credentials = Credentials(authorization, parameter: try query.text("access_token"))
        // Also when the header wins over them, a parameter that is none is an error.
        let cursor = try query.eventID("cursor")
        let history = try query.wholeNumber("history", in: Limits.history)
        maxRate = try query.rateClass("maxRate")
        start =
            if let last = lastEventID, !last.isEmpty {
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
