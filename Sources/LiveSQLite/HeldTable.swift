import GRDB
import LiveCore
import LiveHub

/// `held`: the comments that wait for a moderator, by id over all posts. One that a purge has taken keeps its row, so
/// that undoing the purge puts it back into the queue; it waits when the comment's state says so.
enum HeldTable {
    /// Those that wait.
    private static let waiting = "held h JOIN comments c ON c.post = h.post AND c.id = h.id AND c.state = 2"

    static func insert(_ id: EventID, post: Int64, rule: String?, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO held (id, post, rule) VALUES (?, ?, ?)")
            .execute(arguments: [id.rawValue, post, rule])
    }

    static func remove(_ id: EventID, post: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM held WHERE id = ? AND post = ?")
            .execute(arguments: [id.rawValue, post])
    }

    /// Whether a comment waits, or would if no purge had taken it.
    static func contains(_ id: EventID, post: Int64, _ db: Database) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM held WHERE id = ? AND post = ?"), arguments: [id.rawValue, post])
            != nil
    }

    static func list(_ post: PostID?, after id: EventID, limit: Int, _ db: Database) throws -> [HeldComment] {
        // In a crowd, comments of several posts often share an id.
        let last =
            try post == nil
            ? Int64.fetchOne(
                db, sql: "SELECT h.id FROM \(waiting) WHERE h.id > ? ORDER BY h.id LIMIT 1 OFFSET ?",
                arguments: [id.rawValue, limit - 1]) : nil
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT c.id, c.author, c.author_name, c.content, c.reply_to, p.name, h.rule
                FROM \(waiting) JOIN posts p ON p.key = h.post
                WHERE h.id > ?1 AND h.id <= ?2 AND (?3 IS NULL OR p.name = ?3) ORDER BY h.id, h.post LIMIT ?4
                """,
            arguments: [
                id.rawValue, last ?? EventID.max.rawValue, post?.rawValue, post == nil ? -1 : limit,
            ])
        return rows.compactMap { row in
            PostID(rawValue: row[5]).map { HeldComment(comment: Comment(row, in: $0), rule: row[6]) }
        }
    }

    static func posts(holding id: EventID, _ db: Database) throws -> [PostID] {
        try String.fetchAll(
            db, sql: "SELECT p.name FROM \(waiting) JOIN posts p ON p.key = h.post WHERE h.id = ?",
            arguments: [id.rawValue]
        ).compactMap(PostID.init(rawValue:))
    }

    /// The posts in which something of an author's, or of anybody's, waits that is not older than an id.
    static func posts(holdingOf author: String?, since id: EventID, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT p.name FROM \(waiting) JOIN posts p ON p.key = h.post
                WHERE h.id >= ?1 AND (?2 IS NULL OR c.author = ?2)
                """, arguments: [id.rawValue, author])
    }
}
