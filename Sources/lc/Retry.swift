import LiveClient
import LiveCore

/// Calls again where that can help.
struct Retry {
    private static let attempts = 4
    /// The longest that a server's `Retry-After` is waited for by somebody who is not patient.
    private static let patience = Duration.seconds(5)

    let options: ServerOptions
    /// Waits as often and as long as a server that is busy asks for.
    var isPatient = false

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
                let wait = error.retryAfter ?? .milliseconds(250 << attempt)
                let isBusy = isPatient && error.retryAfter != nil
                guard error.isRetryable, isBusy || (attempt < Self.attempts && wait <= Self.patience) else {
                    throw Failure(error, doing: doing())
                }
                options.say("\(error); trying again")
                pause(until: .now + wait)
            }
        }
    }
}
