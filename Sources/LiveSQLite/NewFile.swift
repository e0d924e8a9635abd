#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that takes another's place only when all of it has reached the disk. Nobody but its owner may read it.
struct NewFile {
    private let target: String
    private var part: String { target + ".part" }

    init(replacing target: String) { self.target = target }

    /// - Parameter body: writes to the empty file of the name it is given.
    func write(_ body: (String) throws -> Void) throws {
        let file = open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("can't make it") }
        defer { close(file) }
        // What an earlier one left that was cut short is in nobody's hands.
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw FileFailure("\(part): it is being written just now") }
        guard ftruncate(file, 0) == 0, fchmod(file, 0o600) == 0 else { throw failure("can't write it") }
        do {
            try body(part)
            guard fsync(file) == 0 else { throw failure("can't write it") }
            guard rename(part, target) == 0 else { throw failure("can't put it in its place") }
        } catch {
            unlink(part)
            throw error
        }
        try syncFolder()
    }

    /// The new name reaches the disk as well.
    private func syncFolder() throws {
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("can't open its folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("can't write its folder") }
    }

    private func failure(_ what: String) -> FileFailure {
        FileFailure("\(target): \(what): \(String(cString: strerror(errno)))")
    }
}

/// Why a file could not be written: which, and what the system says.
public struct FileFailure: Error, Sendable, CustomStringConvertible {
    /// In words, for operators.
    public let description: String

    init(_ description: String) { self.description = description }
}
