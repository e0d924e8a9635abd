import LiveCore
import Logging
import NIOCore

/// How a reader gets from where it is to the head of its post: from the ring where that reaches, from the store
/// where it does not, a bounded slice at a time and never more than its socket takes.
///
/// Joining, resuming, replaying and being slow are all the same thing here: a position behind the head.
extension LoopHub {
    /// Writes the next slice to a reader that is not in step.
    func advance(_ reader: Reader) {
        guard reader.isJoined, let lag = reader.lag, let post = posts[reader.post] else { return }
        lag.isReady = false
        guard post.isPlaced, !lag.isWaiting else { return }
        switch lag.phase {
        case .starting(let start): begin(reader, lag, start, in: post)
        case .replaying: replay(reader, lag, in: post)
        case .skipping(let end): skip(reader, lag, to: end, in: post)
        case .newcomer: break
        }
    }

    // MARK: - Beginning

    private func begin(_ reader: Reader, _ lag: Lag, _ start: StartPosition, in post: LivePost) {
        if let found = lag.start {
            return follow(
                reader, lag, from: found, in: post, thinFrom: lag.wantedHistory.map { _ in max(found, post.flushed) },
                after: lag.gap)
        }
        switch start {
        case .now, .history(0):
            follow(reader, lag, from: post.flushed, in: post)
        case .unknown:
            follow(
                reader, lag, from: post.flushed, in: post,
                after: post.flushed == .zero
                    ? nil : Gap(after: .zero, before: post.flushed.successor, reason: .unknownPosition))
        case .after(let id) where id < post.ring.floor:
            findKept(id, reader, lag, in: post)
        case .after(let id) where id <= post.ring.head:
            follow(reader, lag, from: id, in: post)
        case .after(let id):
            findAhead(id, reader, lag, in: post)
        case .history(let count):
            guard let position = position(ofLast: count, in: post) else { return waitForStore(reader, lag, post) }
            follow(reader, lag, from: position, in: post, thinFrom: max(position, post.flushed))
        }
    }

    /// Gives a reader its position and answers its request.
    ///
    /// - Parameter thinFrom: what lies up to here is history it has asked for by number.
    private func follow(
        _ reader: Reader, _ lag: Lag, from position: EventID, in post: LivePost, thinFrom: EventID? = nil,
        after gap: Gap? = nil
    ) {
        guard reader.output.mayBegin(at: position) else { return (lag.start, lag.gap) = (position, gap) }
        setPosition(of: lag, of: reader, to: position, thinFrom: thinFrom)
        // Which slots are taken, those in step know.
        if position == post.flushed, post.audience(reader.maxRate)?.live != nil { lag.position = position }
        lag.phase = .replaying
        reader.output.begin()
        if let gap { reader.output.write(ByteBuffer(bytes: dialect.gap(gap, in: reader.post))) }
        replay(reader, lag, in: post)
    }

    private func setPosition(
        of lag: Lag, of reader: Reader, to position: EventID, thinFrom: EventID? = nil,
        account: ThinningAccount? = nil
    ) {
        lag.base = position
        lag.replay = reader.maxRate.map {
            ThinnedReplay($0, written: position, thinFrom: thinFrom, account: account)
        }
        lag.position = lag.replay?.start ?? position
    }

    /// Where the last so many comments begin, if that is known here. Those count that are here and wait for the next
    /// flush: whoever was told that a comment was accepted, and joins, finds it among the last.
    private func position(ofLast count: Int, in post: LivePost) -> EventID? {
        var (rest, found) = (count, post.ring.head)
        func look(at entry: LogEntry) -> Bool {
            guard entry.isComment, entry.isVisible else { return true }
            rest -= 1
            found = entry.id.predecessor
            return rest > 0
        }
        post.ring.forEachBackwards(from: post.ring.head, look)
        var end = post.ring.floor
        while rest > 0, end > .zero {
            guard let stretch = post.past?.stretch(endingAt: end) else { return nil }
            stretch.forEachBackwards(look)
            end = stretch.after
        }
        return found
    }

