import Dispatch
import NIOConcurrencyHelpers
import NIOCore

/// Runs tasks on threads that nothing else runs on: they may block them, and what they call takes no change of thread
/// as long as that waits for nothing else. After such a wait, it may be another of the threads.
public final class OwnThreads: TaskExecutor {
    private struct State {
        /// In the order they came.
        var waiting = CircularBuffer<UnownedJob>()
        var idle: [DispatchQueue]
    }

    private let state: NIOLockedValueBox<State>

    /// - Parameters:
    ///   - name: for whoever looks at the process's threads.
    ///   - count: as many jobs run at the same time; others wait.
    public init(name: String, count: Int = 1) {
        // A thread of a serial queue is none of the runtime's own, which are few and must not be blocked.
        let queues = (0..<count).map { _ in DispatchQueue(label: name, qos: .userInitiated) }
        state = NIOLockedValueBox(State(idle: queues))
    }

    /// Runs a job as soon as a thread has nothing to do.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let queue = state.withLockedValue { state in
            let queue = state.idle.popLast()
            if queue == nil { state.waiting.append(job) }
            return queue
        }
        guard let queue else { return }
        queue.async { self.run(job, andWhatWaitsOn: queue) }
    }

    /// Goes on with whatever waits: that costs no change of thread.
    private func run(_ job: UnownedJob, andWhatWaitsOn queue: DispatchQueue) {
        let executor = asUnownedTaskExecutor()
        var next: UnownedJob? = job
        while let job = next {
            job.runSynchronously(on: executor)
            next = state.withLockedValue { state in
                let job = state.waiting.popFirst()
                if job == nil { state.idle.append(queue) }
                return job
            }
        }
    }
}
