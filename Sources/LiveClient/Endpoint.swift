internal import CCurl

/// A server, and who is asking.
public struct Endpoint: Sendable {
    /// What a server's address may be, for error messages.
    public static let allowed = "an http or https URL such as http://127.0.0.1:8080"

    /// The server's URL, without a slash at its end.
    public let url: String
    /// Sent as a bearer token when there is one. It stands in no error and in no log.
    public let token: String?
    /// Names the program in the server's eyes.
    public let userAgent: String
    /// Is told what is asked of the server, and what each answer was; never a token, and nothing of a body.
    public let report: (@Sendable (String) -> Void)?

    /// Nil when `url` is no http or https URL, or carries a user, a query or a fragment.
    public init?(
        url: String, token: String? = nil, userAgent: String, report: (@Sendable (String) -> Void)? = nil
    ) {
        guard let normal = Self.normalised(url) else { return nil }
        self.url = normal
        self.token = token
        self.userAgent = userAgent
        self.report = report
    }

    private static func normalised(_ text: String) -> String? {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
            let scheme = part(CURLUPART_SCHEME, of: handle), scheme == "http" || scheme == "https",
            [CURLUPART_USER, CURLUPART_QUERY, CURLUPART_FRAGMENT].allSatisfy({ part($0, of: handle) == nil }),
            let url = part(CURLUPART_URL, of: handle)
        else { return nil }
        return String(url.reversed().drop { $0 == "/" }.reversed())
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
