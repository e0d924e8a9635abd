import FoundationEssentials
import GRDB
import LiveHub
import NIOConcurrencyHelpers

/// Connections for what takes one look: a page, a comment, a post's newest id.
///
/// A read through `DatabasePool` begins and ends a transaction and asks whether the schema has changed, which costs
/// more than the look itself. Here statements run by themselves: two of one read may see different commits, the
/// second never an earlier one than the first.
///
/// A look takes some 50 µs, and as long as the disk likes when it has to wait for that. So it happens neither on an
/// event loop nor on one of the runtime's threads, but on threads of the readers' own. Two changes of thread, there
/// and back, would cost more than the look: who is on ``threads`` already is spared them.
final class Readers: Sendable {
    let threads: OwnThreads
    private let connections: [DatabaseQueue]
    /// Those that no thread reads with: there is one for each.
    private let idle: NIOLockedValueBox<[DatabaseQueue]>

    /// - Parameter path: of a file that has its tables.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "comments reader"
        // With more than there are cores, they would interrupt each other amid a page, for milliseconds, and the event
        // loops, too. One alone would make all wait for what it waits for.
        let count = min(max(ProcessInfo.processInfo.activeProcessorCount, 2), 8)
        connections = try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
        idle = NIOLockedValueBox(connections)
        threads = OwnThreads(name: "comments readers", count: count)
    }

    func read<Value: Sendable>(_ query: @Sendable (Database) throws -> Value) async throws -> Value {
        try await withTaskExecutorPreference(threads) { try readNow(query) }
    }

    /// In a function that is not async, for GRDB to run it on the caller's thread.
    private func readNow<Value>(_ query: (Database) throws -> Value) throws -> Value {
        guard let connection = idle.withLockedValue({ $0.popLast() }) else {
            preconditionFailure("more threads read than there are connections")
        }
        defer { idle.withLockedValue { $0.append(connection) } }
        return try connection.unsafeRead(query)
    }

    /// Waits for those who read.
    func close() throws {
        for connection in connections { try connection.close() }
    }
}
