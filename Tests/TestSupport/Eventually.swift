import Foundation

/// Waits until a condition holds.
///
/// - Throws: ``NeverHappened`` when it does not within so many seconds: a test that would hang fails instead.
public func eventually(
    within seconds: Int = 300, _ what: String = "a condition", _ condition: @Sendable () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(1))
    }
}

/// The same on a thread that may block.
public func wait(
    within seconds: Int = 300, _ what: @autoclosure () -> String, until condition: () throws -> Bool
) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what()) }
        usleep(1_000)
    }
}

/// A condition did not come true in time.
public struct NeverHappened: Error {
    /// What was waited for.
    public let what: String
}
