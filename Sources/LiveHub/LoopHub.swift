import LiveCore
import Logging
import NIOCore

/// The viewers of one event loop that speak one dialect, by post. Everything here happens on that loop, without locks.
///
/// Events come in through ``deliver(_:)``; readers through ``join(_:)``. Both only put work into one of two queues,
/// of posts to be flushed and of readers to be written to, which are worked off in bounded turns.
public final class LoopHub {
    /// An event on its way to the viewers, encoded.
    struct Delivery: Sendable {
        let post: PostID
        /// The comments that are not to be seen any more.
        let redacts: Set<EventID>
        let entry: LogEntry

        init(_ event: Event, in dialect: StreamDialect) {
            post = event.post
            entry = LogEntry(event, in: dialect)
            redacts =
                switch event.action {
                case .delete(let comment, _, _): [comment]
                case .purge(let comments, _, _, _): Set(comments)
                case .comment, .restore, .pin, .unpin, .state: []
                }
        }
    }

    let loop: any EventLoop
    /// What its viewers speak.
    let dialect: StreamDialect
    let store: any CommentStore
    let logger: Logger
    let configuration: Hub.Configuration
    let clock: WallClock
    private let index: Int
    private let interest: Interest
    private(set) var posts: [PostID: LivePost] = [:]
    private var isBeating = false
    private(set) var isDraining = false
    /// What is to be done when the last viewer has left.
    private var farewells: [() -> Void] = []

    /// Posts to be flushed, and those among them that are being flushed.
    var due = CircularBuffer<LivePost>()
    /// Readers that are not in step and can be written to.
    var ready = CircularBuffer<Reader>()
    var isTakingTurn = false
    var nextTurn: Scheduled<Void>?
    var busy: BusyPosts
    /// What has been delivered.
    var delivered = DeliveryLog()

    /// Queries of the store that are under way, and those that wait until they may be.
    var queriesUnderWay = 0
    var queries = CircularBuffer<() -> Void>()
    /// Posts that have a ``Past``, and the bytes in all of them.
    var postsWithPast: [LivePost] = []
    var pastBytes = 0
    /// Readers whose socket was full.
    var watched: [Reader] = []
    /// Readers that may have to go while they read.
    private var guests: [Reader] = []
    /// Posts whose number of viewers has changed.
    private var restless: Set<PostID> = []

    init(
        loop: any EventLoop, index: Int, dialect: StreamDialect, store: any CommentStore, interest: Interest,
        load: FlushLoad, logger: Logger, configuration: Hub.Configuration, clock: WallClock
    ) {
        self.loop = loop
        self.index = index
        self.dialect = dialect
        self.store = store
        self.interest = interest
        busy = BusyPosts(load: load)
        self.logger = logger
        self.configuration = configuration
        self.clock = clock
    }

    // MARK: - Readers come and go

