import GRDB
import GRDBSQLite
import LiveCore

/// The row of `comments` that a statement stands on, read with SQLite's own calls.
///
/// A page is made of hundreds of values, and each costs more through a general `Row`. The cursor that steps the
/// statement has to be kept alive meanwhile: with it, the statement leaves its row.
struct CommentColumns {
    /// What a statement is to select, in this order, and more if it likes.
    static let names = "id, author, author_name, content, reply_to"

    private let statement: SQLiteStatement

    init(_ statement: Statement) {
        self.statement = statement.sqliteStatement
    }

    /// The comment of this row.
    func comment(in post: PostID) -> Comment {
        Comment(
            post: post, id: id(0) ?? .zero, author: text(1) ?? "", authorName: text(2), content: text(3) ?? "",
            replyTo: id(4))
    }

    private func id(_ column: Int32) -> EventID? {
        guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
        return EventID(rawValue: sqlite3_column_int64(statement, column))
    }

    private func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
