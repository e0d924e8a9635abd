import LiveCore
import Logging
import NIOCore

/// How a reader gets from where it is to the head of its post: from the ring where that reaches, from the store
/// where it does not, a bounded slice at a time and never more than its socket takes.
///
/// Joining, resuming, replaying and being slow are all the same thing here: a position behind the head.
extension LoopHub {
    /// Finds the newest id of a post that has just got its first reader here.
    func place(_ post: LivePost) {
        let (store, id) = (store, post.id)
        fetch {
            try await store.head(of: id)
        } then: { hub, result in
            switch result {
            case .success(let head):
                post.ring.raiseFloor(to: head)
                post.flushed = post.ring.head
                post.isPlaced = true
                for reader in post.readers { hub.start(reader, in: post) }
            case .failure:
                hub.retry(post) { if hub.posts[post.id] === post { hub.place(post) } }
            }
        }
    }

    /// Gives a reader its position.
    func start(_ reader: Reader, in post: LivePost) {
        guard reader.isJoined, case .starting(let start) = reader.phase else { return }
        switch start {
        case .now:
            follow(reader, in: post, from: post.flushed)
        case .after(let id):
            follow(reader, in: post, from: min(id, post.ring.head))
        case .unknown:
            let head = post.flushed
            follow(reader, in: post, from: head)
            if head > .zero { write(Gap(after: .zero, before: head.successor, reason: .unknownPosition), to: reader) }
        case .history(let count):
            placeBefore(lastComments: count, reader, in: post)
        }
    }

    private func follow(_ reader: Reader, in post: LivePost, from position: EventID) {
        reader.position = position
        reader.phase = .following
        reader.output.begin()
        advance(reader, in: post)
    }

    private func placeBefore(lastComments count: Int, _ reader: Reader, in post: LivePost) {
        guard count > 0 else { return follow(reader, in: post, from: post.flushed) }
        guard !reader.isFetching else { return }
        let (store, head) = (store, post.ring.head)
        let query = PageQuery(post: post.id, cursor: head.successor, limit: count)
        fetch(for: reader) {
            try await store.page(query)
        } then: { hub, result in
            switch result {
            case .success(let page):
                hub.follow(reader, in: post, from: page.comments.first?.id.predecessor ?? head)
            case .failure:
                hub.retry(reader, in: post) { hub.start(reader, in: post) }
            }
        }
    }

    /// Writes to a reader until it is at the head, its socket is full, or the store has to be asked.
    func advance(_ reader: Reader, in post: LivePost) {
        guard reader.isJoined, !reader.isFetching else { return }
        while true {
            guard reader.output.isWritable else {
                if reader.blockedSince == nil { reader.blockedSince = loop.now }
                return
            }
            switch reader.phase {
            case .starting: return
            case .skipping(let end, _): return fetchModeration(for: reader, upTo: end, in: post)
            case .following where reader.position < post.ring.floor:
                guard isTooFarBehind(reader, in: post) else { return fetchEvents(for: reader, in: post) }
                reader.phase = .skipping(to: post.ring.head, after: reader.position)
            case .following:
                // Not past what the others have been sent: the rest comes with the next flush.
                guard reader.position < post.flushed else {
                    reader.seen = reader.seen ?? post.total
                    return
                }
                guard let slice = post.ring.frames(after: reader.position, byteLimit: configuration.sliceBytes)
                else { return }
                reader.position = slice.position
                reader.seen = post.total - post.ring.count(after: slice.position)
                if slice.bytes.readableBytes > 0 { reader.output.write(slice.bytes) }
            }
        }
    }

    private func isTooFarBehind(_ reader: Reader, in post: LivePost) -> Bool {
        guard let seen = reader.seen else { return false }
        return post.total - seen > configuration.catchUpLimit
    }

