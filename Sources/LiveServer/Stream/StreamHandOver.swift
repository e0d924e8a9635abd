import HTTPTypes
import Hummingbird
import HummingbirdCore
import LiveCore
import LiveHub
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Makes a connection a viewer's: from then on it is a socket and a position.
struct StreamHandOver: Sendable {
    let hub: Hub
    let cors: CORSPolicy
    /// How viewers post that can.
    let posting: Posting
    let logger: Logger

    /// Bytes a reader's channel may hold that the socket has not taken, before nothing more is written to it.
    private static let watermark = ChannelOptions.Types.WriteBufferWaterMark(low: 16 * 1024, high: 64 * 1024)

    /// Refuses who may not have a stream.
    ///
    /// A browser lets scripts of every site open a WebSocket and read what it says, so where they are from is looked at
    /// here (RFC 6455, 10.2).
    func admit(_ request: StreamRequest) throws(Problem) {
        if let handshake = request.handshake, let origin = request.origin {
            guard cors.admits(origin, to: handshake.host) else { throw .foreignOrigin }
        }
        try posting.access.admit(request.credentials, to: request.parts.map(\.post))
    }

    /// Whether a stream may be had; why not, its route says.
    func admits(_ request: StreamRequest) -> Bool { (try? admit(request)) != nil }

    /// Takes the place of the connection's only handler.
    ///
    /// - Parameter rest: what has come behind the request.
    func open(
        _ request: StreamRequest, inPlaceOf front: FrontHandler, rest: ByteBuffer, context: ChannelHandlerContext
    ) {
        start(request, after: front, context: context) { pipeline in
            if rest.readableBytes > 0 { context.fireChannelRead(NIOAny(rest)) }
            pipeline.removeHandler(context: context, promise: nil)
        }
    }

    /// Takes the connection out of the framework's hands, while the request's last part is being delivered.
    ///
    /// The encoder goes first, so that the stream's bytes are not taken for HTTP parts.
    func handOver(_ request: StreamRequest, context: ChannelHandlerContext, gate: RequestGate, _ guardian: HeadGuard) {
        start(request, after: gate, context: context) { pipeline in
            try remove(HTTPResponseEncoder.self, from: pipeline)
            try remove(HTTPServerPipelineHandler.self, from: pipeline)
            try remove(ParsedParts.self, from: pipeline)
            try remove(HTTP1ToHTTPServerCodec.self, from: pipeline)
            try remove(HTTPConnectionStateHandler.self, from: pipeline)
            try remove(ByteToMessageHandler<HTTPRequestDecoder>.self, from: pipeline)
            pipeline.removeHandler(guardian, promise: nil)
            pipeline.removeHandler(gate, promise: nil)
        }
    }

    private func start(
        _ request: StreamRequest, after handler: any ChannelHandler, context: ChannelHandlerContext,
        removing: (ChannelPipeline.SynchronousOperations) throws -> Void
    ) {
        let pipeline = context.pipeline.syncOperations
        let stream = makeStream(for: request, on: context.eventLoop)
        do {
            try context.channel.syncOptions?.setOption(.writeBufferWaterMark, value: Self.watermark)
            try pipeline.addHandler(stream, position: .after(handler))
            try removing(pipeline)
            stream.join(request, mayStay: posting.access.standing(of: request.credentials))
        } catch {
            context.close(promise: nil)
        }
    }

    private func makeStream(for request: StreamRequest, on loop: any EventLoop) -> StreamHandler {
        let hub = hub.local(to: loop, speaking: request.dialect)
        guard let handshake = request.handshake else {
            return StreamHandler(hub: hub, head: responseHead(for: request))
        }
        return WebSocketHandler(
            hub: hub, head: responseHead(to: handshake), posting: posting,
            fields: Posting.Fields(
                forwardedFor: handshake.forwardedFor, authorization: request.credentials.authorization,
                accessToken: request.credentials.parameter),
            logger: logger)
    }

    private func remove<Handler: RemovableChannelHandler>(
        _ type: Handler.Type, from pipeline: ChannelPipeline.SynchronousOperations
    ) throws {
        pipeline.removeHandler(context: try pipeline.context(handlerType: type), promise: nil)
    }

    /// The body has no length and ends with the connection, so that nothing of HTTP stands between a frame and
    /// the socket.
    private func responseHead(for request: StreamRequest) -> ByteBuffer {
        var response = RawResponse(.ok)
        response.field("content-type", "text/event-stream")
        response.field("cache-control", "no-store")
        response.field("connection", "close")
        response.field("x-accel-buffering", "no")
        response.fields(cors.fields(for: request.origin))
        response.endHead(before: SSEFrame.retry(milliseconds: StreamHandler.retryMilliseconds))
        return response.bytes
    }

    /// The answer to a handshake (RFC 6455, 4.2.2): no subprotocol and no extension is agreed on.
    private func responseHead(to handshake: WebSocketHandshake) -> ByteBuffer {
        var response = RawResponse(.switchingProtocols)
        response.field("upgrade", "websocket")
        response.field("connection", "Upgrade")
        response.field("sec-websocket-accept", handshake.accept)
        response.endHead(before: [])
        return response.bytes
    }
}
