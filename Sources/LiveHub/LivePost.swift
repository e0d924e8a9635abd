import LiveCore
import NIOCore

/// A post that has readers on one event loop: its recent events and those readers.
final class LivePost {
    let id: PostID
    var ring = EventRing(floor: .zero)
    /// Whether the store has told the post's newest id: until then the ring's floor means nothing.
    var isPlaced = false
    private(set) var readers: [Reader] = []
    /// Up to here, readers that keep up have been written to.
    var flushed = EventID.zero
    /// How many events have come in since the post was opened here.
    var total = 0
    /// When the last flush ended. With the time it began, batching would stop just when a flush
    /// outlasts the window.
    var lastFlush: NIODeadline?
    var scheduledFlush: Scheduled<Void>?
    /// When something was last written to the readers.
    var lastWrite: NIODeadline

    init(id: PostID, now: NIODeadline) {
        self.id = id
        lastWrite = now
    }

    func add(_ reader: Reader) {
        reader.index = readers.count
        reader.isJoined = true
        readers.append(reader)
    }

    /// Takes a reader out, in constant time; order among readers means nothing.
    func remove(_ reader: Reader) {
        reader.isJoined = false
        let last = readers.removeLast()
        if last !== reader {
            readers[reader.index] = last
            last.index = reader.index
        }
    }
}
