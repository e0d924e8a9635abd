import LiveClient
import LiveCore

/// Calls again where that can help.
struct Retry {
    private static let attempts = 4
    /// The longest that a server's `Retry-After` is waited for by somebody who is not patient.
    private static let patience = Duration.seconds(5)
    /// The longest that doubling comes to.
    private static let longestWait = Duration.seconds(30)

    let options: ServerOptions
    /// Waits as often and as long as a server that is busy asks for.
    var isPatient = false
    /// Goes on for as long as it takes, and says so only once.
    var isEndless = false

    /// - Parameter doing: what is tried, such as "posting to 42".
    func callAsFunction<Value>(
        _ doing: @autoclosure () -> String, _ body: () throws(ClientError) -> Value
    ) throws -> Value {
        var attempt = 0
        while true {
            attempt += 1
            do throws(ClientError) {
                return try body()
            } catch {
                let wait = error.retryAfter ?? min(.milliseconds(250 << min(attempt, 8)), Self.longestWait)
                let isBusy = isPatient && error.retryAfter != nil
                guard error.isRetryable, isBusy || isEndless || (attempt < Self.attempts && wait <= Self.patience)
                else { throw Failure(error, doing: doing()) }
                if !isEndless || attempt == 1 { options.say("\(error); trying again") }
                pause(until: .now + wait)
            }
        }
    }
}
