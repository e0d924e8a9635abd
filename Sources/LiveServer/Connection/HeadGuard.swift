import LiveCore
import NIOCore
import NIOHTTP1

/// Stands before the HTTP parser: bounds how much and how long a client may send without completing anything.
///
/// The parser bounds header fields but not the request target, a chunk's extensions or time. Its ``ParsedParts``
/// stands behind the parser and says what came of the bytes.
final class HeadGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// How long a request, head and body, may take, from its first byte on.
    static let requestTime = TimeAmount.seconds(10)
    private static let byteLimit = Limits.targetBytes + Limits.headerBytes + 4_096

    /// What is wrong, once something is: nothing is passed on after that. It goes up the pipeline as a parser's
    /// error, so that it comes behind the requests that were complete, and finds a request to be the answer to.
    private(set) var refusal: Problem?
    private var hasHead = false
    private var unparsedBytes = 0
    private var hasLineEnd = false
    private var deadline: Scheduled<Void>?
    private let start: NIODeadline

    /// - Parameter start: since when the client owes its first request, or the rest of it.
    init(since start: NIODeadline) {
        self.start = start
    }

    /// What the client has failed to complete, by how far it got.
    var overflow: Problem {
        if hasHead { return .badRequest("a chunk's extensions or the trailers are too large") }
        return hasLineEnd ? .headersTooLarge : .targetTooLong
    }

    func handlerAdded(context: ChannelHandlerContext) { startClock(at: start, context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard refusal == nil else { return }
        startClock(at: .now(), context)
        let bytes = unwrapInboundIn(data)
        unparsedBytes += bytes.readableBytes
        hasLineEnd = hasLineEnd || bytes.readableBytesView.contains(UInt8(ascii: "\n"))
        context.fireChannelRead(data)
        if unparsedBytes > Self.byteLimit { refuse(overflow, context) }
    }

    /// The parser has made something of what came in.
    fileprivate func completed(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        unparsedBytes = 0
        hasLineEnd = false
        switch part {
        case .head:
            hasHead = true
            startClock(at: .now(), context)
        case .body: break
        case .end:
            hasHead = false
            stopClock()
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stopClock() }

    func channelInactive(context: ChannelHandlerContext) {
        stopClock()
        context.fireChannelInactive()
    }

    private func startClock(at start: NIODeadline, _ context: ChannelHandlerContext) {
        guard deadline == nil else { return }
        let end = start + Self.requestTime
        deadline = context.eventLoop.assumeIsolated().scheduleTask(deadline: end) { [weak self] in
            self?.runOut(context)
        }
    }

    private func stopClock() {
        deadline?.cancel()
        deadline = nil
    }

    /// Who has said nothing at all is not answered.
    private func runOut(_ context: ChannelHandlerContext) {
        if hasHead || unparsedBytes > 0 {
            refuse(.requestTimeout, context)
        } else {
            context.close(promise: nil)
        }
    }

    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard refusal == nil else { return }
        refusal = problem
        stopClock()
        context.fireErrorCaught(HTTPParserError.unknown)
    }
}

/// Tells the ``HeadGuard`` what the parser has made of the bytes, before anything holds it back.
final class ParsedParts: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let guardian: HeadGuard

    init(guardian: HeadGuard) {
        self.guardian = guardian
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guardian.completed(unwrapInboundIn(data), context)
        context.fireChannelRead(data)
    }
}
