import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import NIOCore

/// Posting, pages, and one comment.
struct CommentRoutes: Sendable {
    let store: any CommentStore
    let ingest: Ingest
    let rules: PostingRules
    let clientAddress: ClientAddress

    func add(to routes: inout RouteTable) {
        routes.on(.post, "/comments/:postId", use: create)
        routes.on(.get, "/comments/:postId", use: page)
        routes.on(.get, "/comments/:postId/:commentId", use: comment)
    }

    // MARK: - Posting

    @Sendable private func create(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        let body = try await PostBody.read(request, context)
        let comment = try NewComment(json: body.readableBytesView)
        let key = try idempotencyKey(request)
        try rules.check(author: comment.author, address: clientAddress.of(request.headers, from: context.remoteAddress))
        let outcome = try await ingest.append(Draft(post: post, action: .comment(comment, key: key)))
        return try answer(outcome)
    }

    private func answer(_ outcome: Outcome) throws -> Response {
        switch outcome {
        case .accepted(let event):
            guard case .comment(let comment) = event.action else { throw HTTPProblem(.internalError) }
            return receipt(StoredComment(comment: comment, isDeleted: false), .created)
        case .replayed(let stored):
            return receipt(stored, .ok, headers: [.idempotencyReplayed: "true"])
        case .refused(let refusal):
            throw Problem(refusal)
        case .unchanged:
            throw HTTPProblem(.internalError)
        }
    }

    private func receipt(
        _ stored: StoredComment, _ status: HTTPResponse.Status, headers: HTTPFields = [:]
    ) -> Response {
        let comment = stored.comment
        var writer = JSONWriter()
        writer.receipt(comment, isDeleted: stored.isDeleted)
        let location = "/comments/\(comment.post)/\(comment.id)"
        return Response(status, json: writer.bytes, headers: headers.merging([.location: location]))
    }

    private func idempotencyKey(_ request: Request) throws(Problem) -> String? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        let limit = Limits.idempotencyKeyCharacters
        guard (1...limit).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .invalidParameter("Idempotency-Key", allowed: "1 to \(limit) printable ASCII characters")
        }
        return key
    }

    // MARK: - Reading

    @Sendable private func page(_ request: Request, _ context: LiveContext) async throws -> Response {
        let query = try PageQuery(post: context.post(), parameters: request.query)
        return Response(json: try await reading { try await store.page(query) }.json)
    }

    @Sendable private func comment(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (post, id) = (try context.post(), try context.commentID())
        guard let stored = try await reading({ try await store.comment(id, in: post) }) else {
            throw Problem.commentNotFound
        }
        guard !stored.isDeleted else { throw Problem.commentDeleted }
        var writer = JSONWriter()
        writer.item(stored.comment, namesPost: false)
        return Response(json: writer.bytes)
    }
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
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
