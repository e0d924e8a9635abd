import HTTPTypes
import Hummingbird
import HummingbirdCore
import LiveCore
import LiveHub
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Takes a connection out of the framework's hands: from then on it is a socket and a position.
struct StreamHandOver: Sendable {
    let hub: Hub
    let cors: CORSPolicy

    /// Bytes a reader's channel may hold that the socket has not taken, before nothing more is written to it.
    private static let watermark = ChannelOptions.Types.WriteBufferWaterMark(low: 16 * 1024, high: 64 * 1024)

    /// Names a request in the log and in its answer.
    func makeRequestID() -> String { RequestID().description }

    /// Replaces every HTTP handler by the stream's own, while the request's last part is being delivered.
    ///
    /// The encoder goes first, so that the stream's bytes are not taken for HTTP parts.
    func handOver(_ request: StreamRequest, context: ChannelHandlerContext, gate: RequestGate, _ guardian: HeadGuard) {
        let pipeline = context.pipeline.syncOperations
        let handler = StreamHandler(
            request, hub: hub.local(to: context.eventLoop), head: ByteBuffer(string: responseHead(for: request)))
        do {
            try remove(HTTPResponseEncoder.self, from: pipeline)
            try remove(HTTPServerPipelineHandler.self, from: pipeline)
            try remove(ParsedParts.self, from: pipeline)
            try remove(HTTP1ToHTTPServerCodec.self, from: pipeline)
            try remove(HTTPConnectionStateHandler.self, from: pipeline)
            try remove(ByteToMessageHandler<HTTPRequestDecoder>.self, from: pipeline)
            try context.channel.syncOptions?.setOption(.writeBufferWaterMark, value: Self.watermark)
            try pipeline.addHandler(handler, position: .after(gate))
            pipeline.removeHandler(guardian, promise: nil)
            pipeline.removeHandler(gate, promise: nil)
            handler.join()
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
    private func responseHead(for request: StreamRequest) -> String {
        var head = """
            HTTP/1.1 200 OK\r
            content-type: text/event-stream\r
            cache-control: no-store\r
            connection: close\r
            x-accel-buffering: no\r

            """
        for field in cors.fields(for: request.origin) { head += "\(field.name): \(field.value)\r\n" }
        return head + "\r\nretry: \(StreamHandler.retryMilliseconds)\n\n"
    }
}
