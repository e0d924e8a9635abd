import LiveCore
import NIOCore

/// What a reader that is too far behind is sent instead of comments: everything moderators did, and gaps that
/// name exactly the stretches between in which there are comments.
struct Skip: Sendable {
    enum Part: Sendable {
        case gap(Gap)
        case event(Event)
    }

    private(set) var parts: [Part] = []
    /// Everything up to here has been looked at.
    private(set) var end: EventID

    /// Looks at what comes after a position, up to an end or until so many moderation events are found.
    static func make(
        in post: PostID, after position: EventID, upTo end: EventID, limit: Int, from store: any CommentStore
    ) async throws -> Skip {
        let found = try await store.events(in: post, after: position, limit: limit, moderationOnly: true)
        var skip = Skip(end: position)
        for event in found.prefix(while: { $0.id <= end }) {
            try await skip.leaveOut(before: event.id, in: post, store)
            skip.parts.append(.event(event))
            skip.end = event.id
        }
        guard found.count < limit || found.last.map({ $0.id > end }) == true else { return skip }
        try await skip.leaveOut(before: end.successor, in: post, store)
        skip.end = end
        return skip
    }

    /// A gap up to an id, if there is any comment in it.
    private mutating func leaveOut(before id: EventID, in post: PostID, _ store: any CommentStore) async throws {
        let last = try await store.page(PageQuery(post: post, cursor: id, limit: 1)).comments.last
        guard let last, last.id > end else { return }
        parts.append(.gap(Gap(after: end, before: id, reason: .slow)))
    }

    /// All of it, to be written.
    func frames(in post: PostID, _ dialect: StreamDialect) -> ByteBuffer {
        var frames = ByteBuffer()
        for part in parts {
            switch part {
            case .gap(let gap): frames.writeBytes(dialect.gap(gap, in: post))
            case .event(let event): frames.writeBytes(dialect.event(event))
            }
        }
        return frames
    }
}
