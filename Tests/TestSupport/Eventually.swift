/// Waits until a condition holds.
///
/// - Throws: ``NeverHappened`` when it does not within so many seconds: a test that would hang fails instead.
public func eventually(
    within seconds: Int = 30, _ what: String = "a condition", _ condition: @Sendable () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(1))
    }
}
