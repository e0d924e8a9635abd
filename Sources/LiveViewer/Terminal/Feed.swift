import Glibc
import Synchronization

/// Brings what happens on other threads to the viewer's: a queue, and a pipe that wakes it.
///
/// The queue is bounded. When the viewer can't keep up, as when the terminal takes no output, whoever puts something
/// in waits, so that the stream's socket fills and the server takes care of the rest.
public final class Feed: Sendable {
    private static let limit = 10_000

    private struct Queue {
        var inputs: [Input] = []
        var isClosed = false
    }

    private let queue = Mutex(Queue())
    /// Read by the viewer, written by the feed and by signal handlers.
    let wakeReader: Int32
    let wakeWriter: Int32

    /// An empty feed.
    public init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { fatalError("no pipe: \(errno)") }
        (wakeReader, wakeWriter) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        Glibc.close(wakeReader)
        Glibc.close(wakeWriter)
    }

    /// Puts something in, from any thread; waits while the queue is full.
    ///
    /// - Returns: false when the viewer has gone, and nothing more is wanted.
    @discardableResult
    public func push(_ input: Input) -> Bool { push([input]) }

    /// Puts several in, in order.
    @discardableResult
    public func push(_ inputs: [Input]) -> Bool {
        while true {
            let isFull: Bool? = queue.withLock { queue in
                if queue.isClosed { return nil }
                if queue.inputs.count >= Self.limit { return true }
                let wasEmpty = queue.inputs.isEmpty
                queue.inputs += inputs
                // A byte per batch: 0 is no signal's number.
                if wasEmpty { _ = write(wakeWriter, [0], 1) }
                return false
            }
            guard let isFull else { return false }
            if !isFull { return true }
            // Rare: the viewer draws in between, and takes all there is each time.
            usleep(10_000)
        }
    }

    /// What was put in since the last call.
    func take() -> [Input] {
        queue.withLock { queue in
            defer { queue.inputs = [] }
            return queue.inputs
        }
    }

    /// Takes nothing any more, and lets go of whoever waits.
    func close() {
        queue.withLock { queue in
            queue.isClosed = true
            queue.inputs = []
        }
    }

    /// The signals that were noted; empties the pipe.
    func takeSignals() -> [Int32] {
        var signals: [Int32] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        while case let count = read(wakeReader, &buffer, buffer.count), count > 0 {
            signals += buffer[..<count].filter { $0 > 0 }.map(Int32.init)
        }
        return signals
    }
}
