import Dispatch

/// Runs tasks on one thread that nothing else runs on, so that they may block it, and so that what they call and what
/// does not wait for anything else takes no change of thread.
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
