import Dispatch

/// Runs a task on a thread that nothing else runs on: it may block it, and what it calls takes no change of thread as
/// long as that waits for nothing else. After such a wait, it may be another thread.
final class OwnThread: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter name: for whoever looks at the process's threads.
    init(name: String) {
        queue = DispatchQueue(label: name, qos: .userInitiated)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
