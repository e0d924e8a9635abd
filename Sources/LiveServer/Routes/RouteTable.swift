import HTTPTypes
import Hummingbird
import LiveCore
import NIOCore

/// The routes, and with them which methods each path has.
struct RouteTable {
    typealias Handler = @Sendable (Request, LiveContext) async throws -> Response

    private(set) var methods = MethodTable()
    private(set) var routes: [(method: HTTPRequest.Method, pattern: String, handler: Handler)] = []

    /// Adds a route.
    mutating func on(_ method: HTTPRequest.Method, _ pattern: String, use handler: @escaping Handler) {
        methods.add(method, pattern)
        routes.append((method, pattern, handler))
    }

    /// A router whose every answer, also to what has no route, goes through the middleware.
    func router(cors: CORSPolicy, access: Access) -> Router<LiveContext> {
        let router = Router(context: LiveContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: CORSPolicyMiddleware(policy: cors, methods: methods))
        router.add(middleware: ProblemMiddleware(methods: methods))
        router.add(middleware: IdentityMiddleware(access: access))
        for route in routes { router.on(RouterPath(route.pattern), method: route.method, use: route.handler) }
        return router
    }
}

extension Response {
    /// A JSON answer.
    init(_ status: HTTPResponse.Status = .ok, json: [UInt8], headers: HTTPFields = [:]) {
        self.init(
            status: status,
            headers: HTTPFields([HTTPField(name: .contentType, value: "application/json")])
                .merging(headers), body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }
}

extension Request {
    /// The parameters in the query.
    var query: QueryParameters { QueryParameters(uri.query.map { $0[...] }) }
}

extension LiveContext {
    /// The post named in the path.
    func post() throws(Problem) -> PostID {
        guard let post = segment("postId").flatMap(PostID.init(rawValue:)) else {
            throw .invalidParameter("postId", allowed: PostID.allowed)
        }
        return post
    }

    /// The comment named in the path.
    func commentID() throws(Problem) -> EventID {
        guard let id = segment("commentId").flatMap({ EventID($0) }) else {
            throw .invalidParameter("commentId", allowed: EventID.allowed)
        }
        return id
    }

    private func segment(_ name: String) -> String? {
        parameters.get(name).flatMap { PercentEncoding.decoded($0.utf8, plusIsSpace: false) }
    }
}
