import GRDB
import LiveCore
import LiveHub

/// What a purge is about, and what earlier ones took.
struct PurgeTable {
    /// Comments looked at in one call, so that no read lasts long.
    private static let scanLimit = 5_000

    let db: Database

    // MARK: - Looking for comments

    func posts(concerning filter: PurgeFilter) throws -> [PostID] {
        if let post = filter.post { return [post] }
        let since = filter.since.map { EventID.lowest(atMilliseconds: $0) } ?? .zero
        let names =
            if let author = filter.author {
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT p.name FROM authors a JOIN posts p ON p.key = a.post
                        WHERE a.author = ? AND p.last_comment_id >= ?
                        """, arguments: [author, since.rawValue])
            } else {
                try String.fetchAll(
                    db, sql: "SELECT name FROM posts WHERE last_comment_id >= ?", arguments: [since.rawValue])
            }
        let queued = try HeldTable.posts(holdingOf: filter.author, since: since, db)
        return Set(names + queued).sorted().compactMap(PostID.init(rawValue:))
    }

    func comments(for filter: PurgeFilter, in post: PostID, after position: EventID) throws -> PurgeFinds {
        guard let key = try PostRow.fetch(db, post)?.key else { return PurgeFinds(comments: [], next: nil) }
        let since = filter.since.map { EventID.lowest(atMilliseconds: $0).predecessor } ?? .zero
        let until = filter.until.map { EventID.lowest(atMilliseconds: $0) } ?? .max
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: PageReader.select + " AND id > ? AND id < ? ORDER BY id LIMIT ?"),
            arguments: [key, max(position, since).rawValue, until.rawValue, Self.scanLimit])
        var (comments, scanned, last) = ([Comment](), 0, position)
        while let row = try rows.next() {
            scanned += 1
            last = EventID(rawValue: row[0]) ?? last
            guard [.visible, .held].contains(StoredComment.Visibility(rawValue: row[5])) else { continue }
            if let author = filter.author, row[1] as String != author { continue }
            comments.append(Comment(row, in: post))
        }
        return PurgeFinds(comments: comments, next: scanned == Self.scanLimit ? last : nil)
    }

    // MARK: - What was purged

    func events(of purge: Int64) throws -> [PurgeEvent] {
        try Row.fetchAll(
            db, sql: "SELECT p.name, a.id FROM actions a JOIN posts p ON p.key = a.post WHERE a.purge = ?",
            arguments: [purge]
        ).compactMap { row in
            guard let post = PostID(rawValue: row[0]), let id = EventID(rawValue: row[1]) else { return nil }
            return PurgeEvent(post: post, id: id)
        }
    }

    /// The purge that an event belongs to; nil when it belongs to none.
    func purge(ofEvent event: EventID, post: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db, sql: "SELECT purge FROM actions WHERE post = ? AND id = ? AND purge IS NOT NULL",
            arguments: [post, event.rawValue])
    }

    /// What is down because of an event, and of nothing that came later.
    func comments(takenBy event: EventID, in post: PostID, key: Int64) throws -> [Comment] {
        let ids = try String.fetchOne(
            db, sql: "SELECT comments FROM actions WHERE post = ? AND id = ?", arguments: [key, event.rawValue]
        ).map(IDList.ids)
        let statement = try db.cachedStatement(
            sql: PageReader.select + " AND id = ? AND state = 1 AND hidden_by = ?")
        return try (ids ?? []).compactMap { id in
            try Row.fetchOne(statement, arguments: [key, id.rawValue, event.rawValue])
                .map { Comment($0, in: post) }
        }
    }
}
