import HTTPTypes
import LiveCore
import NIOCore
import NIOHTTP1

/// Stands behind the HTTP parser and before the framework: answers what is malformed itself, hands a stream's
/// connection over, and closes connections that can't go on so that the client gets to read why.
///
/// One request at a time comes here; the pipelining handler before it holds the others back.
final class RequestGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// Requests go on to the framework.
        case passing
        /// A stream has been asked for; it starts when the request is complete.
        case handingOver(StreamRequest)
        /// Nothing that comes in is looked at any more.
        case closing
    }

    /// How long a client may go on sending what nobody reads before its connection is reset.
    private static let lingerTime = TimeAmount.seconds(1)

    private let guardian: HeadGuard
    private let streams: StreamHandOver
    private let isOverLimit: Bool
    private var context: ChannelHandlerContext?
    private var state = State.passing
    private var bodyBytes = 0
    private var hasResponseStarted = false
    private var closesAfterResponse = false

    /// - Parameter isOverLimit: the connection is one too many and is told so.
    init(guardian: HeadGuard, streams: StreamHandOver, isOverLimit: Bool) {
        self.guardian = guardian
        self.streams = streams
        self.isOverLimit = isOverLimit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        guardian.refuse = { [weak self] in self?.refuse($0) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        guardian.refuse = { _ in }
    }

    // MARK: - In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if case .end = part { guardian.requestCompleted() } else { guardian.partCompleted() }
        switch (state, part) {
        case (.closing, _): break
        case (_, .head(let head)): receive(head, data, context)
        case (.handingOver(let request), .end): streams.handOver(request, context: context, gate: self, guardian)
        case (.handingOver, .body): break
        case (.passing, .body(let bytes)): receiveBody(bytes.readableBytes, data, context)
        case (.passing, .end): context.fireChannelRead(data)
        }
    }

    private func receive(_ head: HTTPRequestHead, _ data: NIOAny, _ context: ChannelHandlerContext) {
        bodyBytes = 0
        hasResponseStarted = false
        closesAfterResponse = !head.isKeepAlive
        if isOverLimit { return refuse(.tooManyConnections) }
        if let problem = HeadCheck.problem(with: head) { return refuse(problem) }
        switch StreamRequest.find(in: head) {
        case nil: context.fireChannelRead(data)
        case .success(let request): state = .handingOver(request)
        case .failure(let problem): refuse(problem)
        }
    }

    private func receiveBody(_ count: Int, _ data: NIOAny, _ context: ChannelHandlerContext) {
        bodyBytes += count
        if bodyBytes > Limits.bodyBytes { refuse(.bodyTooLarge) } else { context.fireChannelRead(data) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow: refuse(.headersTooLarge)
        case let error as HTTPParserError: refuse(.badRequest("the request is no HTTP/1.1: \(error)"))
        default: context.fireErrorCaught(error)
        }
    }

    // MARK: - Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .closing = state {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.code >= 200:
            hasResponseStarted = true
            if head.headers[canonicalForm: "connection"].contains("close") { closesAfterResponse = true }
            if closesAfterResponse { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where closesAfterResponse:
            context.writeAndFlush(data, promise: promise)
            linger(context)
        default:
            context.write(data, promise: promise)
        }
    }

    /// Answers in the framework's place, and closes.
    private func refuse(_ problem: Problem) {
        guard let context else { return }
        if case .closing = state { return }
        guard !hasResponseStarted else { return linger(context) }
        hasResponseStarted = true
        var problem = problem
        problem.requestID = streams.makeRequestID()
        let body = problem.json
        var headers = HTTPHeaders([("content-length", String(body.count)), ("connection", "close")])
        for field in problem.headerFields where field.name != .connection {
            headers.add(name: field.name.rawName, value: field.value)
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: problem.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        linger(context)
    }

    /// Closing at once would reset the connection while the client still sends, and it would never see the answer
    /// (RFC 9112, 9.6): close one side, read on for a moment, then close the other.
    private func linger(_ context: ChannelHandlerContext) {
        state = .closing
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.lingerTime) { channel.close(promise: nil) }
    }
}
