import LiveCore
import NIOCore

/// Stands before the HTTP parser: bounds how much and how long a client may send without completing anything.
///
/// The parser bounds header fields but not the request target, and nothing bounds time.
final class HeadGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// How long a request, head and body, may take from its first byte on.
    static let requestTime = TimeAmount.seconds(10)
    private static let byteLimit = Limits.targetBytes + Limits.headerBytes + 4_096

    /// Called once, with what is wrong; nothing is passed on after that.
    var refuse: (Problem) -> Void = { _ in }
    private var unparsedBytes = 0
    private var deadline: Scheduled<Void>?
    private var hasRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        if deadline == nil {
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.requestTime) { [weak self] in
                self?.give(.requestTimeout)
            }
        }
        unparsedBytes += unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
        if unparsedBytes > Self.byteLimit { give(.targetTooLong) }
    }

    /// The parser has made something of what came in.
    func partCompleted() { unparsedBytes = 0 }

    /// A request is in, or the connection is a stream now: the client owes nothing more.
    func requestCompleted() {
        unparsedBytes = 0
        deadline?.cancel()
        deadline = nil
    }

    func handlerRemoved(context: ChannelHandlerContext) { requestCompleted() }

    func channelInactive(context: ChannelHandlerContext) {
        requestCompleted()
        context.fireChannelInactive()
    }

    private func give(_ problem: Problem) {
        guard !hasRefused else { return }
        hasRefused = true
        requestCompleted()
        refuse(problem)
    }
}
