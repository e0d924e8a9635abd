import HTTPTypes
import Hummingbird

/// Which other sites' scripts may read answers. None, unless they are configured.
struct CORSPolicy: Sendable {
    /// Origins as a browser sends them, or `*`.
    let allowed: Set<String>

    /// Whether any other site is allowed.
    var isOn: Bool { !allowed.isEmpty }

    private static let allowOrigin = HTTPField.Name("access-control-allow-origin")
    private static let allowMethods = HTTPField.Name("access-control-allow-methods")
    private static let allowHeaders = HTTPField.Name("access-control-allow-headers")
    private static let maxAge = HTTPField.Name("access-control-max-age")

    /// Whether a script of `origin` may speak to us, for what browsers don't ask about themselves: it is allowed, or the
    /// page is from the host that it speaks to.
    func admits(_ origin: String, to host: String) -> Bool {
        allowed.contains("*") || allowed.contains(origin) || Self.isOrigin(origin, of: host)
    }

    /// Without the scheme, which a proxy may have changed on the way, but for the port that it stands for.
    private static func isOrigin(_ origin: String, of host: String) -> Bool {
        let (origin, host) = (origin.lowercased(), host.lowercased())
        for (scheme, port) in [("http://", ":80"), ("https://", ":443")] where origin.hasPrefix(scheme) {
            let name = origin.dropFirst(scheme.count)
            return !name.isEmpty && (host == name || host == name + port)
        }
        return false
    }

    /// What an answer to a request from `origin` says about it.
    func fields(for origin: String?) -> HTTPFields {
        var fields = HTTPFields()
        guard isOn, let name = Self.allowOrigin else { return fields }
        fields[.vary] = "Origin"
        if allowed.contains("*") {
            fields[name] = "*"
        } else if let origin, allowed.contains(origin) {
            fields[name] = origin
        }
        return fields
    }

    /// What an answer to a preflight adds; nothing for an origin that may not.
    func preflightFields(for origin: String?, methods: String) -> HTTPFields {
        var fields = fields(for: origin)
        guard let name = Self.allowOrigin, fields[name] != nil, let allowMethods = Self.allowMethods,
            let allowHeaders = Self.allowHeaders, let maxAge = Self.maxAge
        else { return fields }
        fields[allowMethods] = methods
        fields[allowHeaders] = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID"
        fields[maxAge] = "86400"
        return fields
    }
}

/// Answers OPTIONS, and adds to every other answer what ``CORSPolicy`` says.
struct CORSPolicyMiddleware<Context: RequestContext>: RouterMiddleware {
    let policy: CORSPolicy
    let methods: MethodTable

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let origin = HTTPField.Name("origin").flatMap { request.headers[$0] }
        if request.method == .options, let allowed = methods.allowed(path: request.uri.path) {
            let fields = policy.preflightFields(for: origin, methods: allowed)
            return Response(status: .noContent, headers: fields.merging([.allow: allowed]))
        }
        var response = try await next(request, context)
        if policy.isOn { response.headers = response.headers.merging(policy.fields(for: origin)) }
        return response
    }
}
