import GRDB
import LiveCore
import LiveHub

/// `held`: the comments that wait for a moderator, by id over all posts.
enum HeldTable {
    static func insert(_ id: EventID, post: Int64, rule: String?, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO held (id, post, rule) VALUES (?, ?, ?)")
            .execute(arguments: [id.rawValue, post, rule])
    }

    static func remove(_ id: EventID, post: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM held WHERE id = ? AND post = ?")
            .execute(arguments: [id.rawValue, post])
    }

    static func list(_ post: PostID?, after id: EventID, limit: Int, _ db: Database) throws -> [HeldComment] {
        // In a crowd, comments of several posts often share an id.
        let last =
            try post == nil
            ? Int64.fetchOne(
                db, sql: "SELECT id FROM held WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?",
                arguments: [id.rawValue, limit - 1]) : nil
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT c.id, c.author, c.author_name, c.content, c.reply_to, p.name, h.rule
                FROM held h JOIN posts p ON p.key = h.post JOIN comments c ON c.post = h.post AND c.id = h.id
                WHERE h.id > ?1 AND h.id <= ?2 AND (?3 IS NULL OR p.name = ?3) ORDER BY h.id, h.post LIMIT ?4
                """,
            arguments: [
                id.rawValue, last ?? EventID.max.rawValue, post?.rawValue, post == nil ? -1 : limit,
            ])
        return rows.compactMap { row in
            PostID(rawValue: row[5]).map { HeldComment(comment: PageReader.comment(row, in: $0), rule: row[6]) }
        }
    }

    static func posts(holding id: EventID, _ db: Database) throws -> [PostID] {
        try String.fetchAll(
            db, sql: "SELECT p.name FROM held h JOIN posts p ON p.key = h.post WHERE h.id = ?",
            arguments: [id.rawValue]
        ).compactMap(PostID.init(rawValue:))
    }
}
