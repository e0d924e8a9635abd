import Hummingbird
import LiveCore
import LiveHub
import LiveRules

/// Taking many comments down at once, trying it first, and undoing it.
struct PurgeRoutes: Sendable {
    /// Comments that a trial shows.
    private static let shown = 100

    let purging: Purging

    func add(to routes: inout RouteTable) {
        routes.on(.post, "/moderation/purge", use: purge)
        routes.on(.post, "/moderation/purge/:purgeId/undo", use: undo)
    }

    @Sendable private func purge(_ request: Request, _ context: LiveContext) async throws -> Response {
        let body = try await context.members(of: request)
        let pattern = try Self.pattern(try body.text("matching", characters: RuleLimits.regexBytes))
        let filter = PurgeFilter(
            post: try body.post(), author: try body.author(), since: try body.milliseconds("since"),
            until: try body.milliseconds("until"))
        guard filter != PurgeFilter() else {
            throw Problem.invalidBody(
                "video_id, author_id, since, until: at least one says where to look, also for matching")
        }
        let reason = try body.text("reason", characters: Limits.reasonCharacters)
        let isTrial = try body.boolean("dry_run") ?? false
        let caller = try context.require(.moderator, in: filter.post)
        if isTrial { return try await trial(filter, matching: pattern) }
        let done = try await purging.run(filter, matching: pattern, by: caller.principal, reason: reason)
        return answer(done.purge, count: done.count)
    }

    private func trial(_ filter: PurgeFilter, matching pattern: Pattern?) async throws -> Response {
        var (count, first) = (0, [Comment]())
        try await purging.find(filter, matching: pattern) { _, comments in
            count += comments.count
            first += comments.prefix(Self.shown - first.count)
        }
        return answer(nil, count: count, comments: first)
    }

    private static func pattern(_ source: String?) throws(Problem) -> Pattern? {
        do throws(RuleError) {
            return try source.map { source throws(RuleError) in try Pattern(source) }
        } catch {
            throw .invalidRule(error)
        }
    }

    @Sendable private func undo(_ request: Request, _ context: LiveContext) async throws -> Response {
        try context.requireModerator()
        guard let purge = context.parameters.get("purgeId").flatMap({ EventID($0) })?.rawValue else {
            throw Problem.invalidParameter("purgeId", allowed: EventID.allowed)
        }
        let store = purging.moderating.store
        let events = try await reading { try await store.events(ofPurge: purge) }
        guard !events.isEmpty else { throw Problem.purgeNotFound }
        var caller = try context.requireAnyone()
        let posts = Set(events.map(\.post)).sorted { $0.rawValue < $1.rawValue }
        for post in posts { caller = try context.require(.moderator, in: post) }
        return answer(purge, count: try await purging.undo(events, by: caller.principal))
    }

    private func answer(_ purge: Int64?, count: Int, comments: [Comment]? = nil) -> Response {
        var writer = JSONWriter()
        writer.object { json in
            json.key("id")
            if let purge { json.integer(purge) } else { json.null() }
            json.key("count")
            json.integer(Int64(count))
            guard let comments else { return }
            json.key("comments")
            json.array { json in
                for comment in comments { json.item(comment, namesPost: true) }
            }
        }
        return Response(json: writer.bytes)
    }
}
