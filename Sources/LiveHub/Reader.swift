public import LiveCore
public import NIOCore

/// A viewer's socket, as the hub sees it. Used on its own event loop only.
public protocol ReaderOutput: AnyObject {
    /// Whether the socket takes more now. When it does again, call ``LoopHub/resume(_:)``.
    var isWritable: Bool { get }
    /// Answers the request: from here on nothing that happens is missed. Called once, before any write.
    func begin()
    /// Writes frames and flushes them.
    func write(_ frames: ByteBuffer)
    /// Closes the connection once everything written has been sent, or soon anyway.
    func finish()
    /// Closes the connection at once.
    func close()
}

/// Where a reader wants to begin.
public enum StartPosition: Sendable, Hashable {
    /// With what happens from now on.
    case now
    /// With everything after an id, however old; an id in the future counts as now.
    case after(EventID)
    /// With the last so many comments.
    case history(Int)
    /// With what happens from now on, and a gap for what is not known.
    case unknown
}

/// A viewer of a post: a socket and a position in the post's sequence, and nothing queued.
public final class Reader {
    enum Phase {
        /// Waits for its position to be found.
        case starting(StartPosition)
        /// Takes what comes after its position, from the ring or from the store.
        case following
        /// Was too far behind: sends what moderators did up to here, then goes on from here.
        case skipping(to: EventID, after: EventID)
    }

    /// The post it reads.
    public let post: PostID
    /// Unowned, because the output owns the reader and leaves the hub before it goes.
    unowned let output: any ReaderOutput
    var phase: Phase
    /// Everything up to here has been written.
    var position = EventID.zero
    /// Whether it is one of the post's readers; when not, its output may be gone.
    var isJoined = false
    /// Whether its request has been answered.
    var hasBegun: Bool { if case .starting = phase { false } else { true } }
    /// The place in ``LivePost/readers``.
    var index = 0
    /// A query of the store is under way for it.
    var isFetching = false
    /// How many events of the post, by ``LivePost/total``, it had seen when it was last at a known place;
    /// nil until it has caught up once, as what it asked to be replayed is replayed however much it is.
    var seen: Int?
    /// Since when its socket has taken nothing.
    var blockedSince: NIODeadline?

    /// A reader that has not joined yet.
    ///
    /// - Parameter output: must outlive its membership in a hub.
    public init(post: PostID, from start: StartPosition, output: any ReaderOutput) {
        self.post = post
        self.output = output
        phase = .starting(start)
    }
}
