import HTTPTypes
import Hummingbird
import HummingbirdCore
import LiveCore
import LiveHub
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Makes a connection a viewer's: from then on it is a socket and a position.
struct StreamHandOver: Sendable {
    let hub: Hub
    let cors: CORSPolicy
    let access: Access

    /// Bytes a reader's channel may hold that the socket has not taken, before nothing more is written to it.
    private static let watermark = ChannelOptions.Types.WriteBufferWaterMark(low: 16 * 1024, high: 64 * 1024)

    /// Names a request in the log and in its answer.
    func makeRequestID() -> String { RequestID().description }

    /// Whether a stream may be had; why not, its route says.
    func admits(_ request: StreamRequest) -> Bool { (try? access.admit(request.credentials, to: request.post)) != nil }

    /// Takes the place of the connection's only handler.
    func open(_ request: StreamRequest, inPlaceOf front: FrontHandler, context: ChannelHandlerContext) {
        start(request, after: front, context: context) { pipeline in
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
        let stream = StreamHandler(hub: hub.local(to: context.eventLoop), head: responseHead(for: request))
        do {
            try context.channel.syncOptions?.setOption(.writeBufferWaterMark, value: Self.watermark)
            try pipeline.addHandler(stream, position: .after(handler))
            try removing(pipeline)
            stream.join(request, mayStay: access.standing(of: request.credentials))
        } catch {
            context.close(promise: nil)
        }
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
}
