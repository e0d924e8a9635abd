import GRDB
import LiveCore
import LiveHub

/// A row of `posts`.
struct PostRow {
    /// 0 while the post has no row yet: it gets one with its first event.
    private(set) var key: Int64
    var lastID: EventID
    var lastCommentID: EventID?
    var commentCount: Int
    /// As it was set, without what the shield adds.
    var state: PostState
    var shield: Shield?
    var pinned: EventID?

    /// The shield that is in force, with what the one over all posts adds.
    func shieldInForce(under overAll: Shield?) -> Shield? { shield?.joined(with: overAll) ?? overAll }

    /// The state as it is in force, and as viewers are told.
    func stateInForce(under overAll: Shield?) -> PostState {
        guard let shield = shieldInForce(under: overAll) else { return state }
        var state = state
        state.slowModeSeconds = max(state.slowModeSeconds, shield.slowModeSeconds)
        state.isShielded = true
        return state
    }

    static func fetch(_ db: Database, _ post: PostID) throws -> PostRow? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT key, last_id, last_comment_id, comment_count, is_open, slow_mode_seconds, pinned,
                    unique_seconds, shield_slow_mode_seconds, shield_holds_new, shield_known_only
                FROM posts WHERE name = ?
                """)
        let rows = try Row.fetchCursor(statement, arguments: [post.rawValue])
        return try withExtendedLifetime(rows) { try rows.next().map { _ in PostRow(Columns(statement)) } }
    }

    /// Of a post in which nothing has happened.
    init() {
        key = 0
        lastID = .zero
        commentCount = 0
        state = PostState()
    }

    private init(_ row: Columns) {
        key = row.integer(0) ?? 0
        lastID = row.id(1) ?? .zero
        lastCommentID = row.id(2).flatMap { $0 == .zero ? nil : $0 }
        commentCount = Int(row.integer(3) ?? 0)
        state = PostState(
            isOpen: row.flag(4), slowModeSeconds: Int(row.integer(5) ?? 0), uniqueSeconds: Int(row.integer(7) ?? 0))
        pinned = row.id(6)
        if let seconds = row.integer(8) {
            shield = Shield(
                slowModeSeconds: Int(seconds), holdsNewAuthors: row.flag(9), admitsKnownAuthorsOnly: row.flag(10))
        }
    }

    /// Gives a new post its row.
    mutating func insertIfNew(_ db: Database, _ post: PostID) throws {
        guard key == 0 else { return }
        try db.cachedStatement(sql: "INSERT INTO posts (name, last_id) VALUES (?, 0)")
            .execute(arguments: [post.rawValue])
        key = db.lastInsertedRowID
    }

    /// Moves on by an id that no event has: whoever has a page of the post has an old one.
    mutating func moveOn(atNanoseconds nanoseconds: Int64, node: UInt8) {
        lastID = EventID.next(after: lastID, atNanoseconds: nanoseconds, node: node)
    }

    func save(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE posts SET last_id = ?, last_comment_id = ?, comment_count = ?, is_open = ?,
                    slow_mode_seconds = ?, pinned = ?, unique_seconds = ?, shield_slow_mode_seconds = ?,
                    shield_holds_new = ?, shield_known_only = ? WHERE key = ?
                """
        ).execute(arguments: [
            lastID.rawValue, lastCommentID?.rawValue ?? 0, commentCount, state.isOpen, state.slowModeSeconds,
            pinned?.rawValue, state.uniqueSeconds, shield?.slowModeSeconds, shield?.holdsNewAuthors,
            shield?.admitsKnownAuthorsOnly, key,
        ])
    }
}
