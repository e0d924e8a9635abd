import Foundation
import Synchronization

/// Runs blocking work on threads of its own, all at once, and waits for all of it.
///
/// - Throws: the first error that any of them threw.
public func onThreads(_ work: [@Sendable () throws -> Void]) throws {
    let group = DispatchGroup()
    let failure = FirstFailure()
    for body in work {
        group.enter()
        let thread = Thread {
            defer { group.leave() }
            do { try body() } catch { failure.note(error) }
        }
        thread.stackSize = 1 << 20
        thread.start()
    }
    group.wait()
    if let error = failure.error { throw error }
}

private final class FirstFailure: Sendable {
    private let first = Mutex<(any Error)?>(nil)

    var error: (any Error)? { first.withLock { $0 } }

    func note(_ error: any Error) { first.withLock { $0 = $0 ?? error } }
}
