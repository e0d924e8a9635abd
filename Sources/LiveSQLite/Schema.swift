import GRDB

/// The tables, and how a file of an earlier version becomes one of this.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: posts, comments, actions, receipts") { db in
            try db.execute(sql: first)
        }
        migrator.registerMigration("revocations") { db in try db.execute(sql: revocations) }
        migrator.registerMigration("imports") { db in try db.execute(sql: imports) }
        return migrator
    }()

    /// Posts have a short key of their own, so that a comment doesn't repeat a name of up to 128 bytes. Comments
    /// and actions are clustered by (post, id): a page is one range scan. `actions` holds what moderators did,
    /// from the same sequence of ids. A receipt holds no text, only a fingerprint of what was posted.
    private static let first = """
        CREATE TABLE posts (
            key INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            last_id INTEGER NOT NULL,
            last_comment_id INTEGER NOT NULL DEFAULT 0,
            comment_count INTEGER NOT NULL DEFAULT 0,
            is_open INTEGER NOT NULL DEFAULT 1,
            slow_mode_seconds INTEGER NOT NULL DEFAULT 0,
            pinned INTEGER
        ) STRICT;

        CREATE TABLE comments (
            post INTEGER NOT NULL,
            id INTEGER NOT NULL,
            author TEXT NOT NULL,
            author_name TEXT,
            content TEXT NOT NULL,
            reply_to INTEGER,
            is_deleted INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (post, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE actions (
            post INTEGER NOT NULL,
            id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            by TEXT NOT NULL,
            comment INTEGER,
            reason TEXT,
            is_open INTEGER,
            slow_mode_seconds INTEGER,
            PRIMARY KEY (post, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE receipts (
            post INTEGER NOT NULL,
            author TEXT NOT NULL,
            key TEXT NOT NULL,
            id INTEGER NOT NULL,
            fingerprint INTEGER NOT NULL,
            PRIMARY KEY (post, author, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX receipts_by_id ON receipts (id);
        """

    /// The names of imported comments: without a limit in time, because a log may be imported again at any time.
    private static let imports = """
        CREATE TABLE imports (
            post INTEGER NOT NULL,
            key TEXT NOT NULL,
            id INTEGER NOT NULL,
            PRIMARY KEY (post, key)
        ) STRICT, WITHOUT ROWID;
        """
}