    /// Lets a reader in. It gets what its start position asks for, and then everything, in order and once.
    public func join(_ reader: Reader) {
        guard !isDraining else { return reader.output.close() }
        if reader.mayStay != nil { guests.append(reader) }
        startHeartbeat()
        if let post = posts[reader.post] {
            post.add(reader)
            interest.change(reader.post, loop: index, by: 1)
            // After what is on its way to this loop already: what was accepted before the reader asked comes first.
            loop.assumeIsolated().execute { [weak self] in
                guard let self, reader.isJoined else { return }
                self.enqueue(reader)
                self.proceed()
            }
        } else {
            let post = LivePost(id: reader.post, dialect: dialect, now: loop.now)
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
        guard post.isClosed else { return }
        post.timer?.task.cancel()
        busy.forget(post)
        forgetPast(of: post)
        posts[reader.post] = nil
        posts.shrink()
        if posts.isEmpty { sayFarewell() }
    }

    /// Goes on with a reader whose socket takes more again.
    public func resume(_ reader: Reader) { resume(CollectionOfOne(reader)) }

    /// Goes on with the readers of a socket, each of which gets a slice before one gets its second.
    func resume(_ readers: some Sequence<Reader>) {
        for reader in readers {
            guard let lag = reader.lag else { continue }
            lag.blocked = nil
            enqueue(reader)
        }
        proceed()
    }

    // MARK: - Events come in

    func deliver(_ batch: [Delivery]) {
        let now = loop.now
        for delivery in batch {
            guard let post = posts[delivery.post] else { continue }
            if !delivery.redacts.isEmpty { redact(delivery.redacts, in: post) }
            guard post.append(delivery.entry, now: now) else { continue }
            arrange(post, now: now)
        }
        proceed()
    }

    // MARK: - Every so often

    private func startHeartbeat() {
        guard !isBeating else { return }
        isBeating = true
        scheduleBeat()
    }

    private func scheduleBeat() {
        let interval = TimeAmount.nanoseconds(configuration.keepAlive.nanoseconds / 15)
        loop.assumeIsolated().scheduleTask(in: interval) { [weak self] in self?.beat() }
    }

    /// The one timer for all that readers need once in a while.
    private func beat() {
        let now = loop.now
        for post in posts.values {
            post.trim(now: now)
            guard now - post.lastWrite >= configuration.keepAlive else { continue }
            post.keepAlive()
            arrange(post, now: now)
        }
        tellViewers(now: now)
        cutTheStuck(now: now)
        sendAway()
        forgetUnusedPast(now: now)
        busy.forgetOld(now: now)
        proceed()
        isBeating = !posts.isEmpty || !busy.isEmpty
        if isBeating { scheduleBeat() }
    }

    /// How many are watching: on change, and each post's readers at most every five seconds.
    private func tellViewers(now: NIODeadline) {
        restless.formUnion(interest.takeChanged(loop: index))
        for id in restless {
            if let post = posts[id] {
                guard post.mayTellViewers(now: now, interval: configuration.viewersInterval) else { continue }
                post.tell(viewers: interest.readerCount(of: id), now: now)
                arrange(post, now: now)
            }
            restless.remove(id)
        }
    }

    /// Cuts readers that have taken nothing at all for too long.
    private func cutTheStuck(now: NIODeadline) {
        watched.removeAll { reader in
            guard reader.isJoined, let lag = reader.lag, let blocked = lag.blocked else {
                reader.isWatched = false
                return true
            }
            let unsent = reader.output.unsentBytes
            if unsent != blocked.unsentBytes { lag.blocked = (now, unsent) }
            return false
        }
        // Closing one may change the list.
        for reader in watched {
            guard reader.isJoined, let blocked = reader.lag?.blocked else { continue }
            guard now - blocked.since > configuration.patience else { continue }
            logger.debug("a reader accepted nothing for too long", metadata: ["post": "\(reader.post)"])
            reader.output.close()
        }
    }

    /// Ends the connections of readers that may read no more.
    private func sendAway() {
        var leaving: [Reader] = []
        guests.removeAll { reader in
            guard reader.isJoined else { return true }
            guard reader.mayStay?() == false else { return false }
            leaving.append(reader)
            return true
        }
        // Closing one may change the list.
        for reader in leaving where reader.isJoined { end(reader, .notAllowed) }
    }

    /// Ends a connection: after what has been written, if anything has.
    private func end(_ reader: Reader, _ farewell: StreamDialect.Farewell) {
        if case .starting = reader.lag?.phase { return reader.output.close() }
        reader.output.finish(saying: ByteBuffer(bytes: dialect.farewell(farewell)))
    }

    // MARK: - Draining

    private static let drainSlice = 200
    private static let drainPause = TimeAmount.milliseconds(10)

    /// Closes every viewer's connection, in slices, see ``Hub/drain()``. Once is enough.
    public func drain() {
        guard !isDraining else { return }
        isDraining = true
        drainSlice(posts.values.flatMap { $0.audiences.flatMap(\.readers) }[...])
    }

    /// Calls back as soon as there is no viewer, see ``Hub/drained()``.
    func whenEmpty(_ action: @escaping () -> Void) {
        farewells.append(action)
        if posts.isEmpty { sayFarewell() }
    }

    private func sayFarewell() {
        let waiting = farewells
        farewells = []
        for action in waiting { action() }
    }

    /// Of the readers of one connection, the others have left by the time they come up.
    private func drainSlice(_ readers: ArraySlice<Reader>) {
        var (rest, ended) = (readers, 0)
        while ended < Self.drainSlice, let reader = rest.popFirst() {
            guard reader.isJoined else { continue }
            end(reader, .goingDown(retryMilliseconds: 2_000 + .random(in: 0...10_000)))
            ended += 1
        }
        guard !rest.isEmpty else { return }
        loop.assumeIsolated().scheduleTask(in: Self.drainPause) { self.drainSlice(rest) }
    }
}
