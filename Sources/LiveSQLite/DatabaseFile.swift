internal import GRDB
public import LiveCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A store's file as operators handle it: it is looked into, copied, and put back.
///
/// A server may be using it, in this process or another: what is read here is one moment of it, and holds up nobody
/// who posts.
public struct DatabaseFile: Sendable {
    /// Where it is.
    public let path: String

    /// A file, which need not be there.
    public init(path: String) { self.path = path }

    /// Whether there is one.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// Writes everything of one moment into another file, and nothing that has been erased or pruned.
    ///
    /// `VACUUM INTO` reads inside one transaction: it is neither held up by those who write meanwhile nor made to begin
    /// again, as SQLite's backup API is by every write of another process. The write-ahead log grows until it is done.
    ///
    /// - Parameter target: replaced as a whole, once the copy has reached the disk. When this throws, it is as before.
    /// - Throws: ``FileFailure``, or SQLite's own error.
    public func copy(to target: String) throws {
        guard access(target + "-wal", F_OK) != 0 else {
            throw FileFailure("\(target): it is a database that is in use")
        }
        try NewFile(replacing: target).write { part in
            try reading { db in try db.execute(sql: "VACUUM INTO ?", arguments: [part]) }
        }
    }

    /// Brings what the write-ahead log still holds into the file, so that the file stands alone. Nobody may use it.
    ///
    /// A damaged file's log is dropped: it would be taken for a part of the file that comes instead.
    public func settle() {
        if exists, let queue = try? DatabaseQueue(path: path) {
            _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try? queue.close()
        }
        for tail in ["-wal", "-shm", "-journal"] { unlink(path + tail) }
    }

    /// Looks for what is wrong with it. Changes nothing.
    ///
    /// - Parameter isThorough: reads all of it, which takes as long as the disk takes for that.
    /// - Throws: SQLite's own error when it can't be read.
    public func examine(thoroughly isThorough: Bool = true) throws -> [Finding] {
        try reading { db in
            var findings: [Finding] = []
            // One moment for all that is counted and compared.
            try db.inTransaction(.deferred) {
                findings = try Examination(db: db).findings(isThorough: isThorough)
                return .rollback
            }
            return findings
        }
    }

    /// Outside of any transaction.
    private func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.unsafeReentrantRead(body)
    }
}
