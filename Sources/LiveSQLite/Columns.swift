import GRDB
import GRDBSQLite
import LiveCore

/// The row that a statement stands on, read with SQLite's own calls.
///
/// A page is made of hundreds of values, and each costs more through a general `Row`. The cursor that steps the
/// statement has to be kept alive meanwhile: with it, the statement leaves its row. A null is nil.
struct Columns {
    private let statement: SQLiteStatement

    init(_ statement: Statement) {
        self.statement = statement.sqliteStatement
    }

    func integer(_ column: Int32) -> Int64? {
        guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
        return sqlite3_column_int64(statement, column)
    }

    func flag(_ column: Int32) -> Bool { sqlite3_column_int64(statement, column) != 0 }

    func id(_ column: Int32) -> EventID? { integer(column).flatMap(EventID.init(rawValue:)) }

    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
