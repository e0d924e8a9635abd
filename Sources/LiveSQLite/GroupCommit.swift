import GRDB
import LiveCore
import LiveHub

/// One group of drafts inside one transaction. Each post's row is read once and written once, however many of
/// the group's drafts are for it.
struct GroupCommit {
    private static let receiptLifetime: Int64 = 24 * 60 * 60 * 1_000
    /// Receipts grow by at most one a draft, so dropping up to two a draft keeps them bounded.
    private static let pruneFactor = 2

    let db: Database
    let nanoseconds: Int64
    let node: UInt8
    private var posts: [PostID: PostRow] = [:]
    private var receiptCount = 0

    init(db: Database, nanoseconds: Int64, node: UInt8) {
        self.db = db
        self.nanoseconds = nanoseconds
        self.node = node
    }

    mutating func apply(_ draft: Draft) throws -> Outcome {
        var row = try posts[draft.post] ?? PostRow.fetch(db, draft.post) ?? PostRow()
        defer { posts[draft.post] = row }
        return switch draft.action {
        case .comment(let comment, let key): try post(comment, key: key, to: draft.post, &row)
        case .delete(let id, let by, let reason): try delete(id, by: by, reason: reason, in: draft.post, &row)
        case .restore(let id, let by): try restore(id, by: by, in: draft.post, &row)
        case .pin(let id, let by): try pin(id, by: by, in: draft.post, &row)
        case .state(let state, let by): try change(to: state, by: by, in: draft.post, &row)
        }
    }

    func finish() throws {
        for row in posts.values where row.lastID > .zero { try row.save(db) }
        if receiptCount > 0 { try pruneReceipts() }
    }

    private func nextID(in post: PostID, _ row: inout PostRow) throws -> EventID {
        try row.insertIfNew(db, post)
        row.lastID = EventID.next(after: row.lastID, atNanoseconds: nanoseconds, node: node)
        return row.lastID
    }

    // MARK: - Comments

    private mutating func post(
        _ new: NewComment, key: String?, to post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        if let key, let earlier = try receipt(for: new, key: key, in: post, row) { return earlier }
        guard row.state.isOpen else { return .refused(.postClosed) }
        if let parent = new.replyTo, try stored(parent, in: post, row)?.isDeleted != false {
            return .refused(.unknownReplyTo)
        }
        let comment = Comment(
            post: post, id: try nextID(in: post, &row), author: new.author, authorName: new.authorName,
            content: new.content, replyTo: new.replyTo)
        try db.cachedStatement(
            sql: """
                INSERT INTO comments (post, id, author, author_name, content, reply_to) VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            row.key, comment.id.rawValue, comment.author, comment.authorName, comment.content,
            comment.replyTo?.rawValue,
        ])
        if let key { try keepReceipt(of: comment.id, for: new, key: key, row) }
        row.lastCommentID = comment.id
        row.commentCount += 1
        return .accepted(Event(comment))
    }

    private func stored(_ id: EventID, in post: PostID, _ row: PostRow) throws -> StoredComment? {
        try PageReader(db: db).comment(id, in: post, key: row.key)
    }

    // MARK: - Idempotency

    private func receipt(for new: NewComment, key: String, in post: PostID, _ row: PostRow) throws -> Outcome? {
        let found = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, fingerprint FROM receipts WHERE post = ? AND author = ? AND key = ?"),
            arguments: [row.key, new.author, key])
        guard let found, let id = EventID(rawValue: found[0]), id >= oldestReceipt else { return nil }
        guard found[1] as Int64 == new.fingerprint else { return .refused(.idempotencyMismatch) }
        return try stored(id, in: post, row).map(Outcome.replayed)
    }

    private mutating func keepReceipt(of id: EventID, for new: NewComment, key: String, _ row: PostRow) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO receipts (post, author, key, id, fingerprint) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [row.key, new.author, key, id.rawValue, new.fingerprint])
        receiptCount += 1
    }

    private var oldestReceipt: EventID {
        EventID.lowest(atMilliseconds: nanoseconds / 1_000_000 - Self.receiptLifetime)
    }

    private func pruneReceipts() throws {
        try db.cachedStatement(
            sql: """
                DELETE FROM receipts WHERE (post, author, key) IN
                    (SELECT post, author, key FROM receipts WHERE id < ? ORDER BY id LIMIT ?)
                """
        ).execute(arguments: [oldestReceipt.rawValue, receiptCount * Self.pruneFactor])
    }

    // MARK: - Moderation

    private func delete(
        _ id: EventID, by: String, reason: String?, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        guard let target = try stored(id, in: post, row) else { return .refused(.unknownComment) }
        guard !target.isDeleted else { return .unchanged }
        try mark(id, isDeleted: true, row)
        row.commentCount -= 1
        if row.pinned == id { row.pinned = nil }
        return try record(.delete(comment: id, by: by, reason: reason), by: by, in: post, &row)
    }

    private func restore(_ id: EventID, by: String, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard let target = try stored(id, in: post, row) else { return .refused(.unknownComment) }
        guard target.isDeleted else { return .unchanged }
        try mark(id, isDeleted: false, row)
        row.commentCount += 1
        return try record(.restore(target.comment), by: by, in: post, &row)
    }

    private func pin(_ id: EventID?, by: String, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard id != row.pinned else { return .unchanged }
        let previous = row.pinned
        row.pinned = id
        guard let id else {
            guard let previous else { return .unchanged }
            return try record(.unpin(comment: previous), by: by, in: post, &row)
        }
        guard let target = try stored(id, in: post, row), !target.isDeleted else {
            row.pinned = previous
            return .refused(.unknownComment)
        }
        return try record(.pin(target.comment), by: by, in: post, &row)
    }

    private func change(to state: PostState, by: String, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard state != row.state else { return .unchanged }
        row.state = state
        return try record(.state(state), by: by, in: post, &row)
    }

    private func mark(_ id: EventID, isDeleted: Bool, _ row: PostRow) throws {
        try db.cachedStatement(sql: "UPDATE comments SET is_deleted = ? WHERE post = ? AND id = ?")
            .execute(arguments: [isDeleted, row.key, id.rawValue])
    }

    private func record(
        _ action: Event.Action, by: String, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        let event = Event(post: post, id: try nextID(in: post, &row), action: action)
        try ActionRow(event, by: by).insert(db, key: row.key)
        return .accepted(event)
    }
}
