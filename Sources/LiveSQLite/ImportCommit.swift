import GRDB
public import LiveCore
public import LiveHub

/// Comments of the past, inside one transaction.
struct ImportCommit {
    let db: Database
    let memory: PostingMemory
    let post: PostID
    let nanoseconds: Int64
    let node: UInt8
    private var row: PostRow
    private var count = 0
    /// Of moments at which more than one comment was said, the offset that may be free.
    private var offsets: [Int64: Int64] = [:]

    init(db: Database, memory: PostingMemory, post: PostID, nanoseconds: Int64, node: UInt8) throws {
        self.db = db
        self.memory = memory
        self.post = post
        self.nanoseconds = nanoseconds
        self.node = node
        row = try memory.row(of: post, db) ?? PostRow()
    }

    mutating func add(_ imported: ImportedComment) throws -> ImportOutcome {
        if let key = imported.key, let id = try id(of: key) { return .known(id) }
        guard let id = try freeID(at: imported.milliseconds) else { return .refused(.time) }
        try row.insertIfNew(db, post)
        let new = imported.comment
        // What it answers may not have been kept, and then it stands by itself.
        let parent = try imported.answers.flatMap { try self.id(of: $0) }
        let comment = Comment(
            post: post, id: id, author: new.author, authorName: new.authorName, content: new.content, replyTo: parent)
        try comment.insert(db, key: row.key)
        if let key = imported.key {
            try db.cachedStatement(sql: "INSERT INTO imports (post, key, id) VALUES (?, ?, ?)")
                .execute(arguments: [row.key, key.rawValue, id.rawValue])
        }
        try memory.know(new.author, in: row.key, db)
        count += 1
        row.commentCount += 1
        row.lastCommentID = max(row.lastCommentID ?? .zero, id)
        return .added(id)
    }

    mutating func finish(by principal: Principal) throws {
        guard count > 0 else { return }
        row.moveOn(atNanoseconds: nanoseconds, node: node)
        try memory.save(row, of: post, db)
        var deed = Deed(.import, by: principal, time: nanoseconds / 1_000_000, post: post)
        deed.count = count
        try LogTable.append(deed, db)
    }

    private func id(of key: IdempotencyKey) throws -> EventID? {
        let found = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM imports WHERE post = ? AND key = ?"),
            arguments: [row.key, key.rawValue])
        return found.flatMap(EventID.init(rawValue:))
    }

    /// The first id at a moment or just after it that no comment has; nil when that is not in the past.
    private mutating func freeID(at milliseconds: Int64) throws -> EventID? {
        guard var id = EventID.imported(atMilliseconds: milliseconds, offset: offsets[milliseconds] ?? 0) else {
            return nil
        }
        let taken = try Int64.fetchCursor(
            db.cachedStatement(sql: "SELECT id FROM comments WHERE post = ? AND id >= ? ORDER BY id"),
            arguments: [row.key, id.rawValue])
        while let other = try taken.next().flatMap(EventID.init(rawValue:)) {
            if other == id {
                offsets[milliseconds, default: 0] += 1
                guard let next = id.nextImported else { return nil }
                id = next
            } else if other > id {
                break
            }
        }
        return id.milliseconds * 1_000_000 <= nanoseconds ? id : nil
    }
}

extension SQLiteStore: ImportStore {
    /// One transaction, between those of what is posted.
    public func add(
        _ comments: [ImportedComment], to post: PostID, by principal: Principal
    ) async throws -> [ImportOutcome] {
        try await write { [clock, node] db, memory in
            var commit = try ImportCommit(
                db: db, memory: memory, post: post, nanoseconds: clock.nanoseconds, node: node)
            let outcomes = try comments.map { try commit.add($0) }
            try commit.finish(by: principal)
            return outcomes
        }
    }
}
