import GRDB
import LiveCore

/// Takes a comment's text out of the file for good.
///
/// SQLite overwrites what is deleted (`secure_delete`), but when it spreads a full page's rows over its neighbours it
/// leaves copies of some in the room between rows. Writing every row near the comment anew empties those pages, and
/// an emptied page is overwritten as a whole. What the write-ahead log holds goes with ``SQLiteStore/scrub()``.
struct Erasure {
    /// Rows on each side that are written anew: many pages' worth.
    private static let neighbours = 100
    private static let columns = "post, id, author, author_name, content, reply_to, state, hidden_by"

    let db: Database

    /// - Parameter post: the post's key.
    func erase(_ id: EventID, post: Int64) throws {
        try db.execute(
            sql: "UPDATE comments SET content = '', author_name = NULL, state = 3 WHERE post = ? AND id = ?",
            arguments: [post, id.rawValue])
        let below = try neighbours("<=", "DESC", of: id, post)
        let above = try neighbours(">", "ASC", of: id, post)
        guard let first = below.last, let last = above.last ?? below.first else { return }
        try db.execute(
            sql: "DELETE FROM comments WHERE (post, id) >= (?, ?) AND (post, id) <= (?, ?)",
            arguments: [first[0] as Int64, first[1] as Int64, last[0] as Int64, last[1] as Int64])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO comments (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        for row in below.reversed() + above { try insert.execute(arguments: StatementArguments(row.databaseValues)) }
    }

    private func neighbours(_ side: String, _ order: String, of id: EventID, _ post: Int64) throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(Self.columns) FROM comments WHERE (post, id) \(side) (?, ?)
                ORDER BY post \(order), id \(order) LIMIT ?
                """, arguments: [post, id.rawValue, Self.neighbours])
    }
}
