import Hummingbird
import LiveCore
import LiveHub

/// Who one is to the server, and whose tokens are good no more.
struct AccessRoutes: Sendable {
    let revocations: Revocations

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/whoami", use: identity)
        routes.on(.get, "/moderation/revocations", use: list)
        routes.on(.post, "/moderation/revocations", use: revoke)
    }

    @Sendable private func identity(_ request: Request, _ context: LiveContext) async throws -> Response {
        let caller = try context.requireAnyone()
        var writer = JSONWriter()
        writer.object { json in
            json.key("author_id")
            json.string(caller.subject)
            json.optionalString("author_name", caller.name)
            json.key("role")
            json.string(caller.role.rawValue)
            if let posts = caller.posts {
                json.key("posts")
                json.array { json in for post in posts.map(\.rawValue).sorted() { json.string(post) } }
            }
            json.optionalString("token_id", caller.tokenID)
            json.optionalInteger("expires", caller.expires)
        }
        return Response(json: writer.bytes, headers: [.cacheControl: "no-store"])
    }

    @Sendable private func revoke(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (body, admin) = try await PostBody.read(request, context) { () throws(Problem) in
            try context.require(.admin, in: nil)
        }
        let target = try Revocation.Target(json: body.readableBytesView, now: WallClock.system.milliseconds)
        let revocation = try await reading { try await revocations.revoke(target, by: admin.principal) }
        var writer = JSONWriter()
        writer.revocation(revocation)
        return Response(.created, json: writer.bytes)
    }

    @Sendable private func list(_ request: Request, _ context: LiveContext) async throws -> Response {
        try context.require(.admin, in: nil)
        let all = try await reading { try await revocations.all() }
        var writer = JSONWriter()
        writer.object { json in
            json.key("revocations")
            json.array { json in for revocation in all { json.revocation(revocation) } }
        }
        return Response(json: writer.bytes, headers: [.cacheControl: "no-store"])
    }
}

extension JSONWriter {
    fileprivate mutating func revocation(_ revocation: Revocation) {
        object { json in
            switch revocation.target {
            case .token(let id):
                json.key("token_id")
                json.string(id)
            case .subject(let subject, let before):
                json.key("subject")
                json.string(subject)
                json.key("before")
                json.integer(before)
            }
            json.key("until")
            json.integer(revocation.until)
        }
    }
}

extension Revocation.Target {
    /// Reads `{"token_id"}` or `{"subject", "before"?}`; without a time, now is meant.
    init(json body: some Sequence<UInt8>, now: Int64) throws(Problem) {
        var (token, subject): (String?, String?)
        var before = now
        var field = "the body"
        do throws(JSONError) {
            try JSONReader.read(body) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in
                    field = name
                    switch name {
                    case "token_id": token = try reader.string()
                    case "subject": subject = try reader.string()
                    case "before": before = try reader.integer()
                    default: try reader.skip()
                    }
                }
            }
        } catch {
            throw .invalidBody("\(DisplayText.line(field)): \(error)")
        }
        switch (token, subject) {
        case (let token?, nil) where (1...Limits.tokenIDBytes).contains(token.utf8.count): self = .token(id: token)
        case (nil, let subject?) where NewComment.isAuthor(subject):
            guard (0...now).contains(before) else { throw .invalidBody("before: allowed is a time up to now, in ms") }
            self = .subject(subject, before: before)
        default: throw .invalidBody("token_id, subject: allowed is one of the two")
        }
    }
}
