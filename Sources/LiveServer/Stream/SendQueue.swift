import NIOCore

/// What the kernel holds of a connection's outgoing bytes.
enum SendQueue {
    /// `struct sk_meminfo` of Linux, as `SO_MEMINFO` gives it: nine counts, of which the sixth is the memory queued
    /// for sending.
    private typealias MemoryInfo = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

    private static let memoryInfo = NIOBSDSocket.Option(rawValue: 55)

    /// Bytes that have not been acknowledged, with what it takes to keep them; 0 where that can't be told. To be
    /// called on the channel's event loop.
    static func bytes(of channel: any Channel) -> Int {
        guard let provider = channel as? any SocketOptionProvider else { return 0 }
        var queued = 0
        let info: EventLoopFuture<MemoryInfo> = provider.unsafeGetSocketOption(level: .socket, name: memoryInfo)
        // On the event loop the answer is there at once.
        info.assumeIsolated().whenSuccess { queued = Int($0.5) }
        return queued
    }
}
