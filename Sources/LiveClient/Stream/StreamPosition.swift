public import LiveCore

/// Where a stream is to begin.
public enum StreamStart: Sendable, Hashable {
    /// With the last so many comments (0 to 500), then live.
    case history(Int)
    /// With everything after an id, then live.
    case after(EventID)

    fileprivate var parameter: (name: String, value: String?) {
        switch self {
        case .history(let count): ("history", String(count))
        case .after(let id): ("cursor", id.description)
        }
    }
}

/// How far a stream of a post has come, over all its connections.
struct StreamPosition {
    let post: PostID
    private let start: StreamStart
    private let maxRate: Int?
    /// The last id the server gave; nil before the first.
    private(set) var last: EventID?

    init(post: PostID, start: StreamStart, maxRate: Int? = nil) {
        self.post = post
        self.start = start
        self.maxRate = maxRate
    }

    /// The request that goes on from here.
    var request: Request {
        var request = Request(
            target: Request.target(
                "/stream/comments",
                [("postId", post.rawValue), start.parameter, ("maxRate", maxRate.map { String($0) })]))
        request.headers = [("Accept", "text/event-stream"), ("Cache-Control", "no-store")]
        if let last { request.headers.append(("Last-Event-ID", last.description)) }
        return request
    }

    /// Notes an event; false when it was there before: what a server sends again after a reconnection.
    mutating func advance(to message: SSEMessage) -> Bool {
        // These say how things are, and have no place in the sequence.
        if message.event == "viewers" { return true }
        guard let id = EventID(message.lastEventID), id > last ?? .zero else { return false }
        last = id
        return true
    }

    /// Notes where the stream stands, which a server may say without an event.
    mutating func advance(to lastEventID: String) {
        if let id = EventID(lastEventID), id > last ?? .zero { last = id }
    }
}