    private func fetchEvents(for reader: Reader, in post: LivePost) {
        let (store, id, position, limit) = (store, post.id, reader.position, configuration.fetchSize)
        // Whatever the store leaves out up to here is not to be seen.
        let floor = post.ring.floor
        fetch(for: reader) {
            try await store.events(in: id, after: position, limit: limit, moderationOnly: false)
        } then: { hub, result in
            switch result {
            case .success(let events):
                reader.position = events.last?.id ?? position
                if events.count < limit { reader.position = max(reader.position, floor) }
                reader.seen = reader.seen.map { $0 + events.count }
                hub.write(events, to: reader)
                hub.advance(reader, in: post)
            case .failure:
                hub.retry(reader, in: post) { hub.advance(reader, in: post) }
            }
        }
    }

    /// Gaps name exactly what was left out, so they run between what moderators did, which is all sent.
    private func fetchModeration(for reader: Reader, upTo end: EventID, in post: LivePost) {
        let (store, id, position, limit) = (store, post.id, reader.position, configuration.fetchSize)
        fetch(for: reader) {
            try await Skip.make(in: id, after: position, upTo: end, limit: limit, from: store)
        } then: { hub, result in
            switch result {
            case .success(let skip):
                hub.write(skip, to: reader)
                reader.position = skip.end
                if skip.end == end {
                    reader.seen = post.total - post.ring.count(after: end)
                    reader.phase = .following
                }
                hub.advance(reader, in: post)
            case .failure:
                hub.retry(reader, in: post) { hub.advance(reader, in: post) }
            }
        }
    }

    // MARK: - Writing

    private func write(_ gap: Gap, to reader: Reader) {
        reader.output.write(ByteBuffer(bytes: SSEFrame.gap(gap, in: reader.post)))
    }

    private func write(_ events: [Event], to reader: Reader) {
        guard !events.isEmpty else { return }
        var frames = ByteBuffer()
        for event in events { frames.writeBytes(SSEFrame.event(event)) }
        reader.output.write(frames)
    }

    private func write(_ skip: Skip, to reader: Reader) {
        guard !skip.parts.isEmpty else { return }
        var frames = ByteBuffer()
        for part in skip.parts {
            switch part {
            case .gap(let gap): frames.writeBytes(SSEFrame.gap(gap, in: reader.post))
            case .event(let event): frames.writeBytes(SSEFrame.event(event))
            }
        }
        reader.output.write(frames)
    }

    // MARK: - Asking the store

    /// Asks the store for something a reader needs, and goes on with the answer on the loop, unless the reader
    /// has left meanwhile.
    private func fetch<Answer: Sendable>(
        for reader: Reader, _ query: @escaping @Sendable () async throws -> Answer,
        then body: @escaping (LoopHub, Result<Answer, any Error>) -> Void
    ) {
        reader.isFetching = true
        fetch(query) { hub, result in
            reader.isFetching = false
            if reader.isJoined { body(hub, result) }
        }
    }

    private func fetch<Answer: Sendable>(
        _ query: @escaping @Sendable () async throws -> Answer,
        then body: @escaping (LoopHub, Result<Answer, any Error>) -> Void
    ) {
        let promise = loop.makePromise(of: Answer.self)
        promise.completeWithTask(query)
        promise.futureResult.assumeIsolated().whenComplete { [weak self] result in
            if let self { body(self, result) }
        }
    }

    /// Tries again for a reader, which until then asks for nothing else.
    private func retry(_ reader: Reader, in post: LivePost, _ body: @escaping () -> Void) {
        reader.isFetching = true
        retry(post) {
            reader.isFetching = false
            body()
        }
    }

    /// Tries again in a second what the store could not answer: streams outlive a store that is away.
    private func retry(_ post: LivePost, _ body: @escaping () -> Void) {
        logger.warning("the store can't be read; trying again", metadata: ["post": "\(post.id)"])
        loop.assumeIsolated().scheduleTask(in: .seconds(1), body)
    }
}
