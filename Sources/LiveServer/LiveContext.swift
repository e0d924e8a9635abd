import HTTPTypes
import Hummingbird
import LiveCore
import NIOCore
import NIOHTTPTypes

/// What a route knows of its request besides the request.
struct LiveContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel
    /// Who asks, or what is wrong with the token that says so.
    private var identity: Result<Caller?, Problem> = .success(nil)
    /// Who may read; before anybody has said so, nobody without a token.
    private var reading = Admission.token

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Who asks; nil when the request brought no token, or one that is no good.
    var caller: Caller? { (try? identity.get()) ?? nil }

    /// Looks at the token that a request brings.
    mutating func identify(by access: Access, from request: Request) {
        reading = access.reading
        identity = Result { () throws(Problem) in try access.caller(Credentials(request.headers[.authorization])) }
    }

    /// Refuses who may not read a post, or, with nil, every post.
    ///
    /// - Throws: 401 `token_required` or `invalid_token`, 403 `forbidden`.
    func requireReader(of post: PostID?) throws(Problem) {
        try reading.admit(identity.get(), to: post)
    }

    /// Who asks, when they may do what they ask for.
    ///
    /// - Parameters:
    ///   - role: the least role that may.
    ///   - post: where it is to be done; nil for what concerns every post.
    /// - Throws: 401 `token_required` when nobody says who asks, 401 `invalid_token` when the token that says so is no
    ///   good, 403 `forbidden` when it is not theirs to do.
    @discardableResult
    func require(_ role: Role, in post: PostID?) throws(Problem) -> Caller {
        let caller = try requireAnyone()
        try caller.require(role, in: post)
        return caller
    }

    /// Who asks, whatever they may do.
    ///
    /// - Throws: 401 as above.
    func requireAnyone() throws(Problem) -> Caller {
        guard let caller = try identity.get() else { throw .tokenRequired }
        return caller
    }

    /// The other end of the connection, which may be a proxy.
    var remoteAddress: SocketAddress? { channel.remoteAddress }

    /// Tells a client that waits for it to send the body (RFC 9110, 10.1.1).
    func sendContinue() async throws {
        try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
    }
}
