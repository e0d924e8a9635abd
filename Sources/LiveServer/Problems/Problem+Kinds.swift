import HTTPTypes
import LiveCore
import LiveHub

/// The errors of the HTTP contract, one factory each, so that a code word is written in one place.
extension Problem {
    static func badRequest(_ detail: String) -> Problem { make(.badRequest, "bad_request", detail) }

    static func invalidParameter(_ name: String, allowed: String) -> Problem {
        make(.badRequest, "invalid_parameter", "\(name): allowed is \(allowed)")
    }

    static func invalidBody(_ detail: String) -> Problem { make(.badRequest, "invalid_body", detail) }

    static let notFound = make(.notFound, "not_found", "there is nothing at this path")
    static let commentNotFound = make(.notFound, "comment_not_found", "the post has no comment of this id")
    static let commentDeleted = make(.gone, "comment_deleted", "the comment was deleted")
    static let requestTimeout = make(.requestTimeout, "request_timeout", "the request took longer than 10 seconds")
    static let targetTooLong = make(
        .uriTooLong, "uri_too_long", "the request target is longer than \(Limits.targetBytes) bytes")
    static let headersTooLarge = make(
        .requestHeaderFieldsTooLarge, "headers_too_large",
        "at most \(Limits.headerBytes) bytes and \(Limits.headerFields) header fields are allowed")
    static let bodyTooLarge = make(
        .contentTooLarge, "body_too_large", "the body is longer than \(Limits.bodyBytes) bytes")
    static let expectationFailed = make(
        .expectationFailed, "expectation_failed", "of Expect, only 100-continue is understood")
    static let internalError = make(
        .internalServerError, "internal_error", "something went wrong here; the server's log has the request_id")

    static func methodNotAllowed(_ allowed: String) -> Problem {
        make(.methodNotAllowed, "method_not_allowed", "this path allows \(allowed)")
    }

    static func unsupportedMediaType(_ detail: String) -> Problem {
        make(.unsupportedMediaType, "unsupported_media_type", detail)
    }

    static func rateLimited(what: String, seconds: Int) -> Problem {
        make(.tooManyRequests, "rate_limited", "too many comments from this \(what)", retryAfter: seconds)
    }

    static let tooManyConnections = make(
        .serviceUnavailable, "too_many_connections", "the server takes no more connections now", retryAfter: 5)
    static let storeUnavailable = make(
        .serviceUnavailable, "store_unavailable", "comments can't be stored or read now", retryAfter: 5)
    static let overloaded = make(
        .serviceUnavailable, "overloaded", "more comments come in than can be stored now", retryAfter: 1)
    static let draining = make(.serviceUnavailable, "draining", "the server is going down", retryAfter: 2)

    /// What a comment was refused for before anybody looked at the post.
    init(_ refusal: CommentRefusal) {
        self =
            switch refusal {
            case .invalid(let field, let allowed): .invalidBody("\(field): allowed is \(allowed)")
            case .malformed(let reason): .invalidBody("the body is no valid JSON: \(reason)")
            case .contentEmpty:
                .make(.unprocessableContent, "content_empty", "content: allowed is anything but only white space")
            case .contentTooLong:
                .make(
                    .unprocessableContent, "content_too_long",
                    "content: allowed are \(Limits.contentCharacters) characters and \(Limits.contentBytes) bytes")
            }
    }

    /// What a comment was refused for because of the post it is for.
    init(_ refusal: Refusal) {
        self =
            switch refusal {
            case .postClosed: .make(.forbidden, "post_closed", "the post takes no comments")
            case .unknownReplyTo:
                .make(.unprocessableContent, "unknown_reply_to", "reply_to: the post has no such comment")
            case .unknownComment: .commentNotFound
            case .idempotencyMismatch:
                .make(
                    .unprocessableContent, "idempotency_mismatch",
                    "the Idempotency-Key was used for a comment that says something else")
            }
    }

    /// Why a comment could not be kept.
    init(_ failure: Ingest.Failure) {
        self =
            switch failure {
            case .queueFull: .overloaded
            case .storeUnavailable: .storeUnavailable
            case .closed: .draining
            }
    }

    private static func make(
        _ status: HTTPResponse.Status, _ code: String, _ detail: String, retryAfter: Int? = nil
    ) -> Problem {
        Problem(
            status: status.code, code: code, title: status.reasonPhrase, detail: detail, retryAfter: retryAfter)
    }
}
