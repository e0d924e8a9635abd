import NIOCore
import NIOPosix

/// Runs what the store's writer does on a thread of its own.
///
/// A commit makes its thread wait for the disk, which none of those that everybody shares should; and a group that is
/// taken, written, published and answered on one thread costs no change of threads on the way.
final class WriterThread: TaskExecutor {
    private let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [executor = asUnownedTaskExecutor()] in job.runSynchronously(on: executor) }
    }
}
