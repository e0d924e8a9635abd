import LiveCore
import Logging
import NIOCore

/// What a loop asks the store: few queries at a time, each for everybody who needs its answer.
extension LoopHub {
    /// Queries of one loop under way at a time; others wait.
    private static let queryLimit = 2
    /// Bytes of fetched past that a loop keeps.
    private static let pastLimit = 8 << 20
    private static let pastAge = TimeAmount.seconds(10)
    private static let retryDelay = TimeAmount.seconds(1)

    /// Finds the newest id of a post that has just got its first reader here.
    func place(_ post: LivePost) {
        guard !post.isClosed else { return }
        let (store, id) = (store, post.id)
        ask {
            try await store.head(of: id)
        } then: { hub, result in
            guard !post.isClosed else { return }
            switch result {
            case .success(let head):
                post.place(at: head)
                for reader in post.audiences.flatMap(\.readers) { hub.enqueue(reader) }
                hub.arrange(post, now: hub.loop.now)
                hub.proceed()
            case .failure:
                hub.retry(post) { hub.place(post) }
            }
        }
    }

    // MARK: - The past

    /// Lets a reader wait for what comes after its position, or for the history it wants to begin with.
    func waitForStore(_ reader: Reader, _ lag: Lag, _ post: LivePost) {
        lag.isWaiting = true
        let past = post.past ?? Past()
        if post.past == nil {
            post.past = past
            postsWithPast.append(post)
        }
        past.wait(reader)
        if !past.isFetching { fetch(past, of: post) }
    }

    /// Comments have been deleted: their text is not to be seen any more.
    func redact(_ comments: Set<EventID>, in post: LivePost) {
        pastBytes -= post.past?.size ?? 0
        post.redact(comments)
        pastBytes += post.past?.size ?? 0
    }

    private func fetch(_ past: Past, of post: LivePost) {
        guard !post.isClosed, let request = past.nextRequest() else {
            past.isFetching = false
            return
        }
        past.isFetching = true
        let query = PastQuery(
            store: store, post: post.id, request: request, floor: post.ring.floor, head: post.flushed,
            limit: configuration.fetchSize)
        ask {
            try await query.run()
        } then: { hub, result in
            switch result {
            case .success(let answer): hub.take(answer, past, of: post)
            case .failure: hub.retry(post) { hub.fetch(past, of: post) }
            }
        }
    }

    private func take(_ answer: PastQuery.Answer, _ past: Past, of post: LivePost) {
        past.isFetching = false
        guard !post.isClosed else { return }
        keep(
            Stretch.make(
                past.visible(answer.events), in: dialect, after: answer.after, upTo: answer.upTo,
                byteLimit: configuration.sliceBytes, now: loop.now), past)
        let newer = post.comments(after: answer.head)
        for reader in past.takeWaiting() {
            guard reader.isJoined, let lag = reader.lag else { continue }
            lag.isWaiting = false
            if let count = lag.wantedHistory { lag.start = answer.position(ofLast: count, newer: newer) }
            enqueue(reader)
        }
        proceed()
    }

    private func keep(_ stretches: [Stretch], _ past: Past) {
        past.keep(stretches)
        pastBytes += stretches.reduce(0) { $0 + $1.size }
        guard pastBytes > Self.pastLimit else { return }
        for post in postsWithPast where post.past !== past { post.past?.forget() }
        past.forget()
        past.keep(stretches)
        pastBytes = past.size
    }

    func forgetPast(of post: LivePost) {
        guard let past = post.past else { return }
        pastBytes -= past.size
        post.past = nil
        postsWithPast.removeAll { $0 === post }
    }

    func forgetUnusedPast(now: NIODeadline) {
        for post in postsWithPast {
            guard let past = post.past else { continue }
            pastBytes -= past.size
            past.forget(unusedSince: now - Self.pastAge)
            pastBytes += past.size
            if past.isIdle { forgetPast(of: post) }
        }
    }

    // MARK: - Asking

    /// Asks the store, a bounded number of queries at a time, and goes on with the answer on the loop.
    func ask<Answer: Sendable>(
        _ query: @escaping @Sendable () async throws -> Answer,
        then body: @escaping (LoopHub, Result<Answer, any Error>) -> Void
    ) {
        guard queriesUnderWay < Self.queryLimit else {
            return queries.append { [weak self] in self?.ask(query, then: body) }
        }
        queriesUnderWay += 1
        let promise = loop.makePromise(of: Answer.self)
        promise.completeWithTask(query)
        promise.futureResult.assumeIsolated().whenComplete { [weak self] result in
            guard let self else { return }
            self.queriesUnderWay -= 1
            body(self, result)
            if self.queriesUnderWay < Self.queryLimit { self.queries.popFirst()?() }
        }
    }

    /// Tries again in a second what the store could not answer: streams outlive a store that is away.
    func retry(_ post: LivePost, _ body: @escaping () -> Void) {
        logger.warning("the store can't be read; trying again", metadata: ["post": "\(post.id)"])
        loop.assumeIsolated().scheduleTask(in: Self.retryDelay) { [weak self] in
            body()
            self?.proceed()
        }
    }
}
