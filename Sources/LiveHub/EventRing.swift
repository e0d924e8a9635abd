import LiveCore
import NIOCore

/// The recent events of a post, encoded, each once.
///
/// It holds every event with an id above ``floor``, so a reader at or above the floor needs no store.
struct EventRing {
    struct Entry {
        let id: EventID
        /// The comment whose text is in the frame.
        let carries: EventID?
        /// Empty when what it carried has been deleted since.
        var frame: ByteBuffer
        let arrival: NIODeadline
    }

    static let entryLimit = 1_024
    static let byteLimit = 1 << 20
    static let ageLimit = TimeAmount.seconds(30)

    /// Everything above this id is here.
    private(set) var floor: EventID
    private var entries = CircularBuffer<Entry>()
    private var bytes = 0

    init(floor: EventID) {
        self.floor = floor
    }

    /// The newest id known: a reader that stands here has everything.
    var head: EventID { max(entries.last?.id ?? floor, floor) }

    /// Adds an event; false when it is known already: a bus may deliver twice, or late what the store gave before.
    mutating func append(_ entry: Entry) -> Bool {
        guard entry.id > head else { return false }
        entries.append(entry)
        bytes += entry.frame.readableBytes
        while entries.count > Self.entryLimit || bytes > Self.byteLimit { dropFirst() }
        return true
    }

    /// Forgets what is too old to be worth its memory.
    mutating func trim(now: NIODeadline) {
        while let first = entries.first, now - first.arrival > Self.ageLimit { dropFirst() }
    }

    /// The ring's floor is known late when the post was new to this loop: events may come before it.
    mutating func raiseFloor(to id: EventID) {
        floor = max(floor, id)
    }

    /// Takes a deleted comment's text out of every frame that carries it.
    mutating func redact(_ comment: EventID) {
        for index in entries.indices where entries[index].carries == comment {
            bytes -= entries[index].frame.readableBytes
            entries[index].frame = ByteBuffer()
        }
    }

    /// The frames after a position in one buffer, and the position behind them; nil when there is nothing.
    ///
    /// - Parameter byteLimit: where to stop, but never before one whole frame.
    func frames(after position: EventID, byteLimit: Int = .max) -> (bytes: ByteBuffer, position: EventID)? {
        let start = firstIndex(after: position)
        guard start < entries.endIndex else { return nil }
        var buffer = entries[start].frame
        var position = entries[start].id
        var isShared = true
        for entry in entries[entries.index(after: start)...] {
            if buffer.readableBytes + entry.frame.readableBytes > byteLimit { break }
            if isShared {
                // Appending to a frame would copy it anyway; make room for the rest at once.
                var joined = ByteBufferAllocator().buffer(capacity: min(byteLimit, bytes))
                joined.writeImmutableBuffer(buffer)
                buffer = joined
                isShared = false
            }
            buffer.writeImmutableBuffer(entry.frame)
            position = entry.id
        }
        return (buffer, position)
    }

    /// How many events come after a position.
    func count(after position: EventID) -> Int {
        entries.distance(from: firstIndex(after: position), to: entries.endIndex)
    }

    private func firstIndex(after position: EventID) -> CircularBuffer<Entry>.Index {
        // Readers are nearly always at or near the head, so look from there.
        var index = entries.endIndex
        while index > entries.startIndex {
            let previous = entries.index(before: index)
            if entries[previous].id <= position { return index }
            index = previous
        }
        return index
    }

    private mutating func dropFirst() {
        let entry = entries.removeFirst()
        bytes -= entry.frame.readableBytes
        floor = max(floor, entry.id)
    }
}
