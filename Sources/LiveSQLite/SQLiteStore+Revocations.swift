internal import GRDB
import LiveCore
public import LiveHub

extension Schema {
    /// A row for each token, and for each subject, whose tokens are good no more.
    static let revocations = """
        CREATE TABLE revocations (
            kind TEXT NOT NULL CHECK (kind IN ('token', 'subject')),
            name TEXT NOT NULL,
            before INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (kind, name)
        ) STRICT, WITHOUT ROWID;
        """
}

extension SQLiteStore: RevocationStore {
    /// Every row.
    public func revocations() async throws -> [Revocation] {
        try await pool.read { db in
            try Row.fetchAll(db, sql: "SELECT kind, name, before, until FROM revocations").map { row in
                let name: String = row[1]
                return Revocation(
                    row[0] == "token" ? .token(id: name) : .subject(name, before: row[2]), until: row[3])
            }
        }
    }

    /// One row written, those that have ended dropped, and the deed in the log, in one transaction.
    public func revoke(_ revocation: Revocation, by principal: Principal, now: Int64) async throws {
        let (kind, name, before) =
            switch revocation.target {
            case .token(let id): ("token", id, Int64(0))
            case .subject(let subject, let before): ("subject", subject, before)
            }
        var revoking = Deed(.revoke, by: principal, time: now)
        switch revocation.target {
        case .token(let id): revoking.revokedToken = id
        case .subject(let subject, _): revoking.author = subject
        }
        let deed = revoking
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM revocations WHERE until < ?", arguments: [now])
            try db.execute(
                sql: """
                    INSERT INTO revocations (kind, name, before, until) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET before = max(before, excluded.before), until = max(until, excluded.until)
                    """, arguments: [kind, name, before, revocation.until])
            try LogTable.append(deed, db)
        }
    }
}
