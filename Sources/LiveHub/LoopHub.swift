import LiveCore
import Logging
import NIOCore

/// The viewers of one event loop, by post. Everything here happens on that loop, without locks.
public final class LoopHub {
    /// An event on its way to the viewers, encoded.
    struct Delivery: Sendable {
        let post: PostID
        let id: EventID
        let carries: EventID?
        let redacts: EventID?
        let frame: ByteBuffer

        init(_ event: Event) {
            post = event.post
            id = event.id
            frame = ByteBuffer(bytes: SSEFrame.event(event))
            (carries, redacts) =
                switch event.action {
                case .comment(let comment), .restore(let comment), .pin(let comment): (comment.id, nil)
                case .delete(let comment, _, _): (nil, comment)
                case .unpin, .state: (nil, nil)
                }
        }
    }

    let loop: any EventLoop
    let store: any CommentStore
    let logger: Logger
    let configuration: Hub.Configuration
    private let index: Int
    private let interest: Interest
    private(set) var posts: [PostID: LivePost] = [:]
    private var isBeating = false
    private(set) var isDraining = false

    init(
        loop: any EventLoop, index: Int, store: any CommentStore, interest: Interest, logger: Logger,
        configuration: Hub.Configuration
    ) {
        self.loop = loop
        self.index = index
        self.store = store
        self.interest = interest
        self.logger = logger
        self.configuration = configuration
    }

    // MARK: - Readers come and go

    /// Lets a reader in. It gets what its start position asks for, and then everything, in order and once.
    public func join(_ reader: Reader) {
        guard !isDraining else { return reader.output.close() }
        startHeartbeat()
        if let post = posts[reader.post] {
            post.add(reader)
            interest.change(reader.post, loop: index, by: 1)
            if post.isPlaced { start(reader, in: post) }
        } else {
            let post = LivePost(id: reader.post, now: loop.now)
            posts[reader.post] = post
            post.add(reader)
            // In this order, see Hub.deliver: counted in first, then asked for the newest id.
            interest.change(reader.post, loop: index, by: 1)
            place(post)
        }
    }

    /// Lets a reader go; nothing is written to it any more.
    public func leave(_ reader: Reader) {
        guard reader.isJoined, let post = posts[reader.post] else { return }
        post.remove(reader)
        interest.change(reader.post, loop: index, by: -1)
        guard post.readers.isEmpty else { return }
        post.scheduledFlush?.cancel()
        posts[reader.post] = nil
    }

    /// Goes on with a reader whose socket takes more again.
    public func resume(_ reader: Reader) {
        reader.blockedSince = nil
        guard let post = posts[reader.post], post.isPlaced else { return }
        advance(reader, in: post)
    }

    // MARK: - Events come in

    func deliver(_ batch: [Delivery]) {
        let now = loop.now
        var touched: [LivePost] = []
        for delivery in batch {
            guard let post = posts[delivery.post] else { continue }
            if let comment = delivery.redacts { post.ring.redact(comment) }
            let entry = EventRing.Entry(
                id: delivery.id, carries: delivery.carries, frame: delivery.frame, arrival: now)
            guard post.ring.append(entry) else { continue }
            post.total += 1
            if post.scheduledFlush == nil, post.isPlaced, touched.last !== post { touched.append(post) }
        }
        for post in touched where post.scheduledFlush == nil { flushInTime(post, now: now) }
    }

    /// Leading edge at once, then in batches a window apart.
    private func flushInTime(_ post: LivePost, now: NIODeadline) {
        guard let last = post.lastFlush, now < last + configuration.window else { return flush(post) }
        post.scheduledFlush = loop.assumeIsolated().scheduleTask(deadline: last + configuration.window) { [weak self] in
            post.scheduledFlush = nil
            self?.flush(post)
        }
    }

    private func flush(_ post: LivePost) {
        let (previous, head) = (post.flushed, post.ring.head)
        guard previous < head else { return }
        post.flushed = head
        // When more came at once than the ring holds, everybody is behind.
        let shared = previous < post.ring.floor ? nil : post.ring.frames(after: previous)?.bytes
        // A failing write may make a reader leave while this goes on.
        for reader in post.readers where reader.isJoined {
            if let shared, reader.position == previous, case .following = reader.phase, !reader.isFetching,
                reader.output.isWritable
            {
                reader.position = head
                reader.seen = post.total
                if shared.readableBytes > 0 { reader.output.write(shared) }
            } else {
                advance(reader, in: post)
            }
        }
        post.lastFlush = loop.now
        post.lastWrite = loop.now
    }

    // MARK: - Every so often

    private func startHeartbeat() {
        guard !isBeating else { return }
        isBeating = true
        scheduleBeat()
    }

    private func scheduleBeat() {
        let interval = TimeAmount.nanoseconds(configuration.keepAlive.nanoseconds / 15)
        loop.assumeIsolated().scheduleTask(in: interval) { [weak self] in
            if let self { self.beat(now: self.loop.now) }
        }
    }

    private func beat(now: NIODeadline) {
        for post in posts.values {
            post.ring.trim(now: now)
            cutTheStuck(in: post, now: now)
            if now - post.lastWrite >= configuration.keepAlive { keepAlive(post, now: now) }
        }
        isBeating = !posts.isEmpty
        if isBeating { scheduleBeat() }
    }

    private func keepAlive(_ post: LivePost, now: NIODeadline) {
        post.lastWrite = now
        for reader in post.readers where reader.isJoined && reader.hasBegun && reader.output.isWritable {
            reader.output.write(Self.keepAliveFrame)
        }
    }

    private func cutTheStuck(in post: LivePost, now: NIODeadline) {
        for reader in post.readers where reader.isJoined {
            guard let since = reader.blockedSince, now - since > configuration.patience else { continue }
            logger.debug("a reader accepted nothing for too long", metadata: ["post": "\(post.id)"])
            reader.output.close()
        }
    }

    private static let keepAliveFrame = ByteBuffer(bytes: SSEFrame.keepAlive)

    // MARK: - Draining

    private static let drainSlice = 200
    private static let drainPause = TimeAmount.milliseconds(10)

    /// Closes every viewer's connection, in slices, see ``Hub/drain()``. Once is enough.
    public func drain() {
        guard !isDraining else { return }
        isDraining = true
        drainSlice(posts.values.flatMap(\.readers)[...])
    }

    private func drainSlice(_ readers: ArraySlice<Reader>) {
        for reader in readers.prefix(Self.drainSlice) where reader.isJoined {
            let wait = SSEFrame.retry(milliseconds: 2_000 + .random(in: 0...10_000))
            reader.output.write(ByteBuffer(bytes: wait))
            reader.output.finish()
        }
        let rest = readers.dropFirst(Self.drainSlice)
        guard !rest.isEmpty else { return }
        loop.assumeIsolated().scheduleTask(in: Self.drainPause) { self.drainSlice(rest) }
    }
}
