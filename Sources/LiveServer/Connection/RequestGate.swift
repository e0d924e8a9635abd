import HTTPTypes
import Hummingbird
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

    /// The request that came last, and how far it and its answer are.
    private struct Exchange {
        let bodyLimit: Int
        var bodyBytes = 0
        var isRequestComplete = false
        var hasResponseStarted = false
        var isResponseComplete = false
        /// It wants to be told to go on, and has not been: whether a body will come can't be known.
        var waitsToContinue = false
        var closesAfterResponse = false
    }

    private let guardian: HeadGuard
    private let streams: StreamHandOver
    private let isOverLimit: Bool
    private var state = State.passing
    /// Nil before the first request.
    private var exchange: Exchange?

    /// - Parameter isOverLimit: the connection is one too many and is told so.
    init(guardian: HeadGuard, streams: StreamHandOver, isOverLimit: Bool) {
        self.guardian = guardian
        self.streams = streams
        self.isOverLimit = isOverLimit
    }

    // MARK: - In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (state, unwrapInboundIn(data)) {
        case (.closing, _): break
        case (_, .head(let head)): receive(head, data, context)
        case (.handingOver(let request), .end):
            // What comes behind the request, or goes wrong there, is not heard any more.
            state = .closing
            streams.handOver(request, context: context, gate: self, guardian)
        case (.handingOver, .body): break
        case (.passing, .body(let bytes)): receiveBody(bytes.readableBytes, data, context)
        case (.passing, .end):
            exchange?.isRequestComplete = true
            context.fireChannelRead(data)
        }
    }

    private func receive(_ head: HTTPRequestHead, _ data: NIOAny, _ context: ChannelHandlerContext) {
        let path = head.uri.prefix { $0 != "?" }
        let isImport = ImportRoutes.isFor(head.method.rawValue, path: path)
        var exchange = Exchange(bodyLimit: isImport ? Limits.importBytes : Limits.bodyBytes)
        // After a request to upgrade the parser stops, whatever the answer.
        exchange.closesAfterResponse = !head.isKeepAlive || head.headers.contains(name: "upgrade")
        exchange.waitsToContinue = head.headers.contains(name: "expect")
        self.exchange = exchange
        if isOverLimit { return refuse(.tooManyConnections, context) }
        if let problem = HeadCheck.problem(with: head) { return refuse(problem, context) }
        if let request = StreamRequest.find(in: head), streams.admits(request) {
            state = .handingOver(request)
        } else {
            context.fireChannelRead(data)
        }
    }

    /// Passes on what is needed to see that a body is too large, and no more.
    private func receiveBody(_ count: Int, _ data: NIOAny, _ context: ChannelHandlerContext) {
        guard var exchange else { return }
        let wasTooLarge = exchange.bodyBytes > exchange.bodyLimit
        exchange.bodyBytes += count
        let isTooLarge = exchange.bodyBytes > exchange.bodyLimit
        if isTooLarge { exchange.closesAfterResponse = true }
        self.exchange = exchange
        if !wasTooLarge { context.fireChannelRead(data) }
        if isTooLarge, self.exchange?.isResponseComplete == true { linger(context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        let problem =
            switch error {
            case .headerOverflow: guardian.overflow
            default: Problem.badRequest("the request is no HTTP/1.1: \(error)")
            }
        refuse(guardian.refusal ?? problem, context)
    }

    // MARK: - Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .closing = state {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.code < 200:
            exchange?.waitsToContinue = false
            context.write(data, promise: promise)
        case .head(let head):
            context.write(wrapOutboundOut(.head(prepared(head))), promise: promise)
        case .end:
            exchange?.isResponseComplete = true
            guard exchange?.closesAfterResponse == true else { return context.write(data, promise: promise) }
            context.writeAndFlush(data, promise: promise)
            linger(context)
        case .body:
            context.write(data, promise: promise)
        }
    }

    private func prepared(_ head: HTTPResponseHead) -> HTTPResponseHead {
        guard var exchange else { return head }
        var head = head
        exchange.hasResponseStarted = true
        let isLeftWaiting = exchange.waitsToContinue && !exchange.isRequestComplete
        if isLeftWaiting || head.headers[canonicalForm: "connection"].contains("close") {
            exchange.closesAfterResponse = true
        }
        if exchange.closesAfterResponse {
            let names = head.headers.contains(name: "upgrade") ? "close, upgrade" : "close"
            head.headers.replaceOrAdd(name: "connection", value: names)
        }
        self.exchange = exchange
        return head
    }

    /// Answers in the framework's place, unless that has begun to, and closes.
    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        if case .closing = state { return }
        let isAnswered = exchange.map { $0.hasResponseStarted && !$0.isRequestComplete } ?? false
        if !isAnswered { write(problem, context) }
        linger(context)
    }

    private func write(_ problem: Problem, _ context: ChannelHandlerContext) {
        var problem = problem
        problem.requestID = RequestID().description
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
    }

    private func linger(_ context: ChannelHandlerContext) {
        state = .closing
        Lingering.close(context)
    }
}
