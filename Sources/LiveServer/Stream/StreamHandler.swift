import LiveCore
import LiveHub
import NIOCore

/// A viewer's connection once the request is read: the last handler that does anything in its pipeline.
final class StreamHandler: ChannelInboundHandler, RemovableChannelHandler, ReaderOutput {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a reader waits before it connects again, unless the server is going down.
    static let retryMilliseconds = 2_000
    /// How long a reader may take for the last bytes when the server is going down.
    private static let finishTime = TimeAmount.seconds(5)

    private let request: StreamRequest
    private let hub: LoopHub
    private let head: ByteBuffer
    private var reader: Reader?
    private var context: ChannelHandlerContext?

    /// - Parameters:
    ///   - hub: of the channel's event loop.
    ///   - head: the response's head and the stream's first frame.
    init(_ request: StreamRequest, hub: LoopHub, head: ByteBuffer) {
        self.request = request
        self.hub = hub
        self.head = head
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    /// Starts reading; the pipeline must carry bytes by now.
    func join() {
        let reader = Reader(post: request.post, from: request.start, output: self)
        self.reader = reader
        hub.join(reader)
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        if let reader { hub.leave(reader) }
        reader = nil
        context = nil
    }

    /// A viewer has nothing to say.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let reader { hub.resume(reader) }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        // A viewer that stops talking has gone: nobody who reads a stream shuts down their side first.
        case ChannelEvent.inputClosed: close()
        case is ChannelShouldQuiesceEvent: hub.drain()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { close() }

    // MARK: - ReaderOutput

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func begin() { write(head) }

    func write(_ frames: ByteBuffer) {
        context?.writeAndFlush(wrapOutboundOut(frames), promise: nil)
    }

    func close() { context?.close(promise: nil) }

    func finish() {
        guard let context else { return }
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: Self.finishTime) { channel.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in channel.close(promise: nil) }
    }
}
