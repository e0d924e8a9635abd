import GRDB
import LiveCore
import LiveHub

/// One group of drafts inside one transaction. Each post's row is written once, however many of the group's drafts
/// are for it.
struct GroupCommit {
    private static let receiptLifetime: Int64 = 24 * 60 * 60 * 1_000
    /// Receipts grow by at most one a draft, so dropping up to two a draft keeps them bounded.
    private static let pruneFactor = 2

    let db: Database
    let memory: PostingMemory
    let nanoseconds: Int64
    let node: UInt8
    let shieldOverAll: Shield?
    private var posts: [PostID: PostRow] = [:]
    private var receiptCount = 0

    init(db: Database, memory: PostingMemory, nanoseconds: Int64, node: UInt8) throws {
        self.db = db
        self.memory = memory
        self.nanoseconds = nanoseconds
        self.node = node
        shieldOverAll = try memory.shieldOverAll(db)
    }

    /// Now, since the Unix epoch.
    var milliseconds: Int64 { nanoseconds / 1_000_000 }

    mutating func apply(_ draft: Draft) throws -> Outcome {
        var row = try posts[draft.post] ?? memory.row(of: draft.post, db) ?? PostRow()
        defer { posts[draft.post] = row }
        if case .comment(let comment, let key, let terms) = draft.action {
            return try post(comment, key: key, terms, to: draft.post, &row)
        }
        return try moderate(draft.action, in: draft.post, &row)
    }

    func finish() throws {
        for (post, row) in posts where row.lastID > .zero { try memory.save(row, of: post, db) }
        if receiptCount > 0 { try pruneReceipts() }
    }

    func nextID(in post: PostID, _ row: inout PostRow) throws -> EventID {
        try row.insertIfNew(db, post)
        row.lastID = EventID.next(after: row.lastID, atNanoseconds: nanoseconds, node: node)
        return row.lastID
    }

    func stored(_ id: EventID, in post: PostID, _ row: PostRow) throws -> StoredComment? {
        try PageReader(db: db).comment(id, in: post, key: row.key)
    }

    /// Adds to the log, at the time of the group.
    func note(_ deed: Deed) throws {
        var deed = deed
        deed.time = milliseconds
        try LogTable.append(deed, db)
    }

    // MARK: - Comments

    private mutating func post(
        _ new: NewComment, key: String?, _ terms: PostingTerms, to post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        if let key, let earlier = try receipt(for: new, terms, key: key, in: post, row) { return earlier }
        let check = CommentCheck(
            of: new, terms, to: post, row, under: shieldOverAll, db: db, memory: memory, milliseconds: milliseconds)
        if let refusal = try check.refusal() {
            if refusal == .rejectedByRule { try note(.rejectByRule, new.author, terms, in: post, nil) }
            return .refused(refusal)
        }
        let isHeld = try check.mustWait()
        let comment = Comment(
            post: post, id: try nextID(in: post, &row), author: new.author, authorName: new.authorName,
            content: new.content, replyTo: new.replyTo)
        try comment.insert(db, key: row.key, isHeld ? .held : .visible)
        check.note()
        if let key { try keepReceipt(of: comment.id, for: new, terms, key: key, row) }
        if isHeld {
            try HeldTable.insert(comment.id, post: row.key, rule: terms.rule, db)
            try note(.hold, new.author, terms, in: post, comment.id)
            return .held(comment)
        }
        if terms.verdict == .mask { try note(.mask, new.author, terms, in: post, comment.id) }
        row.lastCommentID = comment.id
        row.commentCount += 1
        try memory.know(comment.author, in: row.key, db)
        return .accepted(Event(comment))
    }

    private func note(
        _ action: LogAction, _ author: String, _ terms: PostingTerms, in post: PostID, _ comment: EventID?
    ) throws {
        var deed = Deed(action, by: nil, post: post, comment: comment, author: author)
        deed.rule = terms.rule
        try note(deed)
    }

    // MARK: - Idempotency

    private func receipt(
        for new: NewComment, _ terms: PostingTerms, key: String, in post: PostID, _ row: PostRow
    ) throws -> Outcome? {
        let found = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, fingerprint FROM receipts WHERE post = ? AND author = ? AND key = ?"),
            arguments: [row.key, new.author, key])
        guard let found, let id = EventID(rawValue: found[0]), id >= oldestReceipt else { return nil }
        guard found[1] as Int64 == terms.sent ?? new.fingerprint else { return .refused(.idempotencyMismatch) }
        return try stored(id, in: post, row).map(Outcome.replayed)
    }

    private mutating func keepReceipt(
        of id: EventID, for new: NewComment, _ terms: PostingTerms, key: String, _ row: PostRow
    ) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO receipts (post, author, key, id, fingerprint) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [row.key, new.author, key, id.rawValue, terms.sent ?? new.fingerprint])
        receiptCount += 1
    }

    private var oldestReceipt: EventID {
        EventID.lowest(atMilliseconds: milliseconds - Self.receiptLifetime)
    }

    private func pruneReceipts() throws {
        try db.cachedStatement(
            sql: """
                DELETE FROM receipts WHERE (post, author, key) IN
                    (SELECT post, author, key FROM receipts WHERE id < ? ORDER BY id LIMIT ?)
                """
        ).execute(arguments: [oldestReceipt.rawValue, receiptCount * Self.pruneFactor])
    }
}
