import GRDB

/// The tables, and how a file of an earlier version becomes one of this.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: posts, comments, actions, receipts") { db in
            try db.execute(sql: first)
        }
        migrator.registerMigration("revocations") { db in try db.execute(sql: revocations) }
        migrator.registerMigration("2: moderation") { db in
            try db.execute(sql: second)
        }
        migrator.registerMigration("counts") { db in try db.execute(sql: counts) }
        migrator.registerMigration("rules") { db in try db.execute(sql: rules) }
        migrator.registerMigration("imports") { db in try db.execute(sql: imports) }
        migrator.registerMigration("revocations in the log") { db in
            try db.execute(sql: "ALTER TABLE log ADD COLUMN revoked_token TEXT")
        }
        migrator.registerMigration("retention") { db in try db.execute(sql: retention) }
        migrator.registerMigration("holds in the log") { db in try db.execute(sql: LogTable.holds) }
        migrator.registerMigration("shield over all posts") { db in try db.execute(sql: ShieldTable.schema) }
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

    /// `comments.state` is a `StoredComment.Visibility`, and `hidden_by` the event that took a comment down, so that
    /// undoing a purge brings back what that purge took and no more. `authors` says who has said something that was
    /// seen, and where: whom the server knows, and where a purge has to look. `held` is the queue. A ban's post is a
    /// name, '' for everywhere, because a ban may come before a post's first comment.
    private static let second = """
        ALTER TABLE comments RENAME COLUMN is_deleted TO state;
        ALTER TABLE comments ADD COLUMN hidden_by INTEGER;

        ALTER TABLE posts ADD COLUMN unique_seconds INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE posts ADD COLUMN shield_slow_mode_seconds INTEGER;
        ALTER TABLE posts ADD COLUMN shield_holds_new INTEGER;
        ALTER TABLE posts ADD COLUMN shield_known_only INTEGER;
        CREATE INDEX posts_by_activity ON posts (last_comment_id);

        ALTER TABLE actions ADD COLUMN unique_seconds INTEGER;
        ALTER TABLE actions ADD COLUMN is_shielded INTEGER;
        ALTER TABLE actions ADD COLUMN author TEXT;
        ALTER TABLE actions ADD COLUMN purge INTEGER;
        ALTER TABLE actions ADD COLUMN comments TEXT;
        CREATE INDEX actions_by_purge ON actions (purge) WHERE purge IS NOT NULL;

        CREATE TABLE authors (
            author TEXT NOT NULL,
            post INTEGER NOT NULL,
            PRIMARY KEY (author, post)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO authors SELECT DISTINCT author, post FROM comments;

        CREATE TABLE held (
            id INTEGER NOT NULL,
            post INTEGER NOT NULL,
            rule TEXT,
            PRIMARY KEY (id, post)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE bans (
            author TEXT NOT NULL,
            post TEXT NOT NULL,
            until INTEGER,
            reason TEXT,
            by TEXT NOT NULL,
            token TEXT,
            PRIMARY KEY (author, post)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE log (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            by TEXT,
            token TEXT,
            action TEXT NOT NULL,
            post TEXT,
            comment INTEGER,
            author TEXT,
            reason TEXT,
            rule TEXT,
            purge INTEGER,
            count INTEGER,
            seconds INTEGER
        ) STRICT;
        CREATE INDEX log_by_post ON log (post, id);
        CREATE TRIGGER log_keeps_what_it_says BEFORE UPDATE ON log
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_keeps_everything BEFORE DELETE ON log
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
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
