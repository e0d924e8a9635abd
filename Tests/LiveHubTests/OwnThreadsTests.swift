import Dispatch
import Foundation
import NIOConcurrencyHelpers
import Testing

@testable import LiveHub

@Suite struct OwnThreadsTests {
    /// Each of two waits for the other, which only works on two threads.
    @Test func runsAsManyAtATimeAsItHasThreads() async {
        let threads = OwnThreads(name: "two", count: 2)
        let (one, other) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        await withTaskGroup(of: DispatchTimeoutResult.self) { group in
            for (mine, theirs) in [(one, other), (other, one)] {
                group.addTask(executorPreference: threads) {
                    theirs.signal()
                    return Self.wait(for: mine)
                }
            }
            for await result in group { #expect(result == .success) }
        }
    }

    @Test(arguments: [1, 3]) func runsNoMoreAndLeavesNoneOut(count: Int) async {
        let threads = OwnThreads(name: "few", count: count)
        let running = NIOLockedValueBox((now: 0, most: 0, done: 0))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask(executorPreference: threads) {
                    for _ in 0..<5 {
                        running.withLockedValue {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        sched_yield()
                        running.withLockedValue {
                            $0.now -= 1
                            $0.done += 1
                        }
                        await Task.yield()
                    }
                }
            }
        }
        let (now, most, done) = running.withLockedValue { $0 }
        #expect(now == 0 && done == 1_000)
        #expect((1...count).contains(most))
    }

    /// Not in an async function, in which nothing may block.
    private static func wait(for semaphore: DispatchSemaphore) -> DispatchTimeoutResult {
        semaphore.wait(timeout: .now() + 20)
    }
}
