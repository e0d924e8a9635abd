import Hummingbird
import LiveCore
import LiveHub

/// The panic switch, of a post and of all at once.
struct ShieldRoutes: Sendable {
    /// Posts whose viewers are told at a time: more would leave those who post no room in the queue.
    private static let toldAtOnce = 500

    let moderating: Moderating
    let hub: Hub

    func add(to routes: inout RouteTable) {
        routes.on(.put, "/moderation/shield", use: raiseOverAll)
        routes.on(.delete, "/moderation/shield", use: lowerOverAll)
        routes.on(.put, "/moderation/shield/:postId", use: raise)
        routes.on(.delete, "/moderation/shield/:postId", use: lower)
    }

    // MARK: - Of a post

    @Sendable private func raise(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let shield = try Shield(try await context.members(of: request))
        let caller = try context.require(.moderator, in: post)
        try await moderating.apply(.shield(shield, by: caller.principal), in: post)
        return answer(shield, post)
    }

    @Sendable private func lower(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let caller = try context.require(.moderator, in: post)
        try await moderating.apply(.shield(nil, by: caller.principal), in: post)
        return Response(status: .noContent)
    }

    // MARK: - Of all posts

    @Sendable private func raiseOverAll(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (body, admin) = try await PostBody.read(request, context) { () throws(Problem) in
            try context.require(.admin, in: nil)
        }
        let shield = try Shield(try BodyMembers(json: body.readableBytesView))
        try await shieldAll(shield, by: admin.principal)
        return answer(shield, nil)
    }

    @Sendable private func lowerOverAll(_ request: Request, _ context: LiveContext) async throws -> Response {
        try await shieldAll(nil, by: context.require(.admin, in: nil).principal)
        return Response(status: .noContent)
    }

    /// Every post is told that has viewers, or had any lately who may be on their way back; also when it was so already,
    /// because the last call may have failed here.
    private func shieldAll(_ shield: Shield?, by principal: Principal) async throws {
        _ = try await reading { try await moderating.store.shieldAll(shield, by: principal) }
        let posts = Array(hub.watchedPosts)
        for start in stride(from: 0, to: posts.count, by: Self.toldAtOnce) {
            try await withThrowingTaskGroup { tasks in
                for post in posts[start..<min(start + Self.toldAtOnce, posts.count)] {
                    tasks.addTask { try await moderating.apply(.tellState(by: principal), in: post) }
                }
                try await tasks.waitForAll()
            }
        }
    }

    private func answer(_ shield: Shield, _ post: PostID?) -> Response {
        var writer = JSONWriter()
        writer.object { json in
            if let post { json.post(post) }
            json.members(of: shield)
        }
        return Response(json: writer.bytes)
    }
}

extension Shield {
    /// What a body says, and the defaults for what it does not.
    fileprivate init(_ body: BodyMembers) throws(Problem) {
        self.init()
        if let seconds = try body.number("slow_mode_seconds", in: Limits.slowModeSeconds) { slowModeSeconds = seconds }
        if let holds = try body.boolean("hold_new_authors") { holdsNewAuthors = holds }
        if let known = try body.boolean("known_authors_only") { admitsKnownAuthorsOnly = known }
    }
}

extension JSONWriter {
    /// The members that say what a shield does.
    mutating func members(of shield: Shield) {
        key("slow_mode_seconds")
        integer(Int64(shield.slowModeSeconds))
        key("hold_new_authors")
        boolean(shield.holdsNewAuthors)
        key("known_authors_only")
        boolean(shield.admitsKnownAuthorsOnly)
    }
}
