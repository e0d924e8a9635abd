import Hummingbird
import LiveCore
import LiveHub

/// Who may not post, where, and for how long.
struct BanRoutes: Sendable {
    let purging: Purging

    private var store: any ModerationStore { purging.moderating.store }

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/moderation/bans", use: list)
        routes.on(.put, "/moderation/bans/:authorId", use: ban)
        routes.on(.delete, "/moderation/bans/:authorId", use: lift)
    }

    @Sendable private func ban(_ request: Request, _ context: LiveContext) async throws -> Response {
        let author = try context.author()
        let body = try await context.members(of: request)
        let (post, seconds) = (try body.post(), try body.number("seconds", in: Limits.banSeconds))
        let reason = try body.text("reason", characters: Limits.reasonCharacters)
        let deletes = try body.boolean("delete_comments") ?? false
        let caller = try context.require(.moderator, in: post)
        let until = seconds.map { WallClock.system.milliseconds + Int64($0) * 1_000 }
        let ban = Ban(author: author, post: post, until: until, reason: reason, by: caller.principal)
        try await reading { try await store.ban(ban) }
        // From now on the author says nothing more, so that nothing is missed.
        let filter = PurgeFilter(post: post, author: author)
        let done = deletes ? try await purging.run(filter, by: caller.principal, reason: reason) : nil
        var writer = JSONWriter()
        writer.ban(ban, purge: done)
        return Response(json: writer.bytes)
    }

    @Sendable private func lift(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (author, post) = (try context.author(), try request.query.post())
        let caller = try context.require(.moderator, in: post)
        let wasBanned = try await reading {
            try await store.lift(banOf: author, from: post, by: caller.principal)
        }
        guard wasBanned else { throw Problem.banNotFound }
        return Response(status: .noContent)
    }

    @Sendable private func list(_ request: Request, _ context: LiveContext) async throws -> Response {
        let parameters = request.query
        let (post, limit) = (try parameters.post(), try parameters.pageSize())
        let last = try parameters.text("cursor").flatMap(BanCursor.init)
        try context.require(.moderator, in: post)
        let bans = try await reading {
            try await store.bans(of: post, after: last.map { ($0.author, $0.post) }, limit: limit)
        }
        var writer = JSONWriter()
        writer.object { json in
            json.key("bans")
            json.array { json in for ban in bans { json.ban(ban) } }
            json.key("after")
            if let last = bans.last, bans.count == limit {
                json.string(BanCursor(author: last.author, post: last.post).text)
            } else {
                json.null()
            }
        }
        return Response(json: writer.bytes)
    }
}

/// Where a list of bans goes on: a post's name holds no slash, an author's id may.
private struct BanCursor {
    let author: String
    let post: PostID?

    init(author: String, post: PostID?) {
        self.author = author
        self.post = post
    }

    init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        post = PostID(rawValue: String(text[..<slash]))
        author = String(text[text.index(after: slash)...])
    }

    var text: String { "\(post?.rawValue ?? "")/\(author)" }
}

extension LiveContext {
    /// The author named in the path.
    fileprivate func author() throws(Problem) -> String {
        let author = parameters.get("authorId").flatMap { PercentEncoding.decoded($0.utf8, plusIsSpace: false) }
        guard let author, NewComment.isAuthor(author) else {
            throw .invalidParameter("authorId", allowed: "an author's id, percent-encoded")
        }
        return author
    }
}

extension JSONWriter {
    fileprivate mutating func ban(_ ban: Ban, purge: (purge: Int64, count: Int)? = nil) {
        object { json in
            json.key("author_id")
            json.string(ban.author)
            json.optionalString("video_id", ban.post?.rawValue)
            json.optionalInteger("until", ban.until)
            json.optionalString("reason", ban.reason)
            json.key("by")
            json.string(ban.by.subject)
            json.optionalInteger("purge_id", purge?.purge)
            json.optionalInteger("deleted", (purge?.count).map(Int64.init))
        }
    }
}
