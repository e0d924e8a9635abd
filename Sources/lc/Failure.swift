import LiveClient
import LiveCore

/// Why a command ends, and with what.
struct Failure: Error {
    let status: ExitStatus
    /// A stable word for programs.
    let code: String
    /// What, where, what is allowed; display-safe. Empty for an end that needs no word.
    let message: String
    var isRetryable = false
    var requestID: String?

    init(_ status: ExitStatus, code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = DisplayText.line(message)
    }

    /// The reader of standard output went away: nobody is left to tell.
    static let readerGone = Failure(.readerGone, code: "reader_gone", "")

    static func usage(_ message: String) -> Failure { Failure(.usage, code: "usage", message) }

    /// - Parameters:
    ///   - doing: what was tried, such as "posting to 42".
    ///   - advice: what to do about it; nil for what holds for every command.
    init(_ error: ClientError, doing: String, advice: String? = nil) {
        let advice = (advice ?? Self.advice(on: error)).map { "; \($0)" } ?? ""
        self.init(Self.status(of: error), code: Self.code(of: error), "\(doing): \(error)\(advice)")
        isRetryable = error.isRetryable
        if case .refused(let problem) = error { requestID = problem.requestID }
    }

    /// What to do about a server that is not there, and about what one says of a token, which it says to all clients
    /// alike.
    private static func advice(on error: ClientError) -> String? {
        guard case .refused(let problem) = error else {
            return if case .unreachable = error { "lc doctor says what to do" } else { nil }
        }
        return switch problem.code {
        case "token_required": "lc login keeps one"
        case "invalid_token": "lc login keeps another"
        default: nil
        }
    }

    private static func code(of error: ClientError) -> String {
        switch error {
        case .unreachable: "unreachable"
        case .untrusted: "untrusted"
        case .refused(let problem): DisplayText.line(problem.code)
        case .unexpected: "unexpected_answer"
        }
    }

    private static func status(of error: ClientError) -> ExitStatus {
        switch error {
        case .unreachable, .untrusted: .unreachable
        case .unexpected: .failed
        case .refused(let problem):
            switch problem.status {
            case 400, 413, 414, 415, 422: .badData
            case 401, 403: .notAllowed
            case 408, 429, 503: .tryAgain
            default: .failed
            }
        }
    }
}
