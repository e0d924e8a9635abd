import HTTPTypes
import Hummingbird
import LiveCore

/// Who may do something.
public enum Admission: String, CaseIterable, Sendable {
    /// Anyone; a token is looked at where one is brought.
    case open
    /// Who brings a token that is good for the post.
    case token

    /// Refuses who may not, with what every caller may.
    ///
    /// - Parameter post: where; nil for every post.
    func admit(_ caller: Caller?, to post: PostID?) throws(Problem) {
        guard self == .token else { return }
        guard let caller else { throw .tokenRequired }
        try caller.require(.viewer, in: post)
    }
}

/// Says who asks, and whether they may read and post; whichever way a request comes in, it asks here.
///
/// A token that is no good is refused also where none is needed: its bearer thinks to be somebody, and is nobody.
struct Access: Sendable {
    /// Who may post; with `open` under any author id.
    let posting: Admission
    let reading: Admission
    let tokens: TokenVerifier

    /// Who asks; nil when no token is brought.
    ///
    /// - Throws: 401 `invalid_token`.
    func caller(_ credentials: Credentials) throws(Problem) -> Caller? {
        guard let token = try credentials.token else { return nil }
        return try tokens.caller(bearing: token)
    }

    /// Refuses who may not read each of some posts.
    func admit(_ reader: Credentials, to posts: [PostID]) throws(Problem) {
        let caller = try caller(reader)
        for post in posts { try reading.admit(caller, to: post) }
    }

    /// Whether a reader who was let in may go on reading, to be asked while they do; nil when anyone may.
    func standing(of reader: Credentials) -> (() -> Bool)? {
        guard reading == .token else { return nil }
        guard let token = try? reader.token else { return { false } }
        return (try? tokens.standing(of: token)) ?? { false }
    }

    /// Refuses who may not post to a post.
    ///
    /// - Returns: who asks; nil when no token is brought.
    func poster(_ credentials: Credentials, in post: PostID) throws(Problem) -> Caller? {
        let caller = try caller(credentials)
        try posting.admit(caller, to: post)
        return caller
    }
}

/// The tokens that a request brings, before they are looked at.
struct Credentials: Sendable, Hashable {
    /// The value of `Authorization`.
    let authorization: String?
    /// The query's `access_token`, which only a stream may have: a browser's EventSource can't set header fields.
    let parameter: String?

    init(_ authorization: String?, parameter: String? = nil) {
        self.authorization = authorization
        self.parameter = parameter
    }

    /// The one token; nil when there is none. What is in `Authorization` and is not for bearers is somebody else's.
    ///
    /// - Throws: 400 `invalid_parameter` when there are two.
    var token: String? {
        get throws(Problem) {
            let bearer = authorization.flatMap(Self.bearer)
            guard bearer == nil || parameter == nil else {
                throw .invalidParameter("access_token", allowed: "a token that Authorization does not bring as well")
            }
            return bearer ?? parameter
        }
    }

    /// `Bearer TOKEN`, its first word in any case (RFC 9110, 11.1).
    private static func bearer(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let scheme = parts.first, scheme.lowercased() == "bearer" else { return nil }
        return parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
    }
}

/// Looks at the token of every request that comes to a route.
struct IdentityMiddleware: RouterMiddleware {
    let access: Access

    func handle(
        _ request: Request, context: LiveContext, next: (Request, LiveContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.identify(by: access, from: request)
        return try await next(request, context)
    }
}
