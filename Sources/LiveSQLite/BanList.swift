import GRDB
import LiveCore

/// Who is banned, in memory as long as there are not too many for that, and else asked for one by one.
struct BanList {
    /// One ban of an author.
    struct Entry {
        /// A post's name, or nothing for everywhere.
        let post: String
        /// In milliseconds since the Unix epoch; nil for never.
        let until: Int64?

        func isInForce(at milliseconds: Int64) -> Bool { until.map { $0 > milliseconds } ?? true }
    }

    private static let limit = 100_000

    /// Nil when there are too many.
    private var all: [String: [Entry]]?

    init(_ db: Database, at milliseconds: Int64) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT author, post, until FROM bans WHERE until IS NULL OR until > ? LIMIT ?",
            arguments: [milliseconds, Self.limit + 1])
        var (all, count) = ([String: [Entry]](), 0)
        while let row = try rows.next() {
            all[row[0], default: []].append(Entry(post: row[1], until: row[2]))
            count += 1
        }
        self.all = count > Self.limit ? nil : all
    }

    /// The one that lasts the longest, of those that keep the author out of the post.
    func ban(of author: String, from post: PostID, at milliseconds: Int64, _ db: Database) throws -> Entry? {
        let entries = try all.map { $0[author] ?? [] } ?? Self.fetch(author, db)
        guard !entries.isEmpty else { return nil }
        return entries.filter { ($0.post.isEmpty || $0.post == post.rawValue) && $0.isInForce(at: milliseconds) }
            .max { ($0.until ?? .max) < ($1.until ?? .max) }
    }

    mutating func reload(_ author: String, _ db: Database) throws {
        guard all != nil else { return }
        let entries = try Self.fetch(author, db)
        all?[author] = entries.isEmpty ? nil : entries
        if let count = all?.count, count > Self.limit { all = nil }
    }

    /// Why an author is banned; not kept in memory, since few are told.
    static func reason(of author: String, _ entry: Entry, _ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT reason FROM bans WHERE author = ? AND post = ?"),
            arguments: [author, entry.post])
    }

    private static func fetch(_ author: String, _ db: Database) throws -> [Entry] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT post, until FROM bans WHERE author = ?"), arguments: [author]
        ).map { Entry(post: $0[0], until: $0[1]) }
    }
}
