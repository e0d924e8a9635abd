import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import LiveRules
import NIOCore

/// What may not be said, and trying it on what was said.
struct RuleRoutes: Sendable {
    let store: any CommentStore
    let book: RuleBook

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/moderation/rules", use: list)
        routes.on(.post, "/moderation/rules", use: create)
        routes.on(.delete, "/moderation/rules/:ruleId", use: remove)
        routes.on(.post, "/moderation/rules/test", use: test)
    }

    @Sendable private func list(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try request.query.post()
        try context.require(.moderator, in: post)
        let rules = await book.all(for: post)
        var writer = JSONWriter()
        writer.object { json in
            json.key("rules")
            json.array { json in for rule in rules { json.rule(rule) } }
        }
        return Response(json: writer.bytes, headers: [.cacheControl: "no-store"])
    }

    @Sendable private func create(_ request: Request, _ context: LiveContext) async throws -> Response {
        let body = try await body(of: request, context)
        let new = try Self.rule(body)
        let caller = try context.require(.moderator, in: new.post)
        let rule = try await Self.compiling { try await book.add(new, by: caller.principal) }
        var writer = JSONWriter()
        writer.rule(rule)
        return Response(.created, json: writer.bytes, headers: [.location: "/moderation/rules/\(rule.id)"])
    }

    @Sendable private func remove(_ request: Request, _ context: LiveContext) async throws -> Response {
        try context.requireModerator()
        guard let id = context.parameters.get("ruleId").flatMap({ EventID($0) })?.rawValue else {
            throw Problem.invalidParameter("ruleId", allowed: EventID.allowed)
        }
        guard let rule = await book.rule(id) else { throw Problem.ruleNotFound }
        let caller = try context.require(.moderator, in: rule.post)
        guard try await book.remove(id, by: caller.principal) else { throw Problem.ruleNotFound }
        return Response(status: .noContent)
    }

    /// The rule of the body, on the post it names.
    @Sendable private func test(_ request: Request, _ context: LiveContext) async throws -> Response {
        let body = try await body(of: request, context)
        let new = try Self.rule(body)
        guard let post = new.post else { throw Problem.invalidBody("video_id: allowed is \(PostID.allowed)") }
        try context.require(.moderator, in: post)
        let members = try BodyMembers(json: body)
        let limit = try members.number("limit", in: Limits.pageSize) ?? 100
        let cursor = try members.eventID("before")
        let rules = try await Self.compiling { try RuleSet([new.rule(id: 0)]) }
        let finds = try await RuleTrial(store: store, rules: rules).run(on: post, before: cursor, limit: limit)
        return Response(json: finds.json, headers: [.cacheControl: "no-store"])
    }

    private func body(of request: Request, _ context: LiveContext) async throws -> ByteBufferView {
        try await PostBody.read(request, context) { () throws(Problem) in try context.requireModerator() }
            .body.readableBytesView
    }

    private static func rule(_ body: ByteBufferView) throws(Problem) -> NewRule {
        do throws(NewRule.Refusal) {
            return try NewRule(json: body)
        } catch {
            throw .invalidBody("\(error.field): allowed is \(error.allowed)")
        }
    }

    private static func compiling<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as RuleError {
            throw Problem.invalidRule(error)
        }
    }
}

extension RuleTrial.Finds {
    fileprivate var json: [UInt8] {
        var writer = JSONWriter(capacity: 4_096)
        writer.object { json in
            json.key("scanned")
            json.integer(Int64(scanned))
            json.key("exhausted")
            json.integer(Int64(exhausted))
            json.key("caught")
            json.array { json in
                for found in caught {
                    json.object { json in
                        json.key("comment")
                        json.item(found.comment, namesPost: false)
                        json.optionalString("masked", found.masked)
                    }
                }
            }
            json.key("before")
            if let before { json.integer(before.rawValue) } else { json.null() }
        }
        return writer.bytes
    }
}
