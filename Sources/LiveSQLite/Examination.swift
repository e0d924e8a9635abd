import GRDB
import LiveCore

/// Looks through one moment of a database.
struct Examination {
    private static let restore = "stop the server and lcd restore the last backup"
    private static let report = "comments are as they were posted; please report it as a bug of lcd"
    /// SQLite may find thousands of things in a damaged file.
    private static let messageLimit = 5

    let db: Database

    func findings(isThorough: Bool) throws -> [Finding] {
        let version = try version()
        // Tables that are not there can't be looked into.
        guard version.state != .bad, try Schema.migrator.hasCompletedMigrations(db) else { return [version] }
        let integrity = try integrity(isThorough)
        guard integrity.state == .good else { return [version, integrity] }
        return [version, integrity] + (try content(isThorough))
    }

    private func version() throws -> Finding {
        if try Schema.migrator.hasBeenSuperseded(db) {
            return Finding(
                "database", .bad, "a newer version of lcd wrote it", fix: "install that version, or a newer one")
        }
        guard try db.tableExists("grdb_migrations") else {
            return Finding("database", .bad, "it holds no comments of lcd", fix: "name the right file or folder")
        }
        return try Schema.migrator.hasCompletedMigrations(db)
            ? Finding("database", .good, "its tables are those of this version")
            : Finding("database", .good, "an older version of lcd wrote it; the next start brings it up to date")
    }

    private func integrity(_ isThorough: Bool) throws -> Finding {
        guard isThorough else { return Finding("integrity", .good, "not looked at") }
        let flaws = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.messageLimit))")
        return flaws == ["ok"]
            ? Finding("integrity", .good, "every page can be read, and the indices agree with the tables")
            : Finding("integrity", .bad, flaws.joined(separator: "; "), fix: Self.restore)
    }

    // MARK: - What must be true of the rows

    /// A statement that gives the rows for which a rule does not hold.
    private struct Rule {
        let subject: String
        let wrong: String
        let rows: String
        var takesAll = false
    }

    private static let rules = [
        Rule(
            subject: "totals", wrong: "the figures of the whole server are not the sums of the posts'",
            rows: """
                SELECT 1 FROM totals t, (SELECT COUNT(*) n, TOTAL(comment_count) c, TOTAL(deleted_count) d,
                    TOTAL(held_count) h FROM posts) s
                WHERE (t.posts, t.comments, t.deleted, t.held) <> (s.n, s.c, s.d, s.h)
                """),
        Rule(
            subject: "counts", wrong: "posts count other comments than they have",
            rows: """
                SELECT 1 FROM posts p LEFT JOIN (SELECT post, SUM(state = 0) shown, SUM(state IN (1, 3)) deleted,
                    SUM(state = 2) held FROM comments GROUP BY post) c ON c.post = p.key
                WHERE (p.comment_count, p.deleted_count, p.held_count)
                    <> (IFNULL(c.shown, 0), IFNULL(c.deleted, 0), IFNULL(c.held, 0))
                """, takesAll: true),
        Rule(
            subject: "ids", wrong: "posts have events above their newest id",
            rows: """
                SELECT 1 FROM posts p WHERE last_id < last_comment_id
                    OR last_id < (SELECT MAX(id) FROM comments c WHERE c.post = p.key)
                    OR last_id < (SELECT MAX(id) FROM actions a WHERE a.post = p.key)
                """),
        Rule(
            subject: "posts", wrong: "comments belong to no post",
            rows: "SELECT 1 FROM comments c WHERE NOT EXISTS (SELECT 1 FROM posts p WHERE p.key = c.post)",
            takesAll: true),
        Rule(
            subject: "queue", wrong: "comments in the queue are neither held nor taken from it by a purge",
            rows: """
                SELECT 1 FROM held h LEFT JOIN comments c ON c.post = h.post AND c.id = h.id
                WHERE (c.state = 2 OR (c.state = 1 AND c.hidden_by IS NOT NULL)) IS NOT TRUE
                """),
        Rule(
            subject: "pins", wrong: "posts have pinned what can't be seen",
            rows: """
                SELECT 1 FROM posts p LEFT JOIN comments c ON c.post = p.key AND c.id = p.pinned
                WHERE p.pinned IS NOT NULL AND c.state IS NOT 0
                """),
    ]

    private func content(_ isThorough: Bool) throws -> [Finding] {
        let flaws = try Self.rules.filter { isThorough || !$0.takesAll }.compactMap { rule in
            let count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM (\(rule.rows))") ?? 0
            return count == 0
                ? nil : Finding(rule.subject, .bad, "\(rule.wrong) (\(count))", fix: Self.report)
        }
        let size = try Row.fetchOne(db, sql: "SELECT comments, posts FROM totals")
        let (shown, posts): (Int, Int) = (size?[0] ?? 0, size?[1] ?? 0)
        let comments = Finding("comments", .good, "\(Counted.comments(shown)) under \(Counted.text(posts, "post"))")
        return [comments] + flaws + (try clock())
    }

    /// Ids never go back, so after a clock that was ahead they run ahead of it too.
    private func clock() throws -> [Finding] {
        let newest = try Int64.fetchOne(db, sql: "SELECT MAX(last_comment_id) FROM posts").flatMap(
            EventID.init(rawValue:))
        let ahead = (newest?.milliseconds ?? 0) - WallClock.system.milliseconds
        guard ahead > 60_000 else { return [] }
        return [
            Finding(
                "clock", .poor,
                "the newest comment is \(Counted.time(milliseconds: ahead)) ahead of this machine's clock",
                fix: "set the clock, as with timedatectl set-ntp true")
        ]
    }
}
