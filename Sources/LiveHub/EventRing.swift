import LiveCore
import NIOCore

/// The recent events of a post, encoded, each once.
///
/// It holds every event with an id above ``floor``, so a reader at or above the floor needs no store.
struct EventRing {
    private struct Slot {
        var entry: LogEntry
        let arrival: NIODeadline
    }

    static let entryLimit = 1_024
    static let byteLimit = 1 << 20
    static let ageLimit = TimeAmount.seconds(30)

    /// Everything above this id is here.
    private(set) var floor: EventID
    /// Made without room: most posts are quiet.
    private var slots = CircularBuffer<Slot>(initialCapacity: 0)
    private var bytes = 0

    init(floor: EventID) {
        self.floor = floor
    }

    /// The newest id known: a reader that stands here has everything.
    var head: EventID { max(slots.last?.entry.id ?? floor, floor) }

    /// How many events are here.
    var count: Int { slots.count }

    /// Adds an event; false when it is known already: a bus may deliver twice, or late what the store gave before.
    mutating func append(_ entry: LogEntry, at arrival: NIODeadline) -> Bool {
        guard entry.id > head else { return false }
        slots.append(Slot(entry: entry, arrival: arrival))
        bytes += entry.frame.readableBytes
        while slots.count > Self.entryLimit || bytes > Self.byteLimit { dropFirst() }
        return true
    }

    /// Forgets what is too old to be worth its memory, up to a position that everybody has been sent.
    mutating func trim(now: NIODeadline, upTo position: EventID) {
        guard !slots.isEmpty else { return }
        while let first = slots.first, now - first.arrival > Self.ageLimit, first.entry.id <= position { dropFirst() }
        if slots.isEmpty { slots = CircularBuffer(initialCapacity: 0) }
    }

    /// The ring's floor is known late when the post was new to this loop: events may come before it. What lies below
    /// is the store's to give, and would be counted twice if it stayed.
    mutating func raiseFloor(to id: EventID) {
        while let first = slots.first, first.entry.id <= id { dropFirst() }
        floor = max(floor, id)
    }

    /// Takes deleted comments' text out of every frame that carries it.
    mutating func redact(_ comments: Set<EventID>) {
        for index in slots.indices where slots[index].entry.carries.map(comments.contains) == true {
            bytes -= slots[index].entry.frame.readableBytes
            slots[index].entry.frame = ByteBuffer()
        }
    }

    /// Calls `body` with the entries after a position, up to and with `end`, in order, until it returns false.
    func forEach(after position: EventID, upTo end: EventID = .max, _ body: (LogEntry) -> Bool) {
        for offset in firstOffset(after: position)..<slots.count {
            let entry = slots[offset: offset].entry
            guard entry.id <= end, body(entry) else { return }
        }
    }

    /// Calls `body` with the entries up to and with `end`, newest first, until it returns false.
    func forEachBackwards(from end: EventID, _ body: (LogEntry) -> Bool) {
        for offset in (0..<firstOffset(after: end)).reversed() {
            guard body(slots[offset: offset].entry) else { return }
        }
    }

    /// The entries after a position in one buffer; nil when there are none.
    ///
    /// - Parameters:
    ///   - end: where to stop.
    ///   - byteLimit: where to stop too, but never before one whole frame.
    func slice(after position: EventID, upTo end: EventID = .max, byteLimit: Int = .max) -> LogSlice? {
        let start = firstOffset(after: position)
        var (stop, size, comments) = (start, 0, 0)
        while stop < slots.count {
            let entry = slots[offset: stop].entry
            guard entry.id <= end, stop == start || size + entry.frame.readableBytes <= byteLimit else { break }
            size += entry.frame.readableBytes
            comments += entry.isComment ? 1 : 0
            stop += 1
        }
        guard stop > start else { return nil }
        var bytes = slots[offset: start].entry.frame
        if stop - start > 1 {
            bytes = ByteBufferAllocator().buffer(capacity: size)
            for offset in start..<stop { bytes.writeImmutableBuffer(slots[offset: offset].entry.frame) }
        }
        return LogSlice(bytes: bytes, position: slots[offset: stop - 1].entry.id, comments: comments)
    }

    /// How many entries lie at or below a position.
    private func firstOffset(after position: EventID) -> Int {
        // Readers are nearly always at the head.
        guard let last = slots.last, last.entry.id > position else { return slots.count }
        var (low, high) = (0, slots.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if slots[offset: middle].entry.id <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func dropFirst() {
        let entry = slots.removeFirst().entry
        bytes -= entry.frame.readableBytes
        floor = max(floor, entry.id)
    }
}
