import GRDB
import LiveHub

/// `shield_over_all`: a row while a shield lies over all posts. A post's own stands in the post's row.
enum ShieldTable {
    /// A table that can have one row.
    static let schema = """
        CREATE TABLE shield_over_all (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            slow_mode_seconds INTEGER NOT NULL,
            holds_new INTEGER NOT NULL,
            known_only INTEGER NOT NULL
        ) STRICT;
        """

    static func read(_ db: Database) throws -> Shield? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT slow_mode_seconds, holds_new, known_only FROM shield_over_all")
        ).map { Shield(slowModeSeconds: $0[0], holdsNewAuthors: $0[1], admitsKnownAuthorsOnly: $0[2]) }
    }

    static func write(_ shield: Shield?, _ db: Database) throws {
        guard let shield else { return try db.execute(sql: "DELETE FROM shield_over_all") }
        try db.execute(
            sql: "INSERT OR REPLACE INTO shield_over_all VALUES (1, ?, ?, ?)",
            arguments: [shield.slowModeSeconds, shield.holdsNewAuthors, shield.admitsKnownAuthorsOnly])
    }
}
