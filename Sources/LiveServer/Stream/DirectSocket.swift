import Glibc
import NIOCore
import NIOSSL

/// A connection's socket, written to past its channel.
///
/// What a flush costs is one write for each viewer. Through the channel that write takes promises, a queue and four
/// handlers' turns, as much again as the system call. Only for a connection with nothing between its last handler and
/// the socket (no TLS), on its event loop, while it is active and its channel holds nothing back: otherwise bytes
/// would overtake others.
struct DirectSocket {
    private let descriptor: NIOBSDSocket.Handle

    /// Nil when the channel is not a socket, or what is written to it has yet to be encrypted.
    init?(_ context: ChannelHandlerContext) {
        guard (try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)) == nil else {
            return nil
        }
        let found = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self
        ) { $0 }
        guard let descriptor = found else { return nil }
        self.descriptor = descriptor
    }

    /// Gives the socket what it takes now, which may be nothing.
    ///
    /// An error is left for the channel to find: it gets what was not sent.
    ///
    /// - Returns: how many bytes were taken.
    func send(_ bytes: ByteBuffer) -> Int {
        bytes.withUnsafeReadableBytes { bytes in
            max(Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)), 0)
        }
    }
}
