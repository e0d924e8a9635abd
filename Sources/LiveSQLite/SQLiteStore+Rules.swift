internal import GRDB
public import LiveCore
public import LiveHub

extension Schema {
    /// A rule's words stand one on a line: a word has no line breaks. Its post is a name, since a rule may come before
    /// a post's first comment. No id comes twice, so the log always names the rule it means.
    static let rules = """
        CREATE TABLE rules (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            post TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('words', 'regex')),
            subject TEXT NOT NULL,
            action TEXT NOT NULL,
            note TEXT
        ) STRICT;
        """
}

extension SQLiteStore: RuleStore {
    /// Every row.
    public func rules() async throws -> [Rule] {
        try await pool.read { db in
            try Row.fetchAll(db, sql: "SELECT id, post, kind, subject, action, note FROM rules ORDER BY id")
                .compactMap(Self.rule)
        }
    }

    /// A row, and the deed in the log, in one transaction.
    public func add(_ rule: NewRule, by principal: Principal) async throws -> Rule {
        let (kind, subject) =
            switch rule.subject {
            case .words(let words): ("words", words.joined(separator: "\n"))
            case .regex(let source): ("regex", source)
            }
        let now = clock.milliseconds
        return try await pool.write { db in
            try db.execute(
                sql: "INSERT INTO rules (post, kind, subject, action, note) VALUES (?, ?, ?, ?, ?)",
                arguments: [rule.post?.rawValue, kind, subject, rule.action.rawValue, rule.note])
            let id = db.lastInsertedRowID
            try Self.log(.ruleAdd, id, rule.post, rule.note, principal, now, db)
            return rule.rule(id: id)
        }
    }

    /// The row deleted, and the deed in the log, in one transaction.
    public func removeRule(_ id: Rule.ID, by principal: Principal) async throws -> Bool {
        let now = clock.milliseconds
        return try await pool.write { db in
            let row = try Row.fetchOne(db, sql: "DELETE FROM rules WHERE id = ? RETURNING post", arguments: [id])
            guard let row else { return false }
            try Self.log(
                .ruleRemove, id, (row[0] as String?).flatMap(PostID.init(rawValue:)), nil, principal, now, db)
            return true
        }
    }

    private static func log(
        _ action: LogAction, _ id: Rule.ID, _ post: PostID?, _ note: String?, _ principal: Principal, _ now: Int64,
        _ db: Database
    ) throws {
        var deed = Deed(action, by: principal, time: now, post: post, reason: note)
        deed.rule = String(id)
        try LogTable.append(deed, db)
    }

    private static func rule(_ row: Row) -> Rule? {
        let text: String = row[3]
        guard let action = Rule.Action(rawValue: row[4]) else { return nil }
        return Rule(
            id: row[0], post: (row[1] as String?).flatMap(PostID.init(rawValue:)),
            subject: row[2] == "regex" ? .regex(text) : .words(text.split(separator: "\n").map(String.init)),
            action: action, note: row[5])
    }
}
