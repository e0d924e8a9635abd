import HTTPTypes
import LiveCore
import LiveHub
import LiveRules
import Logging

/// The errors of the HTTP contract, with what is told about each.
extension Problem {
    static func badRequest(_ detail: String) -> Problem { make(.badRequest, detail) }

    static func invalidParameter(_ name: String, allowed: String) -> Problem {
        make(.invalidParameter, "\(name): allowed is \(allowed)")
    }

    static func invalidBody(_ detail: String) -> Problem { make(.invalidBody, detail) }

    static let tokenRequired = make(
        .tokenRequired, "this takes a token, in the header field Authorization: Bearer TOKEN")

    /// - Parameter detail: says what is wrong, and nothing of what the token holds.
    static func invalidToken(_ detail: String) -> Problem { make(.invalidToken, detail) }

    static func forbidden(_ detail: String) -> Problem { make(.forbidden, detail) }

    static let foreignOrigin = make(
        .foreignOrigin, "Origin: allowed are this host's own pages, and the origins that lcd --cors-origin names")
    static let upgradeRequired = make(
        .upgradeRequired, "Sec-WebSocket-Version: allowed is \(WebSocketHandshake.version)")
    static let notFound = make(.notFound, "there is nothing at this path")
    static let commentNotFound = make(.commentNotFound, "the post has no comment of this id")
    static let commentDeleted = make(.commentDeleted, "the comment was deleted")
    static let banNotFound = make(.banNotFound, "the author is not banned there")
    static let ruleNotFound = make(.ruleNotFound, "there is no rule of this id")

    static func invalidRule(_ error: RuleError) -> Problem { make(.invalidRule, "\(error)") }

    static let purgeNotFound = make(.purgeNotFound, "there was no such purge")

    static func claimed(by subject: String) -> Problem {
        make(.claimed, "\(subject) is looking at this comment")
    }

    static let requestTimeout = make(.requestTimeout, "the request took longer than 10 seconds")
    static let targetTooLong = make(
        .targetTooLong, "the request target is longer than \(Limits.targetBytes) bytes")
    static let headersTooLarge = make(
        .headersTooLarge, "at most \(Limits.headerBytes) bytes and \(Limits.headerFields) header fields are allowed")
    static let bodyTooLarge = make(.bodyTooLarge, "the body is longer than \(Limits.bodyBytes) bytes")
    static let importTooLarge = make(
        .bodyTooLarge,
        "an import is at most \(Limits.importBytes) bytes and \(Limits.importLines) lines; send it in parts")
    static let expectationFailed = make(.expectationFailed, "of Expect, only 100-continue is understood")
    static let internalError = make(
        .internalError, "something went wrong here; the server's log has the request_id")

    static func methodNotAllowed(_ allowed: String) -> Problem {
        make(.methodNotAllowed, "this path allows \(allowed)")
    }

    static func unsupportedMediaType(_ detail: String) -> Problem { make(.unsupportedMediaType, detail) }

    static func rateLimited(what: String, seconds: Int) -> Problem {
        make(.rateLimited, "too many comments \(what == "post" ? "under" : "from") this \(what)", retryAfter: seconds)
    }

    static let tooManyConnections = make(
        .tooManyConnections, "the server takes no more connections now", retryAfter: 5)
    static let storeUnavailable = make(.storeUnavailable, "comments can't be stored or read now", retryAfter: 5)
    static let overloaded = make(.overloaded, "more comments come in than can be stored now", retryAfter: 1)
    static let draining = make(.draining, "the server is going down", retryAfter: 2)

    /// What a comment was refused for before anybody looked at the post.
    init(_ refusal: CommentRefusal) {
        self =
            switch refusal {
            case .invalid, .malformed: .invalidBody(refusal.description)
            case .contentEmpty: .make(.contentEmpty, refusal.description)
            case .contentTooLong: .make(.contentTooLong, refusal.description)
            }
    }

    /// What a comment was refused for because of the post it is for.
    init(_ refusal: Refusal) {
        self =
            switch refusal {
            case .postClosed: .make(.postClosed, "the post takes no comments")
            case .unknownReplyTo: .make(.unknownReplyTo, "reply_to: the post has no such comment")
            case .unknownComment: .commentNotFound
            case .idempotencyMismatch:
                .make(
                    .idempotencyMismatch, "the Idempotency-Key was used for a comment that says something else")
            case .banned(let seconds, let reason):
                .make(
                    .banned,
                    "the author may not post" + (seconds.map { " for \($0) s" } ?? "")
                        + (reason.map { ": \($0)" } ?? ""), retryAfter: seconds)
            case .slowMode(let seconds):
                .make(.slowMode, "the author may post again in \(seconds) s", retryAfter: seconds)
            case .duplicate(let seconds):
                .make(.duplicateContent, "content: this has just been said", retryAfter: seconds)
            case .unknownAuthor:
                .make(.knownAuthorsOnly, "the post takes comments only from authors the server knows for now")
            case .rejectedByRule: .make(.rejectedByRule, "content: a rule forbids this")
            case .erased: .make(.commentErased, "the comment was erased and can't be brought back")
            case .notHeld: .make(.notHeld, "the comment waits for no moderator; somebody may have decided already")
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

    /// What is told about an error that nobody expected, whose reason only the log is told.
    init(unexpected error: any Error, logger: Logger) {
        switch error {
        case let problem as Problem: self = problem
        case let error as Unreadable:
            logger.error("the store can't be read", metadata: ["error": "\(error.reason)"])
            self = .storeUnavailable
        default:
            logger.error("a request failed", metadata: ["error": "\(error)"])
            self = .internalError
        }
    }

    private static func make(_ code: ProblemCode, _ detail: String, retryAfter: Int? = nil) -> Problem {
        Problem(
            status: code.status.code, code: code.rawValue, title: code.status.reasonPhrase, detail: detail,
            retryAfter: retryAfter)
    }
}
