import GRDB
import LiveCore
import LiveHub

/// Reads comments: one by its key, or a page by a range scan.
struct PageReader {
    static let select =
        "SELECT id, author, author_name, content, reply_to, state FROM comments WHERE post = ?"

    let db: Database

    static func comment(_ row: Row, in post: PostID) -> Comment {
        Comment(
            post: post, id: EventID(rawValue: row[0]) ?? .zero, author: row[1], authorName: row[2], content: row[3],
            replyTo: (row[4] as Int64?).flatMap(EventID.init(rawValue:)))
    }

    func comment(_ id: EventID, in post: PostID) throws -> StoredComment? {
        guard let row = try PostRow.fetch(db, post) else { return nil }
        return try comment(id, in: post, key: row.key)
    }

    func comment(_ id: EventID, in post: PostID, key: Int64) throws -> StoredComment? {
        try Row.fetchOne(db.cachedStatement(sql: Self.select + " AND id = ?"), arguments: [key, id.rawValue])
            .map { StoredComment(comment: Self.comment($0, in: post), visibility: .init(rawValue: $0[5]) ?? .deleted) }
    }

    func page(_ query: PageQuery) throws -> Page {
        guard let post = try PostRow.fetch(db, query.post) else {
            var page = Page(comments: [], cursor: query.cursor, hasMore: false)
            page.version = .zero
            return page
        }
        let range = bounds(query)
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: sql(query.direction)),
            arguments: [post.key, range.lower.rawValue, range.upper.rawValue])
        var page = try collect(rows, query)
        page.version = post.lastID
        return page
    }

    /// Ids strictly between these two can be on the page.
    private func bounds(_ query: PageQuery) -> (lower: EventID, upper: EventID) {
        var lower = query.since.map { EventID.lowest(atMilliseconds: $0).predecessor } ?? .zero
        var upper = query.until.map { EventID.lowest(atMilliseconds: $0) } ?? .max
        switch (query.direction, query.cursor) {
        case (.before, let cursor?): upper = min(upper, cursor)
        case (.after, let cursor?): lower = max(lower, cursor)
        case (_, nil): break
        }
        return (lower, upper)
    }

    private func sql(_ direction: Page.Direction) -> String {
        Self.select + " AND id > ? AND id < ? AND state = 0 ORDER BY id "
            + (direction == .before ? "DESC" : "ASC")
    }

    /// Takes rows until the page is full; one more row tells whether there is more.
    private func collect(_ rows: RowCursor, _ query: PageQuery) throws -> Page {
        let search = query.text.map(FoldedText.init)
        var comments: [Comment] = []
        var last: EventID?
        var scanned = 0
        var hasMore = false
        while let row = try rows.next() {
            guard comments.count < query.limit, scanned < PageQuery.scanLimit else {
                hasMore = true
                break
            }
            let comment = Self.comment(row, in: query.post)
            last = comment.id
            if let search {
                scanned += 1
                guard search.occurs(in: comment.content) else { continue }
            }
            comments.append(comment)
        }
        if query.direction == .before { comments.reverse() }
        var page = Page(comments: comments, cursor: query.cursor, hasMore: hasMore)
        // A search goes on from where it stopped looking, not from the last thing it found.
        if search != nil, hasMore, let last {
            if query.direction == .before { page.before = last } else { page.after = last }
        }
        return page
    }
}
