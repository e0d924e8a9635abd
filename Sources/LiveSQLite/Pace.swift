import GRDB
import LiveCore

/// Who has spoken when in a post, and what was said there lately: what slow mode and the guard against repeated
/// texts go by. Times are in milliseconds since the Unix epoch.
///
/// It is bounded: what no longer matters is dropped, and if that is not enough, everything is, which errs on the side
/// of letting comments through. After a restart, both are looked for in the file.
struct Pace {
    private static let limit = 20_000
    /// Comments looked at in the file, to find out who has spoken lately.
    private static let loadLimit = 10_000

    private var lastByAuthor: [String: Int64] = [:]
    /// ``lastByAuthor`` knows who has spoken within so many seconds.
    private var loadedSeconds = 0
    private var lastByText: [UInt64: Int64] = [:]
    /// ``lastByText`` knows what has been said within so many seconds.
    private var loadedTextSeconds = 0

    var count: Int { lastByAuthor.count + lastByText.count }

    // MARK: - Slow mode

    /// The seconds that an author has to wait; nil when there is no need to.
    mutating func wait(
        of author: String, seconds: Int, at now: Int64, in post: Int64, _ db: Database
    ) throws -> Int? {
        if loadedSeconds < seconds { try load(seconds: seconds, at: now, post, db) }
        return Self.rest(since: lastByAuthor[author], seconds: seconds, at: now)
    }

    mutating func note(_ author: String, seconds: Int, at now: Int64) {
        if lastByAuthor.count >= Self.limit {
            lastByAuthor = lastByAuthor.filter { Self.rest(since: $0.value, seconds: seconds, at: now) != nil }
            if lastByAuthor.count >= Self.limit { lastByAuthor = [:] }
        }
        lastByAuthor[author] = now
    }

    /// How fast authors may speak has changed; what is known may have holes, and is loaded again when it is needed.
    mutating func forgetAuthors() {
        lastByAuthor = [:]
        loadedSeconds = 0
    }

    private mutating func load(seconds: Int, at now: Int64, _ post: Int64, _ db: Database) throws {
        loadedSeconds = seconds
        let rows = try Self.recent("author", seconds: seconds, at: now, post, db)
        while let row = try rows.next() {
            guard let id = EventID(rawValue: row[1]), lastByAuthor[row[0]] == nil else { continue }
            lastByAuthor[row[0]] = id.milliseconds
        }
    }

    /// A column of what was posted within so many seconds, and its id, the newest first.
    private static func recent(
        _ column: String, seconds: Int, at now: Int64, _ post: Int64, _ db: Database
    ) throws -> RowCursor {
        let start = EventID.lowest(atMilliseconds: now - Int64(seconds) * 1_000)
        return try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT \(column), id FROM comments WHERE post = ? AND id >= ? ORDER BY id DESC LIMIT ?"),
            arguments: [post, start.rawValue, loadLimit])
    }

    // MARK: - Repeated texts

    /// The seconds for which a text must not be said again; nil when it may be now.
    mutating func wait(
        ofText text: UInt64, seconds: Int, at now: Int64, in post: Int64, _ db: Database
    ) throws -> Int? {
        if loadedTextSeconds < seconds { try loadTexts(seconds: seconds, at: now, post, db) }
        return Self.rest(since: lastByText[text], seconds: seconds, at: now)
    }

    private mutating func loadTexts(seconds: Int, at now: Int64, _ post: Int64, _ db: Database) throws {
        loadedTextSeconds = seconds
        let rows = try Self.recent("content", seconds: seconds, at: now, post, db)
        while let row = try rows.next() {
            let text = FoldedText.digest(row[0])
            guard let id = EventID(rawValue: row[1]), lastByText[text] == nil else { continue }
            lastByText[text] = id.milliseconds
        }
    }

    mutating func note(text: UInt64, seconds: Int, at now: Int64) {
        if lastByText.count >= Self.limit {
            lastByText = lastByText.filter { Self.rest(since: $0.value, seconds: seconds, at: now) != nil }
            if lastByText.count >= Self.limit { lastByText = [:] }
        }
        lastByText[text] = now
    }

    /// Whole seconds, rounded up, and never more than `seconds`, whatever the clock did.
    private static func rest(since last: Int64?, seconds: Int, at now: Int64) -> Int? {
        guard let last else { return nil }
        let rest = last + Int64(seconds) * 1_000 - now
        return rest > 0 ? min(Int((rest + 999) / 1_000), seconds) : nil
    }
}
