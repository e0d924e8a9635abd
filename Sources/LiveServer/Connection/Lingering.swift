import NIOCore

/// The end of a connection whose last answer has been written.
///
/// Closing at once would reset the connection while the client still sends, and it would never see the answer
/// (RFC 9112, 9.6): close one side, read on for a moment, then close the other.
enum Lingering {
    /// How long a client may go on sending what nobody reads.
    private static let time = TimeAmount.seconds(1)

    static func close(_ context: ChannelHandlerContext) {
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
