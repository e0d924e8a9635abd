public import LiveCore

/// Why a call came to nothing.
public enum ClientError: Error, Sendable, Hashable {
    /// There was no answer; whether the server took the request is not known.
    case unreachable(String)
    /// What answered could not show that it is the server, by a certificate of an authority that is trusted here.
    case untrusted(String)
    /// The server said no, and why.
    case refused(Problem)
    /// What answered does not speak this protocol.
    case unexpected(String)

    /// Whether the same call may succeed later.
    public var isRetryable: Bool {
        switch self {
        case .unreachable, .untrusted: true
        case .refused(let problem): problem.status == 408 || problem.status == 429 || problem.status >= 500
        case .unexpected: false
        }
    }

    /// How long the server asked to be left alone, from a second to a day.
    public var retryAfter: Duration? {
        guard case .refused(let problem) = self else { return nil }
        return problem.retryAfter.map { .seconds(min(max($0, 1), 86_400)) }
    }
}

extension ClientError: CustomStringConvertible {
    /// In words. What a server said in them is display-safe.
    public var description: String {
        switch self {
        case .unreachable(let reason), .untrusted(let reason), .unexpected(let reason): DisplayText.line(reason)
        case .refused(let problem): DisplayText.line("\(problem.status) \(problem.code): \(problem.detail)")
        }
    }
}
