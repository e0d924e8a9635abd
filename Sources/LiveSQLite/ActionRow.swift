import GRDB
import LiveCore
import LiveHub

/// A row of `actions`: what a moderator did.
struct ActionRow {
    let id: EventID
    let kind: String
    let by: String
    var comment: EventID?
    var reason: String?
    var state: PostState?

    init(_ event: Event, by: String) {
        id = event.id
        kind = "\(event.name)"
        self.by = by
        switch event.action {
        case .comment(let comment), .restore(let comment), .pin(let comment): self.comment = comment.id
        case .delete(let comment, _, let reason): (self.comment, self.reason) = (comment, reason)
        case .unpin(let comment): self.comment = comment
        case .state(let state): self.state = state
        }
    }

    init?(_ row: Row) {
        guard let id = EventID(rawValue: row[0]) else { return nil }
        self.id = id
        kind = row[1]
        by = row[2]
        comment = (row[3] as Int64?).flatMap(EventID.init(rawValue:))
        reason = row[4]
        if let isOpen = row[5] as Bool? { state = PostState(isOpen: isOpen, slowModeSeconds: row[6] ?? 0) }
    }

    func insert(_ db: Database, key: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO actions (post, id, kind, by, comment, reason, is_open, slow_mode_seconds)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            key, id.rawValue, kind, by, comment?.rawValue, reason, state?.isOpen, state?.slowModeSeconds,
        ])
    }

    /// The event as it is to be shown now; nil when it would show a comment that is no longer to be seen.
    func event(in post: PostID, comment stored: (EventID) throws -> StoredComment?) rethrows -> Event? {
        guard let action = try action(stored) else { return nil }
        return Event(post: post, id: id, action: action)
    }

    private func action(_ stored: (EventID) throws -> StoredComment?) rethrows -> Event.Action? {
        if kind == "state" { return state.map(Event.Action.state) }
        guard let comment else { return nil }
        switch kind {
        case "delete": return .delete(comment: comment, by: by, reason: reason)
        case "unpin": return .unpin(comment: comment)
        default: break
        }
        guard let target = try stored(comment), !target.isDeleted else { return nil }
        return kind == "pin" ? .pin(target.comment) : .restore(target.comment)
    }
}
