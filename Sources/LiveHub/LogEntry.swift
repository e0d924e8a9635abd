import LiveCore
import NIOCore

/// An event of a post, encoded once for all who speak a dialect, as every log here holds it.
struct LogEntry: Sendable {
    let id: EventID
    /// Comments may be thinned and left out in a gap; what moderators did may not.
    let isComment: Bool
    /// The comment whose text is in the frame.
    let carries: EventID?
    /// Ready to be sent; empty when what it carried has been deleted since.
    var frame: ByteBuffer

    /// Encodes an event.
    init(_ event: Event, in dialect: StreamDialect) {
        self.init(event, frame: ByteBuffer(bytes: dialect.event(event)))
    }

    /// - Parameter frame: the event's.
    init(_ event: Event, frame: ByteBuffer) {
        id = event.id
        isComment = !event.isModeration
        carries =
            switch event.action {
            case .comment(let comment), .restore(let comment), .pin(let comment): comment.id
            case .delete, .purge, .unpin, .state: nil
            }
        self.frame = frame
    }

    /// Whether there is anything to send.
    var isVisible: Bool { frame.readableBytes > 0 }
}

/// A part of a post's log, ready to be written.
struct LogSlice {
    var bytes: ByteBuffer
    /// Everything up to here is in it.
    var position: EventID
    /// The comments that lie in it.
    var comments: Int
}
