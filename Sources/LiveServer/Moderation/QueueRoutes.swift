import Hummingbird
import LiveCore
import LiveHub

/// Comments that wait for a moderator.
struct QueueRoutes: Sendable {
    let moderating: Moderating
    let claims = QueueClaims()

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/moderation/queue", use: list)
        routes.on(.post, "/moderation/queue/:commentId", use: review)
        routes.on(.put, "/moderation/queue/:commentId/claim", use: claim)
        routes.on(.delete, "/moderation/queue/:commentId/claim", use: release)
    }

    @Sendable private func list(_ request: Request, _ context: LiveContext) async throws -> Response {
        let parameters = request.query
        let (post, limit) = (try parameters.post(), try parameters.pageSize())
        let cursor = try parameters.eventID("cursor")
        try context.require(.moderator, in: post)
        let held = try await reading {
            try await moderating.store.held(in: post, after: cursor ?? .zero, limit: limit)
        }
        var writer = JSONWriter()
        writer.object { json in
            json.key("comments")
            json.array { json in
                for held in held { json.held(held, claimedBy: claims.holder(of: place(of: held))) }
            }
            json.key("after")
            if let after = held.last?.comment.id ?? cursor { json.integer(after.rawValue) } else { json.null() }
            json.key("has_more")
            json.boolean(held.count >= limit)
        }
        return Response(json: writer.bytes)
    }

    @Sendable private func review(_ request: Request, _ context: LiveContext) async throws -> Response {
        let id = try context.commentID()
        let body = try await context.members(of: request)
        guard let approve = try body.boolean("approve") else {
            throw Problem.invalidBody("approve: allowed is true or false")
        }
        let reason = try body.text("reason", characters: Limits.reasonCharacters)
        let post = try await post(of: id, named: try body.post() ?? request.query.post())
        let caller = try context.require(.moderator, in: post)
        try await moderating.apply(.review(id, approve: approve, by: caller.principal, reason: reason), in: post)
        claims.forget(QueueClaims.Place(post: post, comment: id))
        return Response(status: .noContent)
    }

    @Sendable private func claim(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (caller, place) = try await claimant(request, context)
        let stored = try await reading { try await moderating.store.comment(place.comment, in: place.post) }
        guard let stored else { throw Problem.commentNotFound }
        guard stored.visibility == .held else { throw Problem(.notHeld) }
        if let other = claims.claim(place, by: caller.subject) { throw Problem.claimed(by: other) }
        var writer = JSONWriter()
        writer.object { json in
            json.key("claimed_by")
            json.string(caller.subject)
            json.key("seconds")
            json.integer(Int64(QueueClaims.seconds))
        }
        return Response(json: writer.bytes)
    }

    @Sendable private func release(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (caller, place) = try await claimant(request, context)
        claims.release(place, by: caller.subject)
        return Response(status: .noContent)
    }

    private func claimant(_ request: Request, _ context: LiveContext) async throws -> (Caller, QueueClaims.Place) {
        let id = try context.commentID()
        try context.requireModerator()
        let post = try await post(of: id, named: try request.query.post())
        return (try context.require(.moderator, in: post), QueueClaims.Place(post: post, comment: id))
    }

    /// The post that is meant: the one that is named, or the only one in which such a comment waits.
    private func post(of id: EventID, named post: PostID?) async throws -> PostID {
        if let post { return post }
        let posts = try await reading { try await moderating.store.postsHolding(id) }
        guard let only = posts.first else { throw Problem.commentNotFound }
        guard posts.count == 1 else {
            throw Problem.invalidParameter("postId", allowed: "the post: comments of several wait under this id")
        }
        return only
    }

    private func place(of held: HeldComment) -> QueueClaims.Place {
        QueueClaims.Place(post: held.comment.post, comment: held.comment.id)
    }
}

extension JSONWriter {
    /// An item that says why it is held, and who is looking at it.
    fileprivate mutating func held(_ held: HeldComment, claimedBy subject: String?) {
        item(held.comment, namesPost: true) { json in
            json.optionalString("rule", held.rule)
            json.optionalString("claimed_by", subject)
        }
    }
}
