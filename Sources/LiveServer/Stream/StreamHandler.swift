import LiveCore
import LiveHub
import NIOCore

/// A viewer's connection once the request is read: the last handler that does anything in its pipeline.
///
/// As it is, it serves a viewer that has nothing to say; ``WebSocketHandler`` is for those who may.
class StreamHandler: ChannelInboundHandler, RemovableChannelHandler, ReaderOutput {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a reader waits before it connects again, unless the server is going down.
    static let retryMilliseconds = 2_000
    /// How long a reader may take for the last bytes when it is sent away.
    static let finishTime = TimeAmount.seconds(5)

    private let hub: LoopHub
    /// Nil once it has been written: a viewer's connection keeps nothing it does not need.
    private var head: ByteBuffer?
    /// Stays to the end: the hub may be in the middle of writing when the connection closes.
    private var viewer: Viewer?
    /// Nil before it is there, and when nothing may be written any more.
    private(set) var context: ChannelHandlerContext?
    private var socket: DirectSocket?
    /// Writes that the channel has not finished. While there are none, the socket is written to directly.
    private var writesHeld = 0

    /// - Parameters:
    ///   - hub: of the channel's event loop.
    ///   - head: the response's head and the stream's first frame.
    init(hub: LoopHub, head: ByteBuffer) {
        self.hub = hub
        self.head = head
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        socket = DirectSocket(context)
    }

    /// Starts reading; the pipeline must carry bytes by now.
    ///
    /// - Parameter mayStay: whether the reader may go on, see ``Reader``.
    final func join(_ request: StreamRequest, mayStay: (() -> Bool)?) {
        let viewer = Viewer(request, output: self, hub: hub, mayStay: mayStay)
        self.viewer = viewer
        viewer.join(hub)
    }

    /// The posts it reads.
    final var posts: [PostID] { viewer?.posts ?? [] }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        viewer?.leave(hub)
        context = nil
    }

    /// From now on nothing is written, whatever happens under the post; the reader stays one until the connection has
    /// ended.
    final func fallSilent() { context = nil }

    /// A viewer has nothing to say.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { viewer?.resume(hub) }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        // A viewer that stops talking has gone: nobody who reads a stream shuts down their side first.
        case ChannelEvent.inputClosed: context.close(promise: nil)
        case is ChannelShouldQuiesceEvent: hub.drain()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    // MARK: - ReaderOutput

    final var isWritable: Bool { writesHeld == 0 ? context != nil : context?.channel.isWritable ?? false }

    /// What the channel and the kernel hold: it shrinks as the other side acknowledges, long before a full socket
    /// becomes writable again.
    final var unsentBytes: Int {
        guard let channel = context?.channel else { return 0 }
        let buffered = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        return buffered + SendQueue.bytes(of: channel)
    }

    func begin() {
        if let head { write(head) }
        head = nil
    }

    final func write(_ frames: ByteBuffer) {
        guard let context else { return }
        var rest = frames
        if writesHeld == 0, let socket {
            rest.moveReaderIndex(forwardBy: socket.send(rest))
            if rest.readableBytes == 0 { return }
        }
        writesHeld += 1
        context.writeAndFlush(wrapOutboundOut(rest)).assumeIsolated().whenComplete { _ in self.writesHeld -= 1 }
    }

    final func close() { context?.close(promise: nil) }

    func finish(saying farewell: ByteBuffer) {
        guard let context else { return }
        if farewell.readableBytes > 0 { write(farewell) }
        closeWhenSent(context)
    }

    /// Closes once everything written has been sent, or soon anyway.
    final func closeWhenSent(_ context: ChannelHandlerContext) {
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: Self.finishTime) { channel.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in channel.close(promise: nil) }
    }
}
