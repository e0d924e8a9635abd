import HTTPTypes
import Hummingbird
import LiveCore
import NIOCore
import NIOHTTPTypes

/// What a route knows of its request besides the request.
struct LiveContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The other end of the connection, which may be a proxy.
    var remoteAddress: SocketAddress? { channel.remoteAddress }

    /// Tells a client that waits for it to send the body (RFC 9110, 10.1.1).
    func sendContinue() async throws {
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }
}
