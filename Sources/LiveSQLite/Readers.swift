import GRDB
import Synchronization

/// Connections for what takes one look: a page, a comment, a post's newest id.
///
/// A read through `DatabasePool` begins and ends a transaction and asks whether the schema has changed, which costs
/// more than the look itself. Here statements run by themselves: two of one read may see different commits, the
/// second never an earlier one than the first.
final class Readers: Sendable {
    /// As many as can read at the same time; more would only take turns.
    private static let count = 4

    private let queues: [DatabaseQueue]
    private let turn = Atomic(0)

    /// - Parameter path: of a file that has its tables.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "comments reader"
        queues = try (0..<Self.count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
    }

    func read<Value: Sendable>(_ query: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let index = turn.wrappingAdd(1, ordering: .relaxed).newValue
        let queue = queues[Int(UInt(bitPattern: index) % UInt(queues.count))]
        return try await withCheckedThrowingContinuation { reader in
            queue.asyncUnsafeRead { db in
                reader.resume(with: Result { try query(db.get()) })
            }
        }
    }

    func close() throws {
        for queue in queues { try queue.close() }
    }
}
