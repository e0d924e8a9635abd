import LiveCore
import NIOCore

/// The readers of a post, on one event loop, that are sent the same bytes: everything that happens, or that
/// thinned to one rate.
final class Audience {
    /// What one flush brings its readers.
    struct Batch {
        var bytes = ByteBuffer()
        /// The notice that `bytes` ends with, for readers who were there all the time it is about.
        var notice: (thinned: Thinned, size: Int)?
        /// Whether what is withheld from now on is for the next notice.
        var endsAccount = false
    }

    /// Nil for everything.
    let rate: RateClass?
    private(set) var readers: [Reader] = []
    /// What the flush under way brings.
    var batch = Batch()
    /// How the live stream is thinned; nil before a reader has found out which slots are taken.
    var live: LiveThinning?

    init(rate: RateClass?) {
        self.rate = rate
    }

    func add(_ reader: Reader) {
        reader.index = Int32(readers.count)
        readers.append(reader)
    }

    /// Puts together what came after a position, for readers in step.
    ///
    /// - Parameter prefix: goes before it.
    func prepare(
        _ ring: EventRing, after position: EventID, upTo head: EventID, prefix: ByteBuffer?, in post: PostID,
        _ dialect: StreamDialect, now: NIODeadline
    ) {
        guard rate == nil else {
            let batch = live?.batch(
                of: ring, after: position, upTo: head, prefix: prefix, in: post, dialect, now: now)
            self.batch = batch ?? Batch()
            return
        }
        let all = ring.slice(after: position, upTo: head)?.bytes
        guard var bytes = prefix, let all else { return batch.bytes = prefix ?? all ?? ByteBuffer() }
        bytes.writeImmutableBuffer(all)
        batch.bytes = bytes
    }

    /// Takes a reader out, in constant time; order among readers means nothing.
    func remove(_ reader: Reader) {
        let last = readers.removeLast()
        if last !== reader {
            readers[Int(reader.index)] = last
            last.index = reader.index
        }
    }
}

/// The thinning of a live stream that all readers of a rate share.
struct LiveThinning {
    /// The least time between two notices.
    static let noticeInterval = TimeAmount.seconds(1)

    private var thinning: Thinning
    /// Since the last notice.
    private(set) var account: ThinningAccount
    /// What ``account`` was before the last batch.
    private(set) var accountBefore: ThinningAccount
    private var lastNotice: NIODeadline
    /// The newest id that the readers have been sent.
    private var lastSent = EventID.zero

    /// - Parameter thinning: of a reader that has read up to `position`.
    init(_ thinning: Thinning, at position: EventID, now: NIODeadline) {
        self.thinning = thinning
        lastSent = position
        account = ThinningAccount(after: position)
        accountBefore = account
        lastNotice = now
    }

    /// When there has to be a notice, though nothing else may come.
    var noticeDue: NIODeadline? { account.withheld > 0 ? lastNotice + Self.noticeInterval : nil }

    /// Starts anew at the head, when events were lost on the way that readers will be sent from the store.
    mutating func skip(to head: EventID, in ring: EventRing) {
        ring.forEachBackwards(from: head) { entry in
            guard entry.isComment, entry.isVisible else { return true }
            _ = thinning.isFirst(entry.id)
            return false
        }
        accountBefore = account
        account = ThinningAccount(after: head)
    }

    /// Thins what came after a position, and adds a notice when it is time for one.
    ///
    /// - Parameter prefix: goes before it, and to everybody.
    mutating func batch(
        of ring: EventRing, after position: EventID, upTo head: EventID, prefix: ByteBuffer?, in post: PostID,
        _ dialect: StreamDialect, now: NIODeadline
    ) -> Audience.Batch {
        accountBefore = account
        var batch = Audience.Batch(bytes: prefix ?? ByteBuffer())
        ring.forEach(after: position, upTo: head) { entry in
            if entry.isVisible, takes(entry) {
                batch.bytes.writeImmutableBuffer(entry.frame)
                lastSent = entry.id
            }
            return true
        }
        if now >= lastNotice + Self.noticeInterval {
            let thinned = account.notice(upTo: head, lastSent: lastSent)
            if let thinned {
                let frame = dialect.thinned(thinned, in: post)
                batch.bytes.writeBytes(frame)
                batch.notice = (thinned, frame.count)
            }
            batch.endsAccount = true
            account = ThinningAccount(after: thinned?.id ?? head)
            lastNotice = now
        }
        return batch
    }

    private mutating func takes(_ entry: LogEntry) -> Bool {
        guard entry.isComment else { return true }
        let isFirst = thinning.isFirst(entry.id)
        account.count(isShown: isFirst)
        return isFirst
    }
}

extension Audience.Batch {
    /// The bytes for a reader that came when the account had got to `start`: the same, but for the notice.
    func bytes(since start: ThinningAccount, in post: PostID, _ dialect: StreamDialect) -> ByteBuffer {
        guard let notice else { return bytes }
        var own = bytes.getSlice(at: bytes.readerIndex, length: bytes.readableBytes - notice.size) ?? ByteBuffer()
        let withheld = notice.thinned.withheld - start.withheld
        if withheld > 0 {
            let thinned = Thinned(
                after: start.after, before: notice.thinned.before, shown: notice.thinned.shown - start.shown,
                withheld: withheld)
            own.writeBytes(dialect.thinned(thinned, in: post))
        }
        return own
    }
}
