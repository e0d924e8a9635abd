internal import GRDB
public import LiveCore

/// Which comments are kept.
public struct Retention: Sendable, Hashable {
    /// Those that are no older; nil for those of any age.
    public var seconds: Int64?
    /// So many of each post, the newest; nil for all.
    public var comments: Int?

    /// Both limits hold.
    public init(seconds: Int64? = nil, comments: Int? = nil) {
        self.seconds = seconds
        self.comments = comments
    }

    /// Whether there is no limit.
    public var keepsAll: Bool { seconds == nil && comments == nil }
}

/// What one step of pruning did.
public struct PruneStep: Sendable, Hashable {
    /// Comments that went.
    public let removed: Int
    /// Where the next step goes on; nil when every post has been looked at.
    public let next: Int64?
}

extension Schema {
    /// The newest event of a post that is no longer kept, so that a reader from before it can be told.
    static let retention = "ALTER TABLE posts ADD COLUMN pruned_id INTEGER NOT NULL DEFAULT 0;"
}

extension SQLiteStore {
    /// Posts looked at in one step, which takes a few milliseconds.
    private static let postsPerStep = 1_000

    /// Removes some of what is no longer kept of one post, in one transaction: comments, whoever could see them, and
    /// moderation events. What was logged stays, and so do the names of imported comments.
    ///
    /// - Parameters:
    ///   - position: where the step before ended; 0 at first.
    ///   - limit: the most comments to remove.
    public func prune(_ retention: Retention, after position: Int64, limit: Int) async throws -> PruneStep {
        let oldest = retention.seconds.map { EventID.lowest(atMilliseconds: clock.milliseconds - $0 * 1_000) } ?? .zero
        let found = try await pool.read { db in
            try Pruning(db: db, retention: retention, oldest: oldest).next(after: position, in: Self.postsPerStep)
        }
        guard let post = found.post else { return PruneStep(removed: 0, next: found.last) }
        let removed = try await write { [clock, node] db, memory in
            memory.forgetPosts()
            return try Pruning(db: db, retention: retention, oldest: oldest)
                .prune(post, limit: limit, nanoseconds: clock.nanoseconds, node: node)
        }
        return PruneStep(removed: removed, next: removed < limit ? post : post - 1)
    }

    /// From the post's own row.
    public func prunedID(of post: PostID) async throws -> EventID {
        try await pool.read { db in
            try Int64.fetchOne(db, sql: "SELECT pruned_id FROM posts WHERE name = ?", arguments: [post.rawValue])
                .flatMap(EventID.init(rawValue:)) ?? .zero
        }
    }
}

/// Finds, and removes, what is no longer kept.
private struct Pruning {
    let db: Database
    let retention: Retention
    /// The lowest id that is kept for its age.
    let oldest: EventID

    /// The first post, by its key, of which something has to go; and the last that was looked at, nil when none is left.
    func next(after position: Int64, in count: Int) throws -> (post: Int64?, last: Int64?) {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT key, comment_count > ?1
                        OR EXISTS (SELECT 1 FROM comments c WHERE c.post = key AND c.id < ?2)
                        OR EXISTS (SELECT 1 FROM actions a WHERE a.post = key AND a.id < ?2)
                    FROM posts WHERE key > ?3 ORDER BY key LIMIT ?4
                    """),
            arguments: [retention.comments ?? Int.max, oldest.rawValue, position, count])
        var last: Int64?
        while let row = try rows.next() {
            last = row[0]
            if row[1] { return (last, last) }
        }
        return (nil, last)
    }

    func prune(_ post: Int64, limit: Int, nanoseconds: Int64, node: UInt8) throws -> Int {
        guard let end = try end(of: post, limit: limit) else { return 0 }
        let arguments: StatementArguments = [post, end.rawValue]
        let shown = try count("SELECT COUNT(*) FROM comments WHERE post = ? AND id <= ? AND state = 0", arguments)
        try db.execute(sql: "DELETE FROM held WHERE post = ? AND id <= ?", arguments: arguments)
        try db.execute(sql: "DELETE FROM actions WHERE post = ? AND id <= ?", arguments: arguments)
        try db.execute(sql: "DELETE FROM comments WHERE post = ? AND id <= ?", arguments: arguments)
        let removed = db.changesCount
        try db.execute(
            sql: "UPDATE posts SET pruned_id = MAX(pruned_id, ?) WHERE key = ?", arguments: [end.rawValue, post])
        let name = try String.fetchOne(db, sql: "SELECT name FROM posts WHERE key = ?", arguments: [post])
        guard let name = name.flatMap(PostID.init(rawValue:)), var row = try PostRow.fetch(db, name) else {
            return removed
        }
        row.commentCount -= shown
        if let pinned = row.pinned, pinned <= end { row.pinned = nil }
        row.moveOn(atNanoseconds: nanoseconds, node: node)
        try row.save(db)
        return removed
    }

    /// The last event that goes in this step; nil when nothing has to.
    private func end(of post: Int64, limit: Int) throws -> EventID? {
        var upper = oldest.predecessor.rawValue
        if let kept = retention.comments {
            let excess = try count("SELECT comment_count FROM posts WHERE key = ?", [post]) - kept
            if excess > 0 {
                upper = max(
                    upper,
                    Int64(
                        try count(
                            "SELECT id FROM comments WHERE post = ? AND state = 0 ORDER BY id LIMIT 1 OFFSET ?",
                            [post, min(excess, limit) - 1])))
            }
        }
        let full = try Int64.fetchOne(
            db, sql: "SELECT id FROM comments WHERE post = ? AND id <= ? ORDER BY id LIMIT 1 OFFSET ?",
            arguments: [post, upper, limit - 1])
        let last =
            try full
            ?? Int64.fetchOne(
                db,
                sql: """
                    SELECT MAX(id) FROM (SELECT MAX(id) id FROM comments WHERE post = ?1 AND id <= ?2
                        UNION ALL SELECT MAX(id) FROM actions WHERE post = ?1 AND id <= ?2)
                    """, arguments: [post, upper])
        return last.flatMap(EventID.init(rawValue:))
    }

    private func count(_ sql: String, _ arguments: StatementArguments) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
    }
}
