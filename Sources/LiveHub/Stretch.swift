import LiveCore
import NIOCore

/// A piece of a post's past, fetched from the store and encoded once for all readers that pass through it.
///
/// It holds every event with an id above ``after`` and up to ``upTo`` that could be seen when it was fetched.
final class Stretch {
    let after: EventID
    let upTo: EventID
    private let entries: [LogEntry]
    /// The frames in one piece, so that a reader's share of them is a slice and no copy.
    private let bytes: ByteBuffer
    private let starts: [Int]
    /// When a reader was last sent a part of it.
    var lastUse: NIODeadline

    private init(after: EventID, upTo: EventID, _ events: ArraySlice<(event: Event, frame: [UInt8])>, now: NIODeadline)
    {
        self.after = after
        self.upTo = upTo
        lastUse = now
        var bytes = ByteBufferAllocator().buffer(capacity: events.reduce(0) { $0 + $1.frame.count })
        starts = events.map { event in
            defer { bytes.writeBytes(event.frame) }
            return bytes.writerIndex
        }
        let whole = bytes
        entries = zip(events, starts).map { event, start in
            LogEntry(event.event, frame: whole.getSlice(at: start, length: event.frame.count) ?? ByteBuffer())
        }
        self.bytes = whole
    }

    /// Encodes events into stretches of at most so many bytes, but at least an event, each: a reader whose socket
    /// is full holds on to the stretch it was sent.
    ///
    /// - Parameters:
    ///   - after: where the store was asked to begin.
    ///   - upTo: there are no more events up to here.
    static func make(
        _ events: [Event], in dialect: StreamDialect, after: EventID, upTo: EventID, byteLimit: Int, now: NIODeadline
    ) -> [Stretch] {
        let encoded = events.map { (event: $0, frame: dialect.event($0)) }
        var stretches: [Stretch] = []
        var (start, size, after) = (0, 0, after)
        for (index, event) in encoded.enumerated() {
            if index > start, size + event.frame.count > byteLimit {
                let end = encoded[index - 1].event.id
                stretches.append(Stretch(after: after, upTo: end, encoded[start..<index], now: now))
                (start, size, after) = (index, 0, end)
            }
            size += event.frame.count
        }
        if after < upTo { stretches.append(Stretch(after: after, upTo: upTo, encoded[start...], now: now)) }
        return stretches
    }

    /// Bytes it takes.
    var size: Int { bytes.readableBytes }

    /// Whether a reader at a position finds here what comes next.
    func covers(_ position: EventID) -> Bool { after <= position && position < upTo }

    /// What comes after a position.
    func slice(after position: EventID) -> LogSlice {
        let first = entries.firstIndex { $0.id > position } ?? entries.endIndex
        let start = first < starts.endIndex ? starts[first] : bytes.writerIndex
        return LogSlice(
            bytes: bytes.getSlice(at: start, length: bytes.writerIndex - start) ?? ByteBuffer(), position: upTo,
            comments: entries[first...].count { $0.isComment })
    }

    /// Calls `body` with the entries after a position, in order, until it returns false.
    func forEach(after position: EventID, _ body: (LogEntry) -> Bool) {
        for entry in entries where entry.id > position {
            guard body(entry) else { return }
        }
    }

    /// Calls `body` with the entries, newest first, until it returns false.
    func forEachBackwards(_ body: (LogEntry) -> Bool) {
        for entry in entries.reversed() {
            guard body(entry) else { return }
        }
    }
}
