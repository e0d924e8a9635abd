import HTTPTypes
import HummingbirdCore
import LiveCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// How a connection is set up: the framework's HTTP/1.1, with a guard and a gate of ours before it.
struct LiveChannel: ServerChildChannel, HTTPChannelHandler {
    /// How long a connection may stay between two requests.
    private static let idleTime = Duration.seconds(60)

    let responder: HTTPChannelHandler.Responder
    let streams: StreamHandOver
    let limits: ConnectionLimits

    func setup(
        channel: any Channel, logger: Logger
    ) -> EventLoopFuture<NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let guardian = HeadGuard()
            try pipeline.addHandler(guardian)
            try pipeline.addHandler(HTTPResponseEncoder())
            try pipeline.addHandler(
                ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: Self.decoderLimits)))
            try pipeline.addHandler(ParsedParts(guardian: guardian))
            try pipeline.addHandler(HTTPServerPipelineHandler())
            try pipeline.addHandler(
                RequestGate(guardian: guardian, streams: streams, isOverLimit: !limits.admit(channel)))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: Self.idleTime, logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }

    /// The parser counts the target among the fields; ``HeadCheck`` looks at each.
    private static var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = Limits.headerBytes
        limits.maxHeaderListSize = Limits.headerBytes + Limits.targetBytes
        limits.maxHeaderFieldCount = Limits.headerFields
        return limits
    }
}
