import HTTPTypes
import Hummingbird
import LiveCore
import NIOCore
import NIOHTTPTypes

/// What a route knows of its request besides the request.
struct LiveContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel
    /// Who asks; nil when the request brought no token.
    var caller: Caller?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Who asks, when they may do what they ask for.
    ///
    /// - Parameters:
    ///   - role: the least role that may.
    ///   - post: where it is to be done; nil for what concerns every post.
    /// - Throws: 401 `token_required` when nobody says who asks, 403 `forbidden` when it is not theirs to do.
    @discardableResult
    func require(_ role: Role, in post: PostID?) throws(Problem) -> Caller {
        guard let caller else { throw .tokenRequired }
        try caller.require(role, in: post)
        return caller
    }

    /// The other end of the connection, which may be a proxy.
    var remoteAddress: SocketAddress? { channel.remoteAddress }

    /// Tells a client that waits for it to send the body (RFC 9110, 10.1.1).
    func sendContinue() async throws {
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }
}
