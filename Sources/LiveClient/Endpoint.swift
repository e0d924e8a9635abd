internal import CCurl

/// A server, and who is asking.
public struct Endpoint: Sendable {
    /// What a server's address may be, for error messages.
    public static let allowed = "an http or https URL such as http://127.0.0.1:8080"

    /// Why no server can be reached from here; nil when one can. Everything that is asked of a server needs an endpoint,
    /// and there is none without libcurl.
    public static var hindrance: String? {
        ccurl_load().map { "libcurl can't be loaded; install libcurl4: \(String(cString: $0))" }
    }

    /// The server's URL, without a slash at its end.
    public let url: String
    /// Sent as a bearer token when there is one. It stands in no error and in no log.
    public let token: String?
    /// Names the program in the server's eyes.
    public let userAgent: String
    /// A file and a folder of the authorities, in PEM, that are trusted to say who a server is; those of the system when
    /// nil.
    public let authorities: (file: String?, folder: String?)
    /// Is told what is asked of the server, and what each answer was; never a token, and nothing of a body.
    public let report: (@Sendable (String) -> Void)?

    /// Nil when `url` is no http or https URL, or carries a user, a query or a fragment, and when there is a
    /// ``hindrance``.
    public init?(
        url: String, token: String? = nil, userAgent: String,
        authorities: (file: String?, folder: String?) = (nil, nil), report: (@Sendable (String) -> Void)? = nil
    ) {
        guard Self.hindrance == nil, let normal = Self.normalised(url) else { return nil }
        self.url = normal
        self.token = token
        self.userAgent = userAgent
        self.authorities = authorities
        self.report = report
    }

    private static func normalised(_ text: String) -> String? {
        guard let handle = ccurl_url() else { return nil }
        defer { ccurl_url_cleanup(handle) }
        guard ccurl_url_set(handle, CURLUPART_URL, text) == CURLUE_OK,
            let scheme = part(CURLUPART_SCHEME, of: handle), scheme == "http" || scheme == "https",
            [CURLUPART_USER, CURLUPART_QUERY, CURLUPART_FRAGMENT].allSatisfy({ part($0, of: handle) == nil }),
            let url = part(CURLUPART_URL, of: handle)
        else { return nil }
        return String(url.reversed().drop { $0 == "/" }.reversed())
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard ccurl_url_get(handle, part, &text) == CURLUE_OK, let text else { return nil }
        defer { ccurl_free(text) }
        return String(cString: text)
    }
}
