import GRDB
import LiveCore
import LiveHub

/// Reads the events of a post after a position: comments and moderation events, merged by id.
struct EventReader {
    let db: Database
    let post: PostID

    func events(after position: EventID, limit: Int, moderationOnly: Bool) throws -> [Event] {
        guard let row = try PostRow.fetch(db, post) else { return [] }
        let comments = moderationOnly ? [] : try comments(after: position, limit: limit, key: row.key)
        let actions = try actions(after: position, limit: limit, key: row.key)
        return merge(comments, actions, limit: limit)
    }

    private func comments(after position: EventID, limit: Int, key: Int64) throws -> [Event] {
        let statement = try db.cachedStatement(
            sql: PageReader.select + " AND id > ? AND state = 0 ORDER BY id LIMIT ?")
        let rows = try Row.fetchCursor(statement, arguments: [key, position.rawValue, limit])
        let columns = Columns(statement)
        var events: [Event] = []
        try withExtendedLifetime(rows) {
            while try rows.next() != nil { events.append(Event(Comment(columns, in: post))) }
        }
        return events
    }

    /// What can no longer be shown is looked past, so that fewer than `limit` means the end.
    private func actions(after position: EventID, limit: Int, key: Int64) throws -> [Event] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT \(ActionRow.columns) FROM actions WHERE post = ? AND id > ? ORDER BY id"),
            arguments: [key, position.rawValue])
        var events: [Event] = []
        while events.count < limit, let row = try rows.next() {
            let event = try ActionRow(row)?.event(in: post) { try PageReader(db: db).comment($0, in: post, key: key) }
            if let event { events.append(event) }
        }
        return events
    }

    private func merge(_ comments: [Event], _ actions: [Event], limit: Int) -> [Event] {
        guard !actions.isEmpty else { return comments }
        guard !comments.isEmpty else { return actions }
        return Array((comments + actions).sorted { $0.id < $1.id }.prefix(limit))
    }
}
