import HTTPTypes

/// The stable words that clients branch on. Each always goes with the same status.
enum ProblemCode: String, CaseIterable, Sendable {
    case badRequest = "bad_request"
    case invalidParameter = "invalid_parameter"
    case invalidBody = "invalid_body"
    case tokenRequired = "token_required"
    case invalidToken = "invalid_token"
    case forbidden
    case foreignOrigin = "foreign_origin"
    case postClosed = "post_closed"
    case banned
    case knownAuthorsOnly = "known_authors_only"
    case notFound = "not_found"
    case commentNotFound = "comment_not_found"
    case banNotFound = "ban_not_found"
    case purgeNotFound = "purge_not_found"
    case ruleNotFound = "rule_not_found"
    case methodNotAllowed = "method_not_allowed"
    case requestTimeout = "request_timeout"
    case notHeld = "not_held"
    case claimed
    case commentDeleted = "comment_deleted"
    case commentErased = "comment_erased"
    case bodyTooLarge = "body_too_large"
    case targetTooLong = "uri_too_long"
    case unsupportedMediaType = "unsupported_media_type"
    case expectationFailed = "expectation_failed"
    case contentEmpty = "content_empty"
    case contentTooLong = "content_too_long"
    case unknownReplyTo = "unknown_reply_to"
    case idempotencyMismatch = "idempotency_mismatch"
    case rejectedByRule = "rejected_by_rule"
    case invalidRule = "invalid_rule"
    case upgradeRequired = "upgrade_required"
    case rateLimited = "rate_limited"
    case slowMode = "slow_mode"
    case duplicateContent = "duplicate_content"
    case headersTooLarge = "headers_too_large"
    case internalError = "internal_error"
    case tooManyConnections = "too_many_connections"
    case storeUnavailable = "store_unavailable"
    case overloaded
    case draining

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .invalidParameter, .invalidBody: .badRequest
        case .tokenRequired, .invalidToken: .unauthorized
        case .forbidden, .foreignOrigin, .postClosed, .banned, .knownAuthorsOnly: .forbidden
        case .notFound, .commentNotFound, .banNotFound, .purgeNotFound, .ruleNotFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .notHeld, .claimed: .conflict
        case .commentDeleted, .commentErased: .gone
        case .bodyTooLarge: .contentTooLarge
        case .targetTooLong: .uriTooLong
        case .unsupportedMediaType: .unsupportedMediaType
        case .expectationFailed: .expectationFailed
        case .contentEmpty, .contentTooLong, .unknownReplyTo, .idempotencyMismatch, .rejectedByRule, .invalidRule:
            .unprocessableContent
        case .upgradeRequired: .upgradeRequired
        case .rateLimited, .slowMode, .duplicateContent: .tooManyRequests
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .internalError: .internalServerError
        case .tooManyConnections, .storeUnavailable, .overloaded, .draining: .serviceUnavailable
        }
    }

    /// What `WWW-Authenticate` says with it (RFC 6750, 3); nil when a token would not help.
    var challenge: String? {
        let realm = #"Bearer realm="live comments""#
        return switch self {
        case .tokenRequired: realm
        case .invalidToken: realm + #", error="invalid_token""#
        case .forbidden: realm + #", error="insufficient_scope""#
        default: nil
        }
    }

    /// Whether the connection can't go on: what is left of a request that was not read to its end can't be told
    /// from the next one.
    var closesConnection: Bool {
        switch self {
        case .badRequest, .requestTimeout, .bodyTooLarge, .targetTooLong, .headersTooLarge, .tooManyConnections,
            .draining:
            true
        default: false
        }
    }
}
