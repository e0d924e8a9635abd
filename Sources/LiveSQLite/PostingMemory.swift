import GRDB
import LiveCore
import LiveHub

/// What the writer remembers, so that judging a comment asks the file nothing: who is banned, who has spoken when,
/// what has been said, whom the server knows, and the shield over all posts.
///
/// All of it can be forgotten at any time: it is loaded again when it is needed. That happens when a transaction
/// fails, for then nobody knows which of it is true.
///
/// - Invariant: it is touched only inside the writer's own blocks, of which the pool runs one at a time.
final class PostingMemory: @unchecked Sendable {
    /// Entries in all posts' paces, and authors known, at most; 10 MB or so each.
    private static let limit = 100_000

    private var bans: BanList?
    private var paces: [Int64: Pace] = [:]
    private var paceEntries = 0
    private var known = RecentSet<AuthorInPost>(limit: limit)
    /// Nil before it has been looked up.
    private var overAll: Shield??

    func forget() {
        bans = nil
        paces = [:]
        paceEntries = 0
        known = RecentSet(limit: Self.limit)
        overAll = nil
    }

    // MARK: - Bans

    /// The ban that keeps an author out of a post at a time and lasts the longest; nil when there is none.
    func ban(of author: String, from post: PostID, at milliseconds: Int64, _ db: Database) throws -> BanList.Entry? {
        if bans == nil { bans = try BanList(db, at: milliseconds) }
        return try bans?.ban(of: author, from: post, at: milliseconds, db)
    }

    /// What the file says of an author's bans has changed.
    func reloadBans(of author: String, _ db: Database) throws { try bans?.reload(author, db) }

    // MARK: - The shield over all posts

    func shieldOverAll(_ db: Database) throws -> Shield? {
        if let overAll { return overAll }
        let shield = try ShieldTable.read(db)
        overAll = .some(shield)
        return shield
    }

    /// What the file says of it has changed, and with it how fast authors may speak, anywhere.
    func reloadShieldOverAll() {
        overAll = nil
        (paces, paceEntries) = ([:], 0)
    }

    // MARK: - Paces

    /// When and what was said in a post lately, to be looked at and added to.
    func withPace<Result>(of post: Int64, _ body: (inout Pace) throws -> Result) rethrows -> Result {
        if paceEntries > Self.limit { (paces, paceEntries) = ([:], 0) }
        // Taken out, so that changing it copies nothing.
        var pace = paces.removeValue(forKey: post) ?? Pace()
        paceEntries -= pace.count
        defer {
            paceEntries += pace.count
            paces[post] = pace
        }
        return try body(&pace)
    }

    // MARK: - Known authors

    /// Notes that something an author said can be seen.
    func know(_ author: String, in post: Int64, _ db: Database) throws {
        guard known.insert(AuthorInPost(author: author, post: post)) else { return }
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO authors (author, post) VALUES (?, ?)")
            .execute(arguments: [author, post])
    }

    /// Whether anything the author said could ever be seen, in any post.
    func knows(_ author: String, in post: Int64, _ db: Database) throws -> Bool {
        if known.contains(AuthorInPost(author: author, post: post)) { return true }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM authors WHERE author = ? LIMIT 1")
        return try Int.fetchOne(statement, arguments: [author]) != nil
    }
}

/// An author and a post, by its key, that the author has spoken in.
struct AuthorInPost: Hashable {
    let author: String
    let post: Int64
}

/// A set that forgets what has not been asked for in a while: at most so many members, and at least the half of
/// them that came or were asked for last.
struct RecentSet<Member: Hashable> {
    private let limit: Int
    private var young: Set<Member> = []
    private var old: Set<Member> = []

    init(limit: Int) { self.limit = limit }

    mutating func contains(_ member: Member) -> Bool {
        if young.contains(member) { return true }
        guard old.contains(member) else { return false }
        add(member)
        return true
    }

    /// Whether it was new.
    mutating func insert(_ member: Member) -> Bool {
        guard !contains(member) else { return false }
        add(member)
        return true
    }

    private mutating func add(_ member: Member) {
        if young.count >= limit / 2 { (old, young) = (young, []) }
        young.insert(member)
    }
}
