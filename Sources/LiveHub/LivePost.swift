import LiveCore
import NIOCore

/// A post that has readers of one dialect on one event loop: its recent events and those readers.
final class LivePost {
    /// A flush under way; it may take several turns of the loop.
    struct Flush {
        /// Readers in step had been sent everything up to here.
        let previous: EventID
        /// ``LivePost/comments`` and ``LivePost/viewersVersion`` as they had been told.
        let comments: Int
        let viewersVersion: UInt32
        /// More came at once than the ring holds, so nobody stays in step.
        let isOverflow: Bool
        /// A line that keeps idle connections alive is all there is to send.
        let isKeepAlive: Bool
        /// Whether it had to wait for the gap to end: the post is busy.
        let isBatch: Bool
        /// How many of the audiences it is through with, and of the next one's readers how many are left.
        var audiencesDone = 0
        var readersLeft = 0
        /// The time it has taken.
        var cost = TimeAmount.zero
    }

    let id: PostID
    /// What its readers here speak.
    let dialect: StreamDialect
    private(set) var ring = EventRing(floor: .zero)
    private(set) var audiences: [Audience] = []
    /// Whether the store has told the post's newest id: until then the ring's floor means nothing.
    private(set) var isPlaced = false
    /// Nobody reads it here any more.
    private(set) var isClosed = false
    /// Up to here, readers in step have been sent everything, or will have been by the flush under way.
    private(set) var flushed = EventID.zero
    /// Comments that have come in since the post was opened here.
    private(set) var comments = 0
    /// Events, their bytes and the comments among them that have come in since the last flush began.
    private var fresh = (events: 0, bytes: 0, comments: 0)

    /// Counts flushes, and may wrap around.
    private(set) var flushNumber: UInt32 = 0
    var flush: Flush?
    /// Whether it stands in the queue of posts to be flushed.
    var isDue = false
    /// When the gap after the last flush ends.
    var gapEnd = NIODeadline.uptimeNanoseconds(0)
    var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
    /// Whether something has waited for the gap to end.
    var isBatching = false
    /// What its last batch cost and when that was, while it counts as busy.
    var busy: (cost: TimeAmount, since: NIODeadline)?
    /// When something was last written to the readers.
    var lastWrite: NIODeadline
    private var needsKeepAlive = false

    /// How many watch it on this node, as its readers were last told.
    private var viewers: (count: Int, frame: ByteBuffer, since: NIODeadline)?
    private(set) var viewersVersion: UInt32 = 0
    private var hasNewViewers = false

    /// What lies below the ring's floor; nil when nobody has needed it for a while.
    var past: Past?
    /// Readers that know an event which has not been flushed yet, and come in step when it has been.
    var ahead: [Reader] = []

    init(id: PostID, dialect: StreamDialect, now: NIODeadline) {
        self.id = id
        self.dialect = dialect
        lastWrite = now
    }

    // MARK: - Readers

    func audience(_ rate: RateClass?) -> Audience? { audiences.first { $0.rate == rate } }

    var readerCount: Int { audiences.reduce(0) { $0 + $1.readers.count } }

    func add(_ reader: Reader) {
        reader.isJoined = true
        if let audience = audience(reader.maxRate) { return audience.add(reader) }
        let audience = Audience(rate: reader.maxRate)
        audience.add(reader)
        audiences.append(audience)
    }

    /// Takes a reader out. With the last one, the post is closed for good.
    func remove(_ reader: Reader) {
        reader.isJoined = false
        audience(reader.maxRate)?.remove(reader)
        isClosed = audiences.allSatisfy(\.readers.isEmpty)
        // A flush under way finds audiences by their place.
        if flush == nil { audiences.removeAll { $0.readers.isEmpty } }
    }

    // MARK: - Events

    /// The post's newest id is known, so everything above it is here.
    func place(at head: EventID) {
        ring.raiseFloor(to: head)
        flushed = ring.head
        fresh = (0, 0, 0)
        isPlaced = true
    }

