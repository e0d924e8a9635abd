import Hummingbird
import LiveCore
import LiveHub

/// Posts at a glance, and how moderators change them.
struct PostRoutes: Sendable {
    let moderating: Moderating
    let hub: Hub

    private var store: any ModerationStore { moderating.store }

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/posts", use: list)
        routes.on(.get, "/posts/:postId", use: summary)
        routes.on(.patch, "/posts/:postId", use: change)
    }

    @Sendable private func list(_ request: Request, _ context: LiveContext) async throws -> Response {
        let parameters = request.query
        let prefix = try parameters.text("prefix") ?? ""
        let limit = try parameters.wholeNumber("limit", in: Limits.pageSize) ?? Limits.defaultPageSize
        try context.requireReader(of: nil)
        let posts = try await reading { try await store.recentPosts(prefix: prefix, limit: limit) }
        var writer = JSONWriter()
        writer.object { json in
            json.key("posts")
            json.array { json in
                for post in posts {
                    json.object { json in
                        json.post(post.post)
                        json.key("comment_count")
                        json.integer(Int64(post.commentCount))
                        json.key("last_comment_id")
                        json.integer(post.lastCommentID.rawValue)
                    }
                }
            }
        }
        return Response(json: writer.bytes)
    }

    @Sendable private func summary(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        try context.requireReader(of: post)
        return try await answer(post)
    }

    @Sendable private func change(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let body = try await context.members(of: request)
        var change = StateChange(
            slowModeSeconds: try body.number("slow_mode_seconds", in: Limits.slowModeSeconds),
            uniqueSeconds: try body.number("unique_seconds", in: Limits.uniqueSeconds))
        switch try body.text("state", characters: 8) {
        case nil: break
        case "open": change.isOpen = true
        case "closed": change.isOpen = false
        default: throw Problem.invalidBody("state: allowed is open or closed")
        }
        let pin = try body.eventID("pinned")
        let by = try context.require(.moderator, in: post).principal
        // The pin first: it alone can be refused, and nothing is to be changed then.
        if body.has("pinned") { try await moderating.apply(.pin(pin, by: by), in: post) }
        try await moderating.apply(.change(change, by: by), in: post)
        return try await answer(post)
    }

    private func answer(_ post: PostID) async throws -> Response {
        let summary = try await reading { try await store.summary(of: post) }
        var writer = JSONWriter()
        writer.object { json in
            json.post(post)
            json.state(summary.state)
            json.key("pinned")
            if let pinned = summary.pinned { json.item(pinned, namesPost: false) } else { json.null() }
            json.key("comment_count")
            json.integer(Int64(summary.commentCount))
            json.key("viewers")
            json.integer(Int64(hub.viewers(of: post)))
            json.key("last_comment_id")
            if let last = summary.lastCommentID { json.integer(last.rawValue) } else { json.null() }
        }
        return Response(json: writer.bytes)
    }
}
