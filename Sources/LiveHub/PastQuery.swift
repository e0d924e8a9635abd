import LiveCore

/// A query of the store for a part of a post's past, for everybody who waits for it.
struct PastQuery: Sendable {
    struct Answer: Sendable {
        /// Every event above ``after`` and up to ``upTo`` that can be seen.
        let events: [Event]
        let after: EventID
        let upTo: EventID
        /// When history was asked for, the last comments up to the head, and whether there are no others.
        var history: (comments: [EventID], isWhole: Bool)?
        /// Where the head was.
        let head: EventID

        /// Where the last so many comments begin; nil when that has not been asked for.
        ///
        /// - Parameter newer: comments that came after the query was made: history ends where its reader joined.
        func position(ofLast count: Int, newer: [EventID]) -> EventID? {
            guard let history, history.isWhole || history.comments.count >= count else { return nil }
            return (history.comments + newer).suffix(count).first?.predecessor ?? head
        }
    }

    let store: any CommentStore
    let post: PostID
    let request: Past.Request
    /// What comes after it is in the ring.
    let floor: EventID
    /// What readers in step have been sent.
    let head: EventID
    /// The most events to ask for at a time.
    let limit: Int

    func run() async throws -> Answer {
        switch request {
        case .events(let position): try await events(after: position, limit: limit)
        case .history(let count): try await history(count)
        }
    }

    private func history(_ count: Int) async throws -> Answer {
        let page = try await store.page(PageQuery(post: post, cursor: head.successor, limit: count))
        let start = page.hasMore ? page.comments.first?.id.predecessor ?? head : .zero
        var answer = Answer(events: [], after: floor, upTo: floor, head: head)
        if start < floor { answer = try await events(after: start, limit: count + limit) }
        answer.history = (page.comments.map(\.id), !page.hasMore)
        return answer
    }

    private func events(after position: EventID, limit: Int) async throws -> Answer {
        let events = try await store.events(in: post, after: position, limit: limit, moderationOnly: false)
        let below = events.prefix { $0.id <= floor }
        let isWhole = events.count < limit || below.count < events.count
        let end = isWhole ? floor : below.last?.id ?? floor
        return Answer(events: Array(below), after: position, upTo: end, head: head)
    }
}
