import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import NIOCore

/// Posting, pages, and one comment.
struct CommentRoutes: Sendable {
    let store: any CommentStore
    let posting: Posting
    let paging: Paging

    func add(to routes: inout RouteTable) {
        routes.on(.post, "/comments/:postId", use: create)
        routes.on(.get, "/comments/:postId", use: page)
        routes.on(.get, "/comments/:postId/:commentId", use: comment)
    }

    // MARK: - Posting

    @Sendable private func create(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let fields = Posting.Fields(
            idempotencyKey: request.headers[.idempotencyKey], forwardedFor: request.headers[values: .forwardedFor],
            authorization: request.headers[.authorization])
        let (body, _) = try await PostBody.read(request, context) { () throws(Problem) in
            try posting.poster(to: post, fields)
        }
        let draft = try posting.draft(for: post, fields: fields, remote: context.remoteAddress?.ipAddress) {
            () throws(CommentRefusal) in try NewComment(json: body.readableBytesView)
        }
        let receipt = try posting.receipt(for: await posting.ingest.append(draft))
        var headers: HTTPFields = [.location: receipt.location]
        if receipt.isReplayed { headers[.idempotencyReplayed] = "true" }
        return Response(receipt.status, json: receipt.json, headers: headers)
    }

    // MARK: - Reading

    @Sendable private func page(_ request: Request, _ context: LiveContext) async throws -> Response {
        let query = try PageQuery(post: context.post(), parameters: request.query)
        let answer = try await paging.answer(
            query, held: request.headers[values: .ifNoneMatch], to: Credentials(request.headers[.authorization]))
        let headers: HTTPFields = [.eTag: answer.tag.text, .cacheControl: Paging.cacheControl]
        guard let json = answer.json else { return Response(status: .notModified, headers: headers) }
        return Response(json: json, headers: headers)
    }

    @Sendable private func comment(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (post, id) = (try context.post(), try context.commentID())
        try context.requireReader(of: post)
        guard let stored = try await reading({ try await store.comment(id, in: post) }) else {
            throw Problem.commentNotFound
        }
        let isHeld = stored.visibility == .held
        if isHeld {
            // That it waits is told to its author and to those it waits for, and to nobody else.
            guard context.caller?.mayDelete(commentOf: stored.comment.author, in: post) == true else {
                throw Problem.commentNotFound
            }
        } else if stored.visibility != .visible {
            throw Problem.commentDeleted
        }
        var writer = JSONWriter()
        writer.item(stored.comment, namesPost: false) { json in
            guard isHeld else { return }
            json.key("held")
            json.boolean(true)
        }
        return Response(json: writer.bytes)
    }
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
    static let forwardedFor = Self("X-Forwarded-For")!
    static let idempotencyReplayed = Self("Idempotency-Replayed")!
}

/// Runs a query; whatever keeps the store from answering is one problem to a client.
func reading<Answer>(_ query: () async throws -> Answer) async throws -> Answer {
    do {
        return try await query()
    } catch let error as CancellationError {
        throw error
    } catch {
        throw Unreadable(reason: error)
    }
}

/// The store did not answer.
struct Unreadable: Error {
    let reason: any Error
}

extension PageQuery {
    init(post: PostID, parameters: QueryParameters) throws(Problem) {
        self.init(post: post)
        cursor = try parameters.eventID("cursor")
        if let text = try parameters.text("direction") {
            guard let direction = Page.Direction(rawValue: text) else {
                throw .invalidParameter("direction", allowed: "before or after")
            }
            self.direction = direction
        }
        limit = try parameters.wholeNumber("pageSize", in: Limits.pageSize) ?? limit
        since = try parameters.milliseconds("since")
        until = try parameters.milliseconds("until")
        text = try parameters.text("q").flatMap { $0.isEmpty ? nil : $0 }
    }
}
