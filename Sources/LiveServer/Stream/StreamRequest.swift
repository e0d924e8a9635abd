import HTTPTypes
import Hummingbird
import HummingbirdCore
import LiveCore
import LiveHub
import NIOHTTP1

/// A request for the live stream of a post, or of several.
struct StreamRequest: Sendable, Hashable {
    static let path = "/stream/comments"

    /// A post, and where its reader begins.
    struct Part: Sendable, Hashable {
        let post: PostID
        let start: StartPosition
    }

    /// Each post once; several make a stream whose ids name a position in all of them.
    let parts: [Part]
    /// The most comments a second and post that are wanted; nil for all of them.
    let maxRate: RateClass?
    /// From another site, whose scripts may read the stream if it is configured.
    let origin: String?
    /// Nil for server-sent events.
    let handshake: WebSocketHandshake?
    /// Whose stream it is to be.
    let credentials: Credentials

    var dialect: StreamDialect { handshake == nil ? .serverSentEvents : .webSocket }

    /// The stream a request asks for; nil when it asks for something else, or for a stream that can't be.
    static func find(in head: HTTPRequestHead) -> StreamRequest? {
        guard head.method == .GET, head.uri.contains(path) else { return nil }
        let uri = URI(head.uri)
        guard uri.path == path else { return nil }
        let query = QueryParameters(uri.query.map { $0[...] })
        // An older protocol has no way to become another (RFC 9110, 7.8).
        let mayUpgrade = head.version == .http1_1
        return try? StreamRequest(query, mayUpgrade: mayUpgrade) { name in head.headers[name] }
    }

    /// What a request that came to its route asks for.
    init(_ request: Request) throws(Problem) {
        try self.init(request.query) { name in
            if name == "host" { return request.head.authority.map { [$0] } ?? [] }
            return HTTPField.Name(name).map { request.headers[values: $0] } ?? []
        }
    }

    /// - Parameters:
    ///   - mayUpgrade: whether it can be asked for another protocol.
    ///   - field: gives the values of a header field, whose name is in small letters.
    /// - Throws: `bad_request`, `upgrade_required`, or `invalid_parameter`, naming it and what is allowed.
    private init(
        _ query: QueryParameters, mayUpgrade: Bool = true, _ field: (String) -> [String]
    ) throws(Problem) {
        // Of several fields, no one is a token or an origin.
        func joined(_ name: String) -> String? {
            let values = field(name)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
        try self.init(
            query, lastEventID: field("last-event-id").first, origin: joined("origin"),
            authorization: joined("authorization"), handshake: mayUpgrade ? WebSocketHandshake(field) : nil)
    }

    /// - Throws: `invalid_parameter`, naming it and what is allowed.
    init(
        _ query: QueryParameters, lastEventID: String?, origin: String?, authorization: String?,
        handshake: WebSocketHandshake?
    ) throws(Problem) {
        self.handshake = handshake
        let posts = try Self.posts(in: query)
        self.origin = origin
        credentials = Credentials(authorization, parameter: try query.text("access_token"))
        // Also when the header wins over them, a parameter that is none is an error.
        let cursor = try query.streamCursor("cursor")
        let history = try query.wholeNumber("history", in: Limits.history)
        maxRate = try query.rateClass("maxRate")
        let last = lastEventID.flatMap { $0.isEmpty ? nil : $0 }
        let resumed = last.flatMap(StreamCursor.init)
        parts = posts.map { post in
            let start: StartPosition =
                if last != nil, resumed == nil {
                    .unknown
                } else if let position = resumed?.position(in: post) ?? cursor?.position(in: post) {
                    .after(position)
                } else if let history {
                    .history(history)
                } else {
                    .now
                }
            return Part(post: post, start: start)
        }
    }

    /// The posts that are named, in their order.
    private static func posts(in query: QueryParameters) throws(Problem) -> [PostID] {
        let names = query.all("postId").map { $0.flatMap(PostID.init(rawValue:)) }
        var seen: Set<PostID> = []
        let posts = names.compactMap(\.self).filter { seen.insert($0).inserted }
        let range = Limits.streamedPosts
        guard !names.contains(nil), range.contains(posts.count) else {
            throw .invalidParameter(
                "postId",
                allowed: "what names \(range.lowerBound) to \(range.upperBound) posts, each with \(PostID.allowed)")
        }
        return posts
    }
}