    /// A position that is not known here is one in the future, which counts as now, or one that the reader has
    /// learned of before this loop has, such as that of a comment it has just posted.
    private func findAhead(_ id: EventID, _ reader: Reader, _ lag: Lag, in post: LivePost) {
        lag.isWaiting = true
        let (store, name) = (store, post.id)
        ask {
            try await store.head(of: name)
        } then: { hub, result in
            guard reader.isJoined else { return }
            switch result {
            case .success(let head):
                lag.isWaiting = false
                lag.start = min(id, max(head, post.ring.head))
                hub.enqueue(reader)
                hub.proceed()
            case .failure:
                hub.retry(post) { hub.findAhead(id, reader, lag, in: post) }
            }
        }
    }

    /// Of what lies before the ring, some may no longer be kept: the reader is told, and begins after it.
    private func findKept(_ id: EventID, _ reader: Reader, _ lag: Lag, in post: LivePost) {
        lag.isWaiting = true
        let (store, name) = (store, post.id)
        ask {
            try await store.prunedID(of: name)
        } then: { hub, result in
            guard reader.isJoined else { return }
            switch result {
            case .success(let pruned):
                lag.isWaiting = false
                lag.start = max(id, pruned)
                if id < pruned { lag.gap = Gap(after: id, before: pruned.successor, reason: .expired) }
                hub.enqueue(reader)
                hub.proceed()
            case .failure:
                hub.retry(post) { hub.findKept(id, reader, lag, in: post) }
            }
        }
    }

    // MARK: - Catching up

    private func replay(_ reader: Reader, _ lag: Lag, in post: LivePost) {
        guard lag.base <= post.flushed else { return post.ahead.append(reader) }
        guard lag.position < post.flushed else { return keepStep(reader, lag, in: post) }
        guard reader.output.isWritable else { return block(reader, lag) }
        guard !isTooFarBehind(lag, in: post) else { return beginSkipping(reader, lag, in: post) }
        guard let slice = nextSlice(for: lag, in: post) else { return waitForStore(reader, lag, post) }
        lag.position = slice.position
        lag.seen = lag.seen.map { $0 + slice.comments }
        if slice.position == post.flushed { return keepStep(reader, lag, in: post, after: slice.bytes) }
        enqueue(reader)
        write(slice.bytes, to: reader)
    }

    /// What comes after a reader's position, up to what readers in step have been sent; nil when the store has to be
    /// asked.
    private func nextSlice(for lag: Lag, in post: LivePost) -> LogSlice? {
        let limit = configuration.sliceBytes
        if lag.position >= post.ring.floor {
            guard lag.replay != nil else {
                return post.ring.slice(after: lag.position, upTo: post.flushed, byteLimit: limit)
            }
            return thin(lag, upTo: post.flushed) { post.ring.forEach(after: lag.position, upTo: post.flushed, $0) }
        }
        guard let stretch = post.past?.stretch(covering: lag.position) else { return nil }
        stretch.lastUse = loop.now
        guard lag.replay != nil else { return stretch.slice(after: lag.position) }
        return thin(lag, upTo: stretch.upTo) { stretch.forEach(after: lag.position, $0) }
    }

    private func thin(
        _ lag: Lag, upTo end: EventID, _ forEach: ((LogEntry) -> Bool) -> Void
    ) -> LogSlice? {
        guard var replay = lag.replay else { return nil }
        var slice = LogSlice(bytes: ByteBuffer(), position: end, comments: 0)
        forEach { entry in
            slice.comments += entry.isComment ? 1 : 0
            if replay.takes(entry) { slice.bytes.writeImmutableBuffer(entry.frame) }
            guard slice.bytes.readableBytes < configuration.sliceBytes else {
                slice.position = entry.id
                return false
            }
            return true
        }
        lag.replay = replay
        return slice
    }

