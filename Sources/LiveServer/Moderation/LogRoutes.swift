import Hummingbird
import LiveCore
import LiveHub

/// What moderators and rules did.
struct LogRoutes: Sendable {
    let store: any ModerationStore

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/moderation/log", use: log)
    }

    @Sendable private func log(_ request: Request, _ context: LiveContext) async throws -> Response {
        let query = try LogQuery(request.query)
        try context.require(.moderator, in: query.post)
        let page = try await reading { try await store.log(query) }
        var writer = JSONWriter()
        writer.object { json in
            json.key("entries")
            json.array { json in for deed in page.entries { json.deed(deed) } }
            json.key("before")
            json.cursor(page.entries.first?.id ?? query.cursor)
            json.key("after")
            json.cursor(page.entries.last?.id ?? query.cursor)
            json.key("has_more")
            json.boolean(page.hasMore)
        }
        return Response(json: writer.bytes)
    }
}

extension LogQuery {
    fileprivate init(_ parameters: QueryParameters) throws(Problem) {
        self.init(post: try parameters.post(), limit: try parameters.pageSize())
        cursor = try parameters.eventID("cursor")?.rawValue
        if let text = try parameters.text("direction") {
            guard let direction = Page.Direction(rawValue: text) else {
                throw .invalidParameter("direction", allowed: "before or after")
            }
            self.direction = direction
        }
    }
}

extension JSONWriter {
    fileprivate mutating func cursor(_ id: Int64?) {
        if let id { integer(id) } else { null() }
    }

    fileprivate mutating func deed(_ deed: Deed) {
        object { json in
            json.optionalInteger("id", deed.id)
            json.key("timestamp")
            json.integer(deed.time)
            json.optionalString("by", deed.by?.subject)
            json.optionalString("token_id", deed.by?.tokenID)
            json.key("action")
            json.string(deed.action.rawValue)
            json.optionalString("video_id", deed.post?.rawValue)
            json.optionalInteger("comment_id", deed.comment?.rawValue)
            json.optionalString("author_id", deed.author)
            json.optionalString("reason", deed.reason)
            json.optionalString("rule", deed.rule)
            json.optionalInteger("purge_id", deed.purge)
            json.optionalInteger("count", deed.count.map(Int64.init))
            json.optionalInteger("seconds", deed.seconds.map(Int64.init))
            json.optionalString("revoked_token_id", deed.revokedToken)
        }
    }
}
