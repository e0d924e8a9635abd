import GRDB
import LiveCore
import LiveHub

/// Reads comments: one by its key, or a page by a range scan.
struct PageReader {
    static let select = "SELECT \(Comment.columns), state FROM comments WHERE post = ?"

    let db: Database

    func comment(_ id: EventID, in post: PostID) throws -> StoredComment? {
        guard let row = try PostRow.fetch(db, post) else { return nil }
        return try comment(id, in: post, key: row.key)
    }

    func comment(_ id: EventID, in post: PostID, key: Int64) throws -> StoredComment? {
        let statement = try db.cachedStatement(sql: Self.select + " AND id = ?")
        let rows = try Row.fetchCursor(statement, arguments: [key, id.rawValue])
        // The statement stands on its row as long as there is the cursor.
        return try withExtendedLifetime(rows) {
            guard let row = try rows.next() else { return nil }
            return StoredComment(
                comment: Comment(Columns(statement), in: post), visibility: .init(rawValue: row[5]) ?? .deleted)
        }
    }

    /// A page, or a slice of a search.
    func page(_ query: PageQuery) throws -> Page {
        let range = bounds(query)
        let statement = try db.cachedStatement(sql: Self.pageSQL(query.direction))
        let rows = try Row.fetchCursor(
            statement, arguments: [range.lower.rawValue, range.upper.rawValue, query.post.rawValue])
        return try withExtendedLifetime(rows) { try collect(rows, Columns(statement), query) }
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

    /// The post's newest id stands in each row, and in a row without a comment where the range has none: one statement
    /// is one look at the file, and one moment of it.
    static func pageSQL(_ direction: Page.Direction) -> String {
        """
        SELECT \(Comment.columns), last_id FROM posts
        LEFT JOIN comments ON post = key AND id > ? AND id < ? AND state = 0
        WHERE name = ? ORDER BY id \(direction == .before ? "DESC" : "ASC")
        """
    }

    /// Takes rows until the page is full; one more row tells whether there is more.
    private func collect(_ rows: RowCursor, _ columns: Columns, _ query: PageQuery) throws -> Page {
        let search = query.text.map(FoldedText.init)
        var comments: [Comment] = []
        var version = EventID.zero
        var last: EventID?
        var scanned = 0
        var hasMore = false
        while try rows.next() != nil {
            version = columns.id(5) ?? .zero
            guard columns.id(0) != nil else { break }
            guard comments.count < query.limit, scanned < Search.slice else {
                hasMore = true
                break
            }
            let comment = Comment(columns, in: query.post)
            last = comment.id
            if let search {
                scanned += 1
                guard search.occurs(in: comment.content) else { continue }
            }
            comments.append(comment)
        }
        if query.direction == .before { comments.reverse() }
        var page = Page(comments: comments, cursor: query.cursor, hasMore: hasMore, version: version)
        // A search goes on from where it stopped looking, not from the last thing it found.
        if search != nil, hasMore, let last {
            if query.direction == .before { page.before = last } else { page.after = last }
        }
        return page
    }
}
