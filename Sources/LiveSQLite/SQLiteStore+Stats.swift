import GRDB
public import LiveCore
public import LiveHub

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Schema {
    /// How many comments are hidden, of each post and of all, kept by the database itself, so that whatever hides one
    /// counts: nobody has to count for an answer. `totals` has one row.
    static let counts = """
        ALTER TABLE posts ADD COLUMN deleted_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE posts ADD COLUMN held_count INTEGER NOT NULL DEFAULT 0;
        UPDATE posts SET
            deleted_count = (SELECT COUNT(*) FROM comments WHERE post = key AND state IN (1, 3)),
            held_count = (SELECT COUNT(*) FROM comments WHERE post = key AND state = 2);

        CREATE TABLE totals (
            posts INTEGER NOT NULL,
            comments INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            held INTEGER NOT NULL
        ) STRICT;
        INSERT INTO totals SELECT COUNT(*), TOTAL(comment_count), TOTAL(deleted_count), TOTAL(held_count) FROM posts;

        CREATE TRIGGER posts_are_counted AFTER INSERT ON posts
            BEGIN UPDATE totals SET posts = posts + 1, comments = comments + NEW.comment_count; END;
        CREATE TRIGGER shown_comments_are_counted AFTER UPDATE OF comment_count ON posts
            WHEN NEW.comment_count <> OLD.comment_count
            BEGIN UPDATE totals SET comments = comments + NEW.comment_count - OLD.comment_count; END;
        CREATE TRIGGER hidden_comments_are_counted
            AFTER UPDATE OF deleted_count, held_count ON posts
            BEGIN UPDATE totals SET
                deleted = deleted + NEW.deleted_count - OLD.deleted_count,
                held = held + NEW.held_count - OLD.held_count;
            END;
        CREATE TRIGGER comments_posted_hidden_are_counted AFTER INSERT ON comments WHEN NEW.state <> 0
            BEGIN UPDATE posts SET
                deleted_count = deleted_count + (NEW.state IN (1, 3)),
                held_count = held_count + (NEW.state = 2)
                WHERE key = NEW.post;
            END;
        CREATE TRIGGER comments_hidden_later_are_counted AFTER UPDATE OF state ON comments
            BEGIN UPDATE posts SET
                deleted_count = deleted_count + (NEW.state IN (1, 3)) - (OLD.state IN (1, 3)),
                held_count = held_count + (NEW.state = 2) - (OLD.state = 2)
                WHERE key = NEW.post;
            END;
        CREATE TRIGGER hidden_comments_removed_are_counted AFTER DELETE ON comments WHEN OLD.state <> 0
            BEGIN UPDATE posts SET
                deleted_count = deleted_count - (OLD.state IN (1, 3)),
                held_count = held_count - (OLD.state = 2)
                WHERE key = OLD.post;
            END;
        """
}

extension SQLiteStore: StatsStore {
    /// From the counts that the database keeps, and the sizes of its files.
    public func figures(of post: PostID?) async throws -> StoreFigures {
        try await pool.read { [path = pool.path] db in
            var figures = StoreFigures()
            let overAll = try ShieldTable.read(db)
            guard let post else {
                figures.shield = overAll
                if let row = try Row.fetchOne(db, sql: "SELECT posts, comments, deleted, held FROM totals") {
                    figures.posts = row[0]
                    (figures.comments, figures.deleted, figures.held) = (row[1], row[2], row[3])
                }
                figures.bytes = ["", "-wal", "-shm"].reduce(0) { $0 + Self.size(of: path + $1) }
                return figures
            }
            let row = try Row.fetchOne(
                db, sql: "SELECT comment_count, deleted_count, held_count FROM posts WHERE name = ?",
                arguments: [post.rawValue])
            if let row { (figures.comments, figures.deleted, figures.held) = (row[0], row[1], row[2]) }
            figures.shield = (try PostRow.fetch(db, post) ?? PostRow()).shieldInForce(under: overAll)
            return figures
        }
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
