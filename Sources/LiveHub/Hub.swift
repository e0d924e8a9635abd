public import LiveCore
public import Logging
public import NIOCore
import Synchronization

/// Fans the bus's events out to every viewer of this node.
///
/// Each event loop owns its viewers; this object only encodes each event once, in every dialect that a reader of it
/// speaks, and hands it to the loops that have readers for it, one hop a loop and batch.
public final class Hub: Sendable {
    /// What a hub can be told.
    public struct Configuration: Sendable {
        /// The longest gap between two flushes of a busy post. A quiet post's event goes out at once.
        public var window = TimeAmount.milliseconds(50)
        /// The shortest gap.
        public var leastGap = TimeAmount.zero
        /// The share of the event loops' time that flushing busy posts may take as long as that needs no gap longer
        /// than the window: what it costs to flush them all once, divided by this and the number of loops, is the
        /// gap. More gives shorter gaps and takes more CPU.
        public var flushShare = 0.1
        /// How long the hub works before the loop serves its sockets again.
        public var turn = TimeAmount.milliseconds(2)
        /// The least time between two counts of viewers that a post's readers are told.
        public var viewersInterval = TimeAmount.seconds(5)
        /// How long an idle stream stays silent.
        public var keepAlive = TimeAmount.seconds(15)
        /// A reader that accepts nothing for so long is cut.
        public var patience = TimeAmount.seconds(90)
        /// A reader more than so many comments behind gets a gap and jumps to now.
        public var catchUpLimit = 100_000
        /// Events fetched from the store at a time for a reader that catches up.
        public var fetchSize = 200
        /// Bytes written at a time to a reader that catches up.
        public var sliceBytes = 64 * 1024

        /// The defaults.
        public init() {}
    }

    private let draining = Atomic(false)
    private let interest: Interest
    private let loops: [(loop: any EventLoop, hub: NIOLoopBound<LoopHub>)]
    /// Where in ``loops`` those stand that speak a dialect.
    private let places: [(dialect: StreamDialect, range: Range<Int>)]

    /// Subscribes to the bus; `bus` then keeps the hub's loops alive.
    ///
    /// - Parameters:
    ///   - group: whose loops serve the viewers.
    ///   - store: where a reader catches up from what the rings no longer hold.
    public init(
        store: any CommentStore, bus: any CommentBus, group: any EventLoopGroup, logger: Logger,
        configuration: Configuration = Configuration(), clock: WallClock = .system
    ) async throws {
        let all = Array(group.makeIterator())
        let places = StreamDialect.allCases.enumerated().map { number, dialect in
            (dialect: dialect, range: number * all.count..<(number + 1) * all.count)
        }
        let interest = Interest(loopCount: all.count * places.count)
        let load = FlushLoad(
            share: configuration.flushShare, loopCount: all.count, shortest: configuration.leastGap,
            longest: configuration.window)
        var loops: [(any EventLoop, NIOLoopBound<LoopHub>)] = []
        for (dialect, range) in places {
            for (index, loop) in zip(range, all) {
                let bound = try await loop.submit {
                    let hub = LoopHub(
                        loop: loop, index: index, dialect: dialect, store: store, interest: interest, load: load,
                        logger: logger, configuration: configuration, clock: clock)
                    return NIOLoopBound(hub, eventLoop: loop)
                }.get()
                loops.append((loop, bound))
            }
        }
        self.interest = interest
        self.loops = loops
        self.places = places
        bus.subscribe { [weak self] events in self?.deliver(events) }
    }

    /// The part of the hub that serves an event loop's viewers of a dialect. To be called on that loop.
    public func local(to loop: any EventLoop, speaking dialect: StreamDialect = .serverSentEvents) -> LoopHub {
        let own = places.first { $0.dialect == dialect }.flatMap { loops[$0.range].first { $0.loop === loop } }
        guard let own else {
            preconditionFailure("the event loop is not one of the hub's")
        }
        return own.hub.value
    }

    /// How many viewers a post has on this node.
    public func viewers(of post: PostID) -> Int { interest.readerCount(of: post) }

    /// The posts that have viewers on this node, or had any lately, as far as is remembered.
    public var watchedPosts: Set<PostID> { interest.posts }

    /// The most viewers a post has had on this node at once, as far as is remembered.
    public func peakViewers(of post: PostID) -> Int { interest.peak(of: post) }

    /// What this node's viewers have been sent.
    public func figures() async throws -> HubFigures {
        var figures = HubFigures()
        (figures.viewers, figures.peakViewers, figures.posts) = interest.totals
        for (loop, hub) in loops {
            let (delivered, recent) = try await loop.submit { () -> (DeliveryLog, LatencyHistogram) in
                let hub = hub.value
                return (hub.delivered, hub.delivered.recentLatency(now: loop.now))
            }.get()
            figures.deliveries += delivered.deliveries
            figures.flushes += delivered.flushes
            figures.latency.add(delivered.latency)
            figures.recentLatency.add(recent)
        }
        return figures
    }

    /// Closes every viewer's connection, in slices and with a reconnection time spread over ten seconds, so that
    /// the next server isn't met by all of them at once.
    public func drain() {
        draining.store(true, ordering: .relaxed)
        for (loop, hub) in loops { loop.execute { hub.value.drain() } }
    }

    /// Waits until no viewer is left.
    public func drained() async {
        for (loop, hub) in loops {
            await withCheckedContinuation { left in
                loop.execute { hub.value.whenEmpty { left.resume() } }
            }
        }
    }

    /// Whether viewers are being sent away.
    public var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Encodes what somebody here reads and passes it on.
    ///
    /// A reader that joins meanwhile misses nothing: events are in the store before they come here, and a reader
    /// asks the store for the post's newest id only after it has been counted in.
    private func deliver(_ events: [Event]) {
        var batches = Array(repeating: [LoopHub.Delivery](), count: loops.count)
        for (event, counts) in zip(events, interest.counts(for: events)) {
            guard let counts else { continue }
            for (dialect, range) in places where counts[range].contains(where: { $0 > 0 }) {
                let delivery = LoopHub.Delivery(event, in: dialect)
                for index in range where counts[index] > 0 { batches[index].append(delivery) }
            }
        }
        for ((loop, hub), batch) in zip(loops, batches) where !batch.isEmpty {
            loop.execute { hub.value.deliver(batch) }
        }
    }
}
