import LiveCore
import NIOCore

/// When a post's readers are written to, and how: the leading edge at once, then batches a gap apart, in turns that
/// leave the loop time for everything else.
extension LoopHub {
    /// Readers written to before the next post or reader has its turn.
    private static let chunk = 64
    /// Between two turns the loop serves its sockets.
    private static let turnPause = TimeAmount.microseconds(50)

    // MARK: - When

    /// Sees to it that a post is flushed as soon as it has something to say and may.
    func arrange(_ post: LivePost, now: NIODeadline) {
        guard post.isPlaced, !post.isClosed, !post.isDue, let time = post.nextFlush else { return }
        guard time > now else {
            post.timer?.task.cancel()
            post.timer = nil
            post.isDue = true
            return due.append(post)
        }
        if post.hasFreshEvents { post.isBatching = true }
        guard post.timer.map({ time < $0.deadline }) ?? true else { return }
        post.timer?.task.cancel()
        let task = loop.assumeIsolated().scheduleTask(deadline: time) { [weak self] in
            guard let self else { return }
            post.timer = nil
            self.arrange(post, now: self.loop.now)
            self.proceed()
        }
        post.timer = (time, task)
    }

    /// Puts a reader that is not in step into the queue of those to be written to.
    func enqueue(_ reader: Reader) {
        guard let lag = reader.lag, !lag.isReady, !lag.isWaiting else { return }
        lag.isReady = true
        ready.append(reader)
    }

    // MARK: - In turns

    /// Works on what is in the queues, unless that is going on, or the loop is to have a pause first.
    func proceed() {
        guard !isTakingTurn, nextTurn == nil else { return }
        takeTurn()
    }

    /// Gives every post and reader a bounded part, one after the other, until the turn is over: however large one
    /// post's audience is, the others are served meanwhile.
    private func takeTurn() {
        isTakingTurn = true
        defer { isTakingTurn = false }
        let end = loop.now + configuration.turn
        while true {
            if let post = due.popFirst() { flushSome(post) }
            if let reader = ready.popFirst() { advance(reader) }
            if due.isEmpty, ready.isEmpty { return }
            if loop.now >= end { break }
        }
        nextTurn = loop.assumeIsolated().scheduleTask(in: Self.turnPause) { [weak self] in
            self?.nextTurn = nil
            self?.takeTurn()
        }
    }

    // MARK: - How

    /// Begins a flush or goes on with it.
    private func flushSome(_ post: LivePost) {
        guard !post.isClosed else { return post.isDue = false }
        let start = loop.now
        if post.flush == nil { post.beginFlush(now: start) }
        let isDone = writeSome(post)
        let now = loop.now
        post.flush?.cost += now - start
        if isDone { end(post, now: now) } else { due.append(post) }
    }

    private func end(_ post: LivePost, now: NIODeadline) {
        guard let flush = post.flush else { return }
        if !flush.isOverflow {
            delivered.note(post.ids(after: flush.previous), readers: post.readerCount, now: now, clock: clock)
        }
        post.endFlush()
        post.isDue = false
        post.lastWrite = now
        // From the end of the flush: from its beginning, batching would stop just when a flush outlasts the gap.
        post.gapEnd = now + busy.note(post, cost: flush.cost, isBatch: flush.isBatch, now: now)
        for reader in post.ahead { enqueue(reader) }
        post.ahead = []
        arrange(post, now: now)
    }

    /// Writes to the next readers; true when there are none left.
    private func writeSome(_ post: LivePost) -> Bool {
        guard var flush = post.flush else { return true }
        var left = Self.chunk
        while left > 0, flush.audiencesDone < post.audiences.count {
            let audience = post.audiences[flush.audiencesDone]
            let stop = max(flush.readersLeft - left, 0)
            left -= flush.readersLeft - stop
            write(to: audience, from: flush.readersLeft, downTo: stop, flush, post)
            flush.readersLeft = stop
            guard stop == 0 else { break }
            flush.audiencesDone += 1
            if flush.audiencesDone < post.audiences.count {
                flush.readersLeft = post.audiences[flush.audiencesDone].readers.count
            }
        }
        post.flush = flush
        return flush.audiencesDone >= post.audiences.count
    }

    /// From the last reader to the first: the place of one that leaves meanwhile is taken by the last, who has been
    /// written to, and who comes is put at the end, and needs nothing of this flush.
    private func write(
        to audience: Audience, from: Int, downTo stop: Int, _ flush: LivePost.Flush, _ post: LivePost
    ) {
        let (bytes, number) = (audience.batch.bytes, post.flushNumber)
        let isEmpty = bytes.readableBytes == 0
        var index = from
        while index > stop {
            index -= 1
            // A failing write may make readers leave.
            guard index < audience.readers.count else { continue }
            let reader = audience.readers[index]
            guard reader.lag == nil, !flush.isOverflow else {
                writeApart(to: reader, of: audience, flush, post)
                continue
            }
            guard reader.flush != number else { continue }
            if isEmpty {
                reader.flush = number
            } else if reader.output.isWritable {
                reader.flush = number
                reader.output.write(bytes)
            } else {
                fallBehind(reader, flush, in: post)
            }
        }
    }

    /// What a flush is to the few readers that are not simply in step.
    private func writeApart(to reader: Reader, of audience: Audience, _ flush: LivePost.Flush, _ post: LivePost) {
        guard let lag = reader.lag else {
            if reader.flush != post.flushNumber { fallBehind(reader, flush, in: post) }
            return
        }
        switch lag.phase {
        case .newcomer(let start):
            guard reader.flush != post.flushNumber else { return }
            guard !flush.isOverflow, reader.output.isWritable else { return fallBehind(reader, flush, in: post) }
            reader.flush = post.flushNumber
            if audience.batch.endsAccount { reader.lag = nil }
            let bytes = audience.batch.bytes(since: start, in: post.id, post.dialect)
            if bytes.readableBytes > 0 { reader.output.write(bytes) }
        case .replaying where flush.isKeepAlive && lag.isWaiting && reader.output.isWritable:
            reader.output.write(post.keepAliveFrame)
        case .starting, .replaying, .skipping: break
        }
    }
}
