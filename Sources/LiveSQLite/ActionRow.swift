import GRDB
import LiveCore
import LiveHub

/// A row of `actions`: an event that is no comment.
struct ActionRow {
    static let columns = """
        id, kind, by, comment, reason, is_open, slow_mode_seconds, unique_seconds, is_shielded, author, comments
        """

    let id: EventID
    let kind: String
    let by: String
    var comment: EventID?
    var reason: String?
    var state: PostState?
    var author: String?
    var comments: [EventID] = []
    /// The purge it belongs to; written and looked for, but not read.
    var purge: Int64?

    init(_ event: Event, by: String, purge: Int64? = nil) {
        id = event.id
        kind = "\(event.name)"
        self.by = by
        self.purge = purge
        switch event.action {
        case .comment(let comment), .restore(let comment), .pin(let comment): self.comment = comment.id
        case .delete(let comment, _, let reason): (self.comment, self.reason) = (comment, reason)
        case .purge(let comments, let author, _, let reason):
            (self.comments, self.author, self.reason) = (comments, author, reason)
        case .unpin(let comment): self.comment = comment
        case .state(let state): self.state = state
        }
    }

    /// - Parameter row: with ``columns``.
    init?(_ row: Row) {
        guard let id = EventID(rawValue: row[0]) else { return nil }
        self.id = id
        kind = row[1]
        by = row[2]
        comment = (row[3] as Int64?).flatMap(EventID.init(rawValue:))
        reason = row[4]
        if let isOpen = row[5] as Bool? {
            state = PostState(
                isOpen: isOpen, slowModeSeconds: row[6] ?? 0, uniqueSeconds: row[7] ?? 0, isShielded: row[8] ?? false)
        }
        author = row[9]
        comments = (row[10] as String?).map(IDList.ids) ?? []
    }

    func insert(_ db: Database, key: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO actions (post, \(Self.columns), purge) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            key, id.rawValue, kind, by, comment?.rawValue, reason, state?.isOpen, state?.slowModeSeconds,
            state?.uniqueSeconds, state?.isShielded, author,
            comments.isEmpty ? nil : IDList.text(comments), purge,
        ])
    }

    /// The event as it is to be shown now; nil when it would show a comment that is no longer to be seen.
    func event(in post: PostID, comment stored: (EventID) throws -> StoredComment?) rethrows -> Event? {
        guard let action = try action(stored) else { return nil }
        return Event(post: post, id: id, action: action)
    }

    private func action(_ stored: (EventID) throws -> StoredComment?) rethrows -> Event.Action? {
        if kind == "state" { return state.map(Event.Action.state) }
        if kind == "purge" { return .purge(comments: comments, author: author, by: by, reason: reason) }
        guard let comment else { return nil }
        switch kind {
        case "delete": return .delete(comment: comment, by: by, reason: reason)
        case "unpin": return .unpin(comment: comment)
        default: break
        }
        guard let target = try stored(comment), target.visibility == .visible else { return nil }
        return kind == "pin" ? .pin(target.comment) : .restore(target.comment)
    }
}

/// Ids in a text, a blank between each two.
enum IDList {
    static func text(_ ids: [EventID]) -> String { ids.map(\.description).joined(separator: " ") }

    static func ids(_ text: String) -> [EventID] { text.split(separator: " ").compactMap { EventID($0) } }
}
