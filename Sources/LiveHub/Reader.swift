public import LiveCore
public import NIOCore

/// A viewer's socket, as the hub sees it. Used on its own event loop only.
public protocol ReaderOutput: AnyObject {
    /// Whether the socket takes more now. When it does again, call ``LoopHub/resume(_:)``.
    var isWritable: Bool { get }
    /// Bytes written that the other side has not taken yet, as far as can be told: a reader for whom this changes
    /// is slow, and not gone. It is asked for seldom, and only of sockets that are full.
    var unsentBytes: Int { get }
    /// Whether a reader that has found its position may begin there, as it then does. One that may not is held where it
    /// is, and asks again after ``LoopHub/resume(_:)``.
    func mayBegin(at position: EventID) -> Bool
    /// Answers the request: from here on nothing that happens is missed. Called once, before any write.
    func begin()
    /// Writes frames and flushes them.
    func write(_ frames: ByteBuffer)
    /// Closes the connection once everything written has been sent, and then `farewell`, or soon anyway.
    func finish(saying farewell: ByteBuffer)
    /// Closes the connection at once.
    func close()
}

extension ReaderOutput {
    /// For an output of one reader, which has nobody to wait for.
    public func mayBegin(at position: EventID) -> Bool { true }

    /// For an output that can't tell: it has to become writable to prove that its reader is there.
    public var unsentBytes: Int { 0 }
}

/// Where a reader wants to begin.
public enum StartPosition: Sendable, Hashable {
    /// With what happens from now on.
    case now
    /// With everything after an id, however old; an id in the future counts as now.
    case after(EventID)
    /// With the last so many comments, whatever the rate, and then what happens.
    case history(Int)
    /// With what happens from now on, and a gap for what is not known.
    case unknown
}

/// A viewer of a post: a socket and a position in the post's sequence, and nothing queued.
///
/// Nearly all readers are *in step*: they have been sent what everybody has, and need no position of their own.
/// One that is not has a ``Lag``.
public final class Reader {
    /// The post it reads.
    public let post: PostID
    /// The most comments a second it wants; nil for all of them.
    public let maxRate: RateClass?
    /// Whether it may go on reading, which is asked about every second; nil when nobody has to ask.
    let mayStay: (() -> Bool)?
    /// Unowned, because the output owns the reader and leaves the hub before it goes.
    unowned let output: any ReaderOutput
    /// Nil while it is in step.
    var lag: Lag?
    /// The last flush it was in step with, by ``LivePost/flushNumber``.
    var flush: UInt32 = 0
    /// The place in ``Audience/readers``.
    var index: Int32 = 0
    /// Whether it is looked at every so often because its socket was full.
    var isWatched = false
    /// Whether it is one of the post's readers; when not, its output may be gone.
    var isJoined = false

    /// A reader that has not joined yet.
    ///
    /// - Parameters:
    ///   - output: must outlive its membership in a hub.
    ///   - maxRate: the most comments a second, see ``RateClass``; nil for all of them.
    ///   - mayStay: whether it may go on reading; when not, its connection ends within a second or so. It is asked
    ///     on the event loop, and must not wait.
    public init(
        post: PostID, from start: StartPosition, output: any ReaderOutput, maxRate: RateClass? = nil,
        mayStay: (() -> Bool)? = nil
    ) {
        self.post = post
        self.maxRate = maxRate
        self.mayStay = mayStay
        self.output = output
        lag = Lag(.starting(start))
    }
}
