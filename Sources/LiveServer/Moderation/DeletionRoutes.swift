import Hummingbird
import LiveCore
import LiveHub

/// Taking one comment down, putting it back, and having it wait.
struct DeletionRoutes: Sendable {
    let moderating: Moderating
    /// Whether authors are who they say they are, and so may take down what they said.
    let authorsAreKnown: Bool

    func add(to routes: inout RouteTable) {
        routes.on(.delete, "/comments/:postId/:commentId", use: delete)
        routes.on(.post, "/comments/:postId/:commentId/restore", use: restore)
        routes.on(.post, "/comments/:postId/:commentId/hold", use: hold)
    }

    @Sendable private func delete(_ request: Request, _ context: LiveContext) async throws -> Response {
        let (post, id) = (try context.post(), try context.commentID())
        let parameters = request.query
        let (reason, erase) = (try parameters.reason(), try parameters.boolean("erase") ?? false)
        let caller = try context.requireAnyone()
        if caller.role < .moderator {
            try caller.require(authorsAreKnown && !erase ? .viewer : .moderator, in: post)
            let stored = try await reading { try await moderating.store.comment(id, in: post) }
            guard let stored else { throw Problem.commentNotFound }
            guard caller.mayDelete(commentOf: stored.comment.author, in: post) else {
                throw Problem.forbidden("this takes the role moderator, or a comment of one's own")
            }
        } else {
            try caller.require(.moderator, in: post)
        }
        try await moderating.apply(.delete(id, by: caller.principal, reason: reason, erase: erase), in: post)
        // Also when it was erased before: the last attempt may have failed here.
        if erase { try await moderating.scrub() }
        return Response(status: .noContent)
    }

    @Sendable private func restore(_ request: Request, _ context: LiveContext) async throws -> Response {
        try await apply(context) { .restore($0, by: $1) }
    }

    @Sendable private func hold(_ request: Request, _ context: LiveContext) async throws -> Response {
        try await apply(context) { .hold($0, by: $1) }
    }

    /// Does what takes a moderator with a comment.
    private func apply(
        _ context: LiveContext, _ action: (EventID, Principal) -> Draft.Action
    ) async throws -> Response {
        let (post, id) = (try context.post(), try context.commentID())
        let caller = try context.require(.moderator, in: post)
        try await moderating.apply(action(id, caller.principal), in: post)
        return Response(status: .noContent)
    }
}
