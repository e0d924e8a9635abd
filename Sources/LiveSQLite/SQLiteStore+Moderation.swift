internal import GRDB
public import LiveCore
public import LiveHub

extension SQLiteStore: ModerationStore {
    // MARK: - Bans

    /// Writes the ban and its entry in the log in one transaction, and drops what has ended.
    public func ban(_ ban: Ban) async throws {
        try await write { [clock] db, memory in
            let now = clock.milliseconds
            try db.execute(sql: "DELETE FROM bans WHERE until <= ?", arguments: [now])
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO bans (author, post, until, reason, by, token) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    ban.author, ban.post?.rawValue ?? "", ban.until, ban.reason, ban.by.subject, ban.by.tokenID,
                ])
            try memory.reloadBans(of: ban.author, db)
            var deed = Deed(
                ban.until == nil ? .ban : .timeout, by: ban.by, time: now, post: ban.post, author: ban.author,
                reason: ban.reason)
            deed.seconds = ban.until.map { Int(($0 - now + 999) / 1_000) }
            try LogTable.append(deed, db)
        }
    }

    /// Deletes the ban and logs it; a ban that has ended is none.
    public func lift(banOf author: String, from post: PostID?, by principal: Principal) async throws -> Bool {
        try await write { [clock] db, memory in
            let now = clock.milliseconds
            try db.execute(
                sql: "DELETE FROM bans WHERE author = ? AND post = ? AND (until IS NULL OR until > ?)",
                arguments: [author, post?.rawValue ?? "", now])
            guard db.changesCount > 0 else { return false }
            try memory.reloadBans(of: author, db)
            try LogTable.append(Deed(.unban, by: principal, time: now, post: post, author: author), db)
            return true
        }
    }

    /// By author, and for an author from everywhere first.
    public func bans(
        of post: PostID?, after last: (author: String, post: PostID?)?, limit: Int
    ) async throws -> [Ban] {
        try await pool.read { [clock] db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT author, post, until, reason, by, token FROM bans
                    WHERE (author, post) > (?1, ?2) AND (until IS NULL OR until > ?3) AND (?4 IS NULL OR post = ?4)
                    ORDER BY author, post LIMIT ?5
                    """,
                arguments: [
                    last?.author ?? "", last?.post?.rawValue ?? "", clock.milliseconds, post?.rawValue, limit,
                ]
            ).map { row in
                Ban(
                    author: row[0], post: PostID(rawValue: row[1]), until: row[2], reason: row[3],
                    by: Principal(subject: row[4], tokenID: row[5]))
            }
        }
    }

    // MARK: - The queue

    /// From the queue's own table.
    public func held(in post: PostID?, after comment: EventID, limit: Int) async throws -> [HeldComment] {
        try await pool.read { try HeldTable.list(post, after: comment, limit: limit, $0) }
    }

    /// By the queue's key.
    public func postsHolding(_ comment: EventID) async throws -> [PostID] {
        try await pool.read { try HeldTable.posts(holding: comment, $0) }
    }

    // MARK: - Purges

    /// Of an author, from the table of who spoke where.
    public func posts(concerning filter: PurgeFilter) async throws -> [PostID] {
        try await pool.read { try PurgeTable(db: $0).posts(concerning: filter) }
    }

    /// A range scan of 5,000 comments.
    public func comments(for filter: PurgeFilter, in post: PostID, after position: EventID) async throws -> PurgeFinds {
        try await pool.read { try PurgeTable(db: $0).comments(for: filter, in: post, after: position) }
    }

    /// By the purge's index.
    public func events(ofPurge purge: Int64) async throws -> [PurgeEvent] {
        try await pool.read { try PurgeTable(db: $0).events(of: purge) }
    }

    /// Moves the write-ahead log into the file and empties it.
    public func scrub() async throws {
        try await pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }

    // MARK: - The shield over all posts

    /// The row and its entry in the log, in one transaction.
    public func shieldAll(_ shield: Shield?, by principal: Principal) async throws -> Bool {
        try await write { [clock] db, memory in
            guard try memory.shieldOverAll(db) != shield else { return false }
            try ShieldTable.write(shield, db)
            memory.reloadShieldOverAll()
            var deed = Deed(shield == nil ? .unshield : .shield, by: principal, time: clock.milliseconds)
            deed.seconds = shield?.slowModeSeconds
            try LogTable.append(deed, db)
            return true
        }
    }

    // MARK: - Posts

    /// From the index of when something was said last.
    public func recentPosts(prefix: String, limit: Int) async throws -> [RecentPost] {
        let scanLimit = 20_000
        return try await pool.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT name, last_comment_id, comment_count FROM posts WHERE last_comment_id > 0
                    ORDER BY last_comment_id DESC LIMIT ?
                    """, arguments: [scanLimit])
            var posts: [RecentPost] = []
            while posts.count < limit, let row = try rows.next() {
                let name: String = row[0]
                guard name.utf8.starts(with: prefix.utf8), let post = PostID(rawValue: name),
                    let last = EventID(rawValue: row[1])
                else { continue }
                posts.append(RecentPost(post: post, lastCommentID: last, commentCount: row[2]))
            }
            return posts
        }
    }

    // MARK: - The log

    /// Adds to the log at the time of the store's clock.
    public func note(_ deed: Deed) async throws {
        try await write { [clock] db, _ in
            var deed = deed
            deed.time = clock.milliseconds
            try LogTable.append(deed, db)
        }
    }

    /// A range scan.
    public func log(_ query: LogQuery) async throws -> LogPage {
        try await pool.read { try LogTable.page(query, $0) }
    }
}
