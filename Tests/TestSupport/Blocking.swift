import Foundation
public import Testing

/// Runs tests on threads of their own: they wait for processes and sockets, and would hold up those that share
/// Swift's few threads.
public struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    /// Every test in the suite.
    public var isRecursive: Bool { true }

    /// Runs a test on one of the threads.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        try await withTaskExecutorPreference(ThreadPool.shared) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    /// For tests that block.
    public static var blocking: BlockingTrait { BlockingTrait() }
}

/// A few threads that may block. Few, because the tests start programs of their own, which share the cores.
private final class ThreadPool: TaskExecutor {
    static let shared = ThreadPool(threads: 3)

    private let queue = OperationQueue()

    init(threads: Int) { queue.maxConcurrentOperationCount = threads }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
