import HTTPTypes
import HummingbirdCore
import LiveCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// How a connection is set up: with a handler of ours that sees what it wants, and, when that is not plain, with the
/// framework's HTTP/1.1 behind a guard and a gate of ours.
struct LiveChannel: ServerChildChannel, HTTPChannelHandler {
    typealias HTTP = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// A connection that may become HTTP. The framework's task for it ends as soon as it becomes something else.
    struct Visit: ServerChildChannelValue {
        let channel: any Channel
        /// Nil once it has become a stream, or has ended.
        let http: EventLoopFuture<HTTP?>
    }

    /// How long a connection may stay between two requests.
    static let idleTime = TimeAmount.seconds(60)

    /// A connection keeps the buffer it last read into, and most of an idle viewer's memory would be that: so it holds
    /// an ordinary head to begin with, and grows with whatever fills it.
    private static let receiving = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 512, maximum: 65_536)

    let responder: HTTPChannelHandler.Responder
    /// For TLS; nil for plain HTTP.
    let certificate: CurrentCertificate?
    let streams: StreamHandOver
    let posting: Posting
    let paging: Paging
    let cors: CORSPolicy
    let limits: ConnectionLimits

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Visit> {
        channel.eventLoop.makeCompletedFuture {
            try channel.syncOptions?.setOption(.recvAllocator, value: Self.receiving)
            if let certificate {
                try channel.pipeline.syncOperations.addHandler(TLSEntrance(certificate, logger: logger))
            }
            let http = channel.eventLoop.makePromise(of: HTTP?.self)
            if limits.admit(channel) {
                try channel.pipeline.syncOperations.addHandler(FrontHandler(self, logger: logger, http: http))
            } else {
                http.succeed(try installHTTP(on: channel, since: .now(), isOverLimit: true, logger: logger))
            }
            return Visit(channel: channel, http: http.futureResult)
        }
    }

    func handle(value: Visit, logger: Logger) async {
        guard let channel = try? await value.http.get() else { return }
        await handleHTTP(asyncChannel: channel, logger: logger)
    }

    /// Adds the HTTP handlers behind those that are there.
    ///
    /// - Parameters:
    ///   - start: since when the client owes its first request, or the rest of it.
    ///   - isOverLimit: the connection is one too many and is told so.
    func installHTTP(
        on channel: any Channel, since start: NIODeadline, isOverLimit: Bool = false, logger: Logger
    ) throws -> HTTP {
        let pipeline = channel.pipeline.syncOperations
        let guardian = HeadGuard(since: start)
        try pipeline.addHandler(guardian)
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: Self.decoderLimits)))
        try pipeline.addHandler(ParsedParts(guardian: guardian))
        try pipeline.addHandler(HTTPServerPipelineHandler())
        try pipeline.addHandler(RequestGate(guardian: guardian, streams: streams, isOverLimit: isOverLimit))
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: certificate != nil))
        try pipeline.addHandler(
            HTTPConnectionStateHandler(idleTimeout: .nanoseconds(Self.idleTime.nanoseconds), logger: logger))
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
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
