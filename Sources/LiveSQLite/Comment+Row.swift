import GRDB
import LiveCore
import LiveHub

extension Comment {
    /// What a statement is to select, in this order, and more if it likes.
    static let columns = "id, author, author_name, content, reply_to"

    /// The comment of a row that begins with ``columns``.
    init(_ row: Columns, in post: PostID) {
        self.init(
            post: post, id: row.id(0) ?? .zero, author: row.text(1) ?? "", authorName: row.text(2),
            content: row.text(3) ?? "", replyTo: row.id(4))
    }

    /// The same for the few that moderators ask for.
    init(_ row: Row, in post: PostID) {
        self.init(
            post: post, id: EventID(rawValue: row[0]) ?? .zero, author: row[1], authorName: row[2], content: row[3],
            replyTo: (row[4] as Int64?).flatMap(EventID.init(rawValue:)))
    }

    /// - Parameter key: of the post's row.
    func insert(_ db: Database, key: Int64, _ visibility: StoredComment.Visibility = .visible) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO comments (post, id, author, author_name, content, reply_to, state)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            key, id.rawValue, author, authorName, content, replyTo?.rawValue, visibility.rawValue,
        ])
    }
}
