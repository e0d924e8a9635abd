internal import GRDB
public import LiveCore
public import LiveHub
import Synchronization

/// The store of a single node: one SQLite file in WAL mode, with one writer and readers of their own.
///
/// Every group is one transaction with `synchronous=FULL`, so it has reached the disk when `append` returns.
public final class SQLiteStore: CommentStore {
    let pool: DatabasePool
    private let readers: Readers
    let clock: WallClock
    private let memory = PostingMemory()
    let node: UInt8
    /// When a transaction reached the disk last; nil when the last one did not.
    private let lastWrite = Mutex<ContinuousClock.Instant?>(nil)

    /// Opens a file, or makes it, and brings its tables up to date.
    ///
    /// - Parameters:
    ///   - path: of the file; its folder exists.
    ///   - clock: gives ids their time.
    ///   - node: marks the ids this store gives.
    /// - Throws: when the file can't be opened, is no database, or was written by a newer version.
    public init(path: String, clock: WallClock = .system, node: UInt8 = 0) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "comments"
        pool = try DatabasePool(path: path, configuration: configuration)
        self.clock = clock
        self.node = node
        guard try pool.read(Schema.migrator.hasBeenSuperseded) == false else { throw StoreError.newerVersion }
        try Schema.migrator.migrate(pool)
        try pool.writeWithoutTransaction { db in
            // DatabasePool sets NORMAL when it turns WAL on, whatever the configuration said.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            let isFull = try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2
            guard isFull else { throw StoreError.notDurable }
            // What is erased is overwritten. It costs nothing until something is.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        readers = try Readers(path: path)
    }

    /// Makes a group durable in one transaction. It blocks the caller's thread for that long.
    public func append(_ drafts: [Draft]) async throws -> [Outcome] { try appendNow(drafts) }

    /// In a function that is not async, for GRDB to run it on the caller's thread.
    private func appendNow(_ drafts: [Draft]) throws -> [Outcome] {
        try pool.writeWithoutTransaction { db in
            try commit(db) { db, memory in
                var group = try GroupCommit(db: db, memory: memory, nanoseconds: clock.nanoseconds, node: node)
                let outcomes = try drafts.map { try group.apply($0) }
                try group.finish()
                return outcomes
            }
        }
    }

    /// One transaction, with what the writer remembers. When it fails, nothing is remembered any more.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database, PostingMemory) throws -> Result
    ) async throws -> Result {
        try await pool.writeWithoutTransaction { [self] db in try commit(db, body) }
    }

    private func commit<Result>(_ db: Database, _ body: (Database, PostingMemory) throws -> Result) throws -> Result {
        do {
            var result: Result?
            try db.inTransaction(.immediate) {
                result = try body(db, memory)
                return .commit
            }
            guard let result else { throw StoreError.notDurable }
            lastWrite.withLock { $0 = .now }
            return result
        } catch {
            lastWrite.withLock { $0 = nil }
            memory.forget()
            throw error
        }
    }

    /// The threads of its readers.
    public var readingThreads: OwnThreads? { readers.threads }

    /// A page, by one range scan; what is looked for by its text, by several.
    public func page(_ query: PageQuery) async throws -> Page {
        guard query.text != nil else { return try await slice(query) }
        var search = Search(query)
        while true {
            search.take(try await slice(search.query))
            if search.isOver { return search.page }
            await Task.yield()
            try Task.checkCancellation()
        }
    }

    private func slice(_ query: PageQuery) async throws -> Page {
        try await readers.read { try PageReader(db: $0).page(query) }
    }

    /// One comment, by its key.
    public func comment(_ id: EventID, in post: PostID) async throws -> StoredComment? {
        try await readers.read { try PageReader(db: $0).comment(id, in: post) }
    }

    /// Comments and moderation events, merged.
    public func events(
        in post: PostID, after position: EventID, limit: Int, moderationOnly: Bool
    ) async throws -> [Event] {
        try await pool.read { db in
            try EventReader(db: db, post: post).events(after: position, limit: limit, moderationOnly: moderationOnly)
        }
    }

    /// The newest id, from the post's own row.
    public func head(of post: PostID) async throws -> EventID {
        try await readers.read { try PostRow.fetch($0, post)?.lastID ?? .zero }
    }

    /// State and count, from the post's own row.
    public func summary(of post: PostID) async throws -> PostSummary {
        try await pool.read { db in
            let row = try PostRow.fetch(db, post) ?? PostRow()
            let pinned = try row.pinned.flatMap { try PageReader(db: db).comment($0, in: post) }
            return PostSummary(
                state: row.stateInForce(under: try ShieldTable.read(db)), shield: row.shield,
                pinned: pinned.flatMap { $0.visibility == .visible ? $0.comment : nil }, commentCount: row.commentCount,
                lastCommentID: row.lastCommentID)
        }
    }

    /// Writes what stands there already, unless a transaction has reached the disk within the last second: whoever asks
    /// often does not write often.
    public func checkWritable() async throws {
        if let last = lastWrite.withLock({ $0 }), .now - last < .seconds(1) { return }
        try await write { db, _ in try db.execute(sql: "PRAGMA user_version = 0") }
    }

    /// Closes the file; nothing may be asked any more.
    public func close() throws {
        try readers.close()
        // The file then stands alone: SQLite does this itself only where the writer's connection is the last to close.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try pool.close()
    }
}

/// Why a file can't serve as a store.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It was written by a newer version of this program.
    case newerVersion
    /// SQLite would not promise that a commit reaches the disk.
    case notDurable
    /// The log has a word that no version writes.
    case unknownAction(String)

    /// In words, for operators.
    public var description: String {
        switch self {
        case .newerVersion: "the database was written by a newer version of lcd"
        case .notDurable: "SQLite refused synchronous=FULL, so commits would not survive a power cut"
        case .unknownAction(let word): "the log has an entry with the unknown action \(DisplayText.line(word))"
        }
    }
}
