import Hummingbird
import LiveCore
import LiveHub

/// The panic switch of a post.
struct ShieldRoutes: Sendable {
    let moderating: Moderating

    func add(to routes: inout RouteTable) {
        routes.on(.put, "/moderation/shield/:postId", use: raise)
        routes.on(.delete, "/moderation/shield/:postId", use: lower)
    }

    @Sendable private func raise(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let body = try await context.members(of: request)
        var shield = Shield()
        if let seconds = try body.number("slow_mode_seconds", in: Limits.slowModeSeconds) {
            shield.slowModeSeconds = seconds
        }
        if let holds = try body.boolean("hold_new_authors") { shield.holdsNewAuthors = holds }
        if let known = try body.boolean("known_authors_only") { shield.admitsKnownAuthorsOnly = known }
        let caller = try context.require(.moderator, in: post)
        try await moderating.apply(.shield(shield, by: caller.principal), in: post)
        var writer = JSONWriter()
        writer.object { json in
            json.post(post)
            json.key("slow_mode_seconds")
            json.integer(Int64(shield.slowModeSeconds))
            json.key("hold_new_authors")
            json.boolean(shield.holdsNewAuthors)
            json.key("known_authors_only")
            json.boolean(shield.admitsKnownAuthorsOnly)
        }
        return Response(json: writer.bytes)
    }

    @Sendable private func lower(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let caller = try context.require(.moderator, in: post)
        try await moderating.apply(.shield(nil, by: caller.principal), in: post)
        return Response(status: .noContent)
    }
}
