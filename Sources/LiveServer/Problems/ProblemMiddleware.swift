import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import Logging
import NIOCore

/// Turns whatever a route throws into a problem, and logs what is the server's fault.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    let methods: MethodTable

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            var answer = problem(for: error, request, context)
            answer.problem.requestID = context.id
            answer.problem.log(to: context.logger)
            return answer.response(from: request, context: context)
        }
    }

    private func problem(for error: any Error, _ request: Request, _ context: Context) -> HTTPProblem {
        switch error {
        case let problem as HTTPProblem: return problem
        case let problem as Problem: return HTTPProblem(problem)
        case let refusal as CommentRefusal: return HTTPProblem(Problem(refusal))
        case let failure as Ingest.Failure: return HTTPProblem(Problem(failure))
        case let error as HTTPError where error.status == .notFound: return unrouted(request)
        case is NIOTooManyBytesError: return HTTPProblem(.bodyTooLarge)
        default: return HTTPProblem(Problem(unexpected: error, logger: context.logger))
        }
    }

    /// The path is unknown, or only the method is.
    private func unrouted(_ request: Request) -> HTTPProblem {
        guard let allowed = methods.allowed(path: request.uri.path) else { return HTTPProblem(.notFound) }
        return HTTPProblem(.methodNotAllowed(allowed), headers: [.allow: allowed])
    }
}