    /// Takes an event in; false when it is known.
    func append(_ entry: LogEntry, now: NIODeadline) -> Bool {
        guard ring.append(entry, at: now) else { return false }
        let comment = entry.isComment ? 1 : 0
        comments += comment
        fresh = (fresh.events + 1, fresh.bytes + entry.frame.readableBytes, fresh.comments + comment)
        return true
    }

    /// Comments have been deleted: their text is not to be seen any more.
    func redact(_ comments: Set<EventID>) {
        ring.redact(comments)
        past?.redact(comments)
    }

    /// Comments that have come after an id and can be seen; none when the ring no longer holds them all.
    func comments(after id: EventID) -> [EventID] {
        guard id >= ring.floor else { return [] }
        var comments: [EventID] = []
        ring.forEach(after: id, upTo: ring.head) { entry in
            if entry.isComment, entry.isVisible { comments.append(entry.id) }
            return true
        }
        return comments
    }

    /// Events that readers in step have been sent after an id.
    func ids(after id: EventID) -> [EventID] {
        var ids: [EventID] = []
        ring.forEach(after: id, upTo: flushed) { entry in
            if entry.isVisible { ids.append(entry.id) }
            return true
        }
        return ids
    }

    func trim(now: NIODeadline) { ring.trim(now: now, upTo: flushed) }

    // MARK: - What is to be said

    /// How many watch it, for readers that have not been told; nil while it is not known.
    func viewersFrame(unlessKnown version: UInt32) -> ByteBuffer? { version == viewersVersion ? nil : viewers?.frame }

    /// Whether a new count may be told, `interval` after the last one.
    func mayTellViewers(now: NIODeadline, interval: TimeAmount) -> Bool {
        viewers.map { now >= $0.since + interval } ?? true
    }

    /// A count to be told with the next flush, unless it is the one that was told last.
    func tell(viewers count: Int, now: NIODeadline) {
        guard viewers?.count != count else { return }
        viewers = (count, ByteBuffer(bytes: dialect.viewers(count, in: id)), now)
        hasNewViewers = true
    }

    /// Nothing has been written for long.
    func keepAlive() { needsKeepAlive = true }

    var hasFreshEvents: Bool { fresh.events > 0 }

    /// Whether what waits would soon be more than the ring holds.
    var isUrgent: Bool { fresh.events > EventRing.entryLimit / 2 || fresh.bytes > EventRing.byteLimit / 2 }

    /// When it wants to be flushed; nil when it has nothing to say.
    var nextFlush: NIODeadline? {
        if isUrgent { return .uptimeNanoseconds(0) }
        if fresh.events > 0 || hasNewViewers || needsKeepAlive { return gapEnd }
        return audiences.compactMap { $0.live?.noticeDue }.min().map { max($0, gapEnd) }
    }

    // MARK: - Flushing

    var keepAliveFrame: ByteBuffer { ByteBuffer(bytes: dialect.keepAlive) }

    /// Puts together what the readers are to be sent. From here on, those in step count as having it.
    func beginFlush(now: NIODeadline) {
        let (previous, head) = (flushed, ring.head)
        let isKeepAlive = needsKeepAlive && previous == head && !hasNewViewers
        let isOverflow = previous < ring.floor
        flush = Flush(
            previous: previous, comments: comments - fresh.comments, viewersVersion: viewersVersion,
            isOverflow: isOverflow, isKeepAlive: isKeepAlive, isBatch: isBatching,
            readersLeft: audiences.first?.readers.count ?? 0)
        let prefix = isKeepAlive ? keepAliveFrame : hasNewViewers ? viewers?.frame : nil
        for audience in audiences {
            if isOverflow {
                audience.live?.skip(to: head, in: ring)
            } else {
                audience.prepare(ring, after: previous, upTo: head, prefix: prefix, in: id, dialect, now: now)
            }
        }
        if hasNewViewers { viewersVersion &+= 1 }
        flushNumber &+= 1
        flushed = head
        fresh = (0, 0, 0)
        (hasNewViewers, needsKeepAlive, isBatching) = (false, false, false)
    }

    /// Everybody has been written to.
    func endFlush() {
        flush = nil
        audiences.removeAll { $0.readers.isEmpty }
        for audience in audiences { audience.batch = Audience.Batch() }
    }
}
