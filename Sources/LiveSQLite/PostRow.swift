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

    /// The state as it is in force, and as viewers are told.
    var stateInForce: PostState {
        guard let shield else { return state }
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
        return try Row.fetchOne(statement, arguments: [post.rawValue]).map(PostRow.init)
    }

    /// Of a post in which nothing has happened.
    init() {
        key = 0
        lastID = .zero
        commentCount = 0
        state = PostState()
    }

    private init(_ row: Row) {
        key = row[0]
        lastID = EventID(rawValue: row[1]) ?? .zero
        lastCommentID = EventID(rawValue: row[2]).flatMap { $0 == .zero ? nil : $0 }
        commentCount = row[3]
        state = PostState(isOpen: row[4], slowModeSeconds: row[5], uniqueSeconds: row[7])
        pinned = (row[6] as Int64?).flatMap(EventID.init(rawValue:))
        if let seconds = row[8] as Int? {
            shield = Shield(slowModeSeconds: seconds, holdsNewAuthors: row[9], admitsKnownAuthorsOnly: row[10])
        }
    }

    /// Gives a new post its row.
    mutating func insertIfNew(_ db: Database, _ post: PostID) throws {
        guard key == 0 else { return }
        try db.cachedStatement(sql: "INSERT INTO posts (name, last_id) VALUES (?, 0)")
            .execute(arguments: [post.rawValue])
        key = db.lastInsertedRowID
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
