import GRDB
import LiveCore
import LiveHub

/// What the writer remembers, so that judging a comment asks the file nothing: who is banned, who has spoken when,
/// what has been said, whom the server knows, what stands in the posts' rows, and the shield over all posts.
///
/// All of it can be forgotten at any time: it is loaded again when it is needed. That happens when a transaction
/// fails, for then nobody knows which of it is true.
///
/// - Invariant: it is touched only inside the writer's own blocks, of which the pool runs one at a time.
final class PostingMemory: @unchecked Sendable {
    /// Entries in all posts' paces, and authors known, at most; 10 MB or so each.
    private static let limit = 100_000
    /// Rows at most; 5 MB or so.
    private static let postLimit = 20_000

    private var bans: BanList?
    private var paces: [Int64: Pace] = [:]
    private var paceEntries = 0
    private var known = RecentMap<AuthorInPost, Void>(limit: limit)
    private var posts = RecentMap<PostID, PostRow>(limit: postLimit)
    /// Nil before it has been looked up.
    private var overAll: Shield??

    func forget() {
        bans = nil
        paces = [:]
        paceEntries = 0
        known = RecentMap(limit: Self.limit)
        forgetPosts()
        overAll = nil
    }

    // MARK: - Posts

    /// A post's row as the last transaction left it; nil when it has none yet.
    func row(of post: PostID, _ db: Database) throws -> PostRow? { try posts[post] ?? PostRow.fetch(db, post) }

    /// Writes a post's row, and remembers it.
    func save(_ row: PostRow, of post: PostID, _ db: Database) throws {
        try row.save(db)
        posts.change(post, initial: row) { $0 = row }
    }

    /// Rows have been changed by something that does not keep them here.
    func forgetPosts() { posts = RecentMap(limit: Self.postLimit) }

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
        let member = AuthorInPost(author: author, post: post)
        let isKnown = known[member] != nil
        known.change(member, initial: ()) { _ in }
        guard !isKnown else { return }
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO authors (author, post) VALUES (?, ?)")
            .execute(arguments: [author, post])
    }

    /// Whether anything the author said could ever be seen, in any post.
    func knows(_ author: String, in post: Int64, _ db: Database) throws -> Bool {
        if known[AuthorInPost(author: author, post: post)] != nil { return true }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM authors WHERE author = ? LIMIT 1")
        return try Int.fetchOne(statement, arguments: [author]) != nil
    }
}

/// An author and a post, by its key, that the author has spoken in.
struct AuthorInPost: Hashable {
    let author: String
    let post: Int64
}
