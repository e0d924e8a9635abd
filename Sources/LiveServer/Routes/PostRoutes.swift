import Hummingbird
import LiveCore
import LiveHub

/// A post at a glance.
struct PostRoutes: Sendable {
    let store: any CommentStore
    let hub: Hub

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/posts/:postId", use: summary)
    }

    @Sendable private func summary(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        try context.requireReader(of: post)
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
