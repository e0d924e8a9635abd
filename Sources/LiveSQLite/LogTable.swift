import GRDB
import LiveCore
import LiveHub

/// `log`: everything moderators and rules did. It only grows.
enum LogTable {
    /// By comment, of what was held: what goes back into the queue says why it was there.
    static let holds = "CREATE INDEX log_of_holds ON log (comment) WHERE action = 'hold';"

    private static let columns = """
        at, by, token, action, post, comment, author, reason, rule, purge, count, seconds, revoked_token
        """

    static func append(_ deed: Deed, _ db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO log (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            deed.time, deed.by?.subject, deed.by?.tokenID, deed.action.rawValue, deed.post?.rawValue,
            deed.comment?.rawValue, deed.author, deed.reason, deed.rule, deed.purge, deed.count, deed.seconds,
            deed.revokedToken,
        ])
    }

    /// The rule that held a comment, when one did.
    static func rule(thatHeld comment: EventID, in post: PostID, _ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT rule FROM log WHERE action = 'hold' AND comment = ? AND post = ? AND rule IS NOT NULL"
            ), arguments: [comment.rawValue, post.rawValue])
    }

    static func page(_ query: LogQuery, _ db: Database) throws -> LogPage {
        let isBefore = query.direction == .before
        var conditions = ["id \(isBefore ? "<" : ">") ?"]
        var arguments: StatementArguments = [query.cursor ?? (isBefore ? .max : 0)]
        if let post = query.post {
            conditions.append("post = ?")
            arguments += [post.rawValue]
        }
        arguments += [query.limit + 1]
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, \(columns) FROM log WHERE \(conditions.joined(separator: " AND "))
                    ORDER BY id \(isBefore ? "DESC" : "ASC") LIMIT ?
                    """), arguments: arguments)
        let deeds = try rows.prefix(query.limit).map(deed)
        return LogPage(entries: isBefore ? deeds.reversed() : deeds, hasMore: rows.count > query.limit)
    }

    private static func deed(_ row: Row) throws -> Deed {
        guard let action = LogAction(rawValue: row[4]) else { throw StoreError.unknownAction(row[4]) }
        let by = (row[2] as String?).map { Principal(subject: $0, tokenID: row[3]) }
        var deed = Deed(
            action, by: by, time: row[1], post: (row[5] as String?).flatMap(PostID.init(rawValue:)),
            comment: (row[6] as Int64?).flatMap(EventID.init(rawValue:)), author: row[7], reason: row[8])
        deed.id = row[0]
        deed.rule = row[9]
        deed.purge = row[10]
        deed.count = row[11]
        deed.seconds = row[12]
        deed.revokedToken = row[13]
        return deed
    }
}