    /// A reader has everything that those in step have, and is one of them from now on.
    ///
    /// - Parameter bytes: the last that it lacked.
    private func keepStep(_ reader: Reader, _ lag: Lag, in post: LivePost, after bytes: ByteBuffer = ByteBuffer()) {
        var bytes = bytes
        reader.lag = nil
        reader.flush = post.flushNumber
        if let replay = lag.replay, let audience = post.audience(reader.maxRate) {
            let thinned = replay.notice(upTo: post.flushed)
            if let thinned { bytes.writeBytes(dialect.thinned(thinned, in: post.id)) }
            let start = thinned?.id ?? post.flushed
            let live = audience.live ?? replay.live(at: start, now: loop.now)
            audience.live = live
            if live.account.after != start {
                lag.phase = .newcomer(live.account.at(start))
                lag.replay = nil
                reader.lag = lag
            }
        }
        if let viewers = post.viewersFrame(unlessKnown: lag.viewersVersion) { bytes.writeImmutableBuffer(viewers) }
        write(bytes, to: reader)
    }

    // MARK: - Falling behind

    /// A reader whose socket was full when others were written to.
    func fallBehind(_ reader: Reader, _ flush: LivePost.Flush, in post: LivePost) {
        let lag = Lag(.replaying)
        var start: ThinningAccount?
        if case .newcomer(let account) = reader.lag?.phase { start = account }
        let account = post.audience(reader.maxRate)?.live?.accountBefore.since(start)
        setPosition(of: lag, of: reader, to: flush.previous, account: account)
        lag.seen = flush.comments
        lag.viewersVersion = flush.viewersVersion
        reader.lag = lag
        if reader.output.isWritable { enqueue(reader) } else { block(reader, lag) }
    }

    private func block(_ reader: Reader, _ lag: Lag) {
        guard lag.blocked == nil else { return }
        lag.blocked = (loop.now, reader.output.unsentBytes)
        guard !reader.isWatched else { return }
        reader.isWatched = true
        watched.append(reader)
    }

    // MARK: - Too far behind

    private func isTooFarBehind(_ lag: Lag, in post: LivePost) -> Bool {
        guard lag.position < post.ring.floor, let seen = lag.seen else { return false }
        return post.comments - seen > configuration.catchUpLimit
    }

    private func beginSkipping(_ reader: Reader, _ lag: Lag, in post: LivePost) {
        lag.phase = .skipping(to: post.flushed)
        lag.position = max(lag.position, lag.base)
        enqueue(reader)
        guard let thinned = lag.replay?.notice(upTo: lag.position) else { return }
        lag.position = thinned.id
        write(ByteBuffer(bytes: dialect.thinned(thinned, in: post.id)), to: reader)
    }

    private func skip(_ reader: Reader, _ lag: Lag, to end: EventID, in post: LivePost) {
        guard reader.output.isWritable else { return block(reader, lag) }
        lag.isWaiting = true
        let (store, name, position, limit) = (store, post.id, lag.position, configuration.fetchSize)
        ask {
            try await Skip.make(in: name, after: position, upTo: end, limit: limit, from: store)
        } then: { hub, result in
            guard reader.isJoined else { return }
            switch result {
            case .success(let skip):
                lag.isWaiting = false
                lag.position = skip.end
                if skip.end == end {
                    lag.phase = .replaying
                    lag.seen = post.comments
                    hub.setPosition(of: lag, of: reader, to: end)
                }
                hub.enqueue(reader)
                hub.write(skip.frames(in: name, hub.dialect), to: reader)
                hub.proceed()
            case .failure:
                hub.retry(post) {
                    lag.isWaiting = false
                    hub.enqueue(reader)
                }
            }
        }
    }

    // MARK: - Writing

    private func write(_ bytes: ByteBuffer, to reader: Reader) {
        if bytes.readableBytes > 0 { reader.output.write(bytes) }
    }
}
