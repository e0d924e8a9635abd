import Glibc
import LiveCore

/// Remembers how far the output of each post has come: a line for each, the id of the last line written and the
/// post. An entry is overwritten in place by one write, so a kill leaves the old one or the new one.
final class CursorFile {
    private static let digits = 16
    private static let sizeLimit = 1 << 20

    private let path: String
    private let descriptor: Int32
    private var offsets: [PostID: Int] = [:]
    private var size = 0
    /// What the file said when it was opened.
    private(set) var cursors: [PostID: EventID] = [:]

    /// Opens a file, or makes it. One process at a time uses it: two would overwrite each other's entries.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            throw Self.failure(path, "another lc tail is using it")
        }
        for line in try Self.read(path, descriptor).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        {
            let parts = line.split(separator: " ")
            guard parts.count == 2, parts[0].utf8.count == Self.digits, let id = EventID(parts[0]),
                let post = PostID(rawValue: String(parts[1]))
            else {
                throw Failure(
                    .badData, code: "bad_cursor_file",
                    "\(path), line \(offsets.count + 1): allowed is a cursor of 16 digits, a space and a post")
            }
            cursors[post] = id
            offsets[post] = size
            size += line.utf8.count + 1
        }
    }

    deinit { close(descriptor) }

    /// Notes that everything of a post up to an id has been written.
    func note(_ id: EventID, of post: PostID) throws {
        let number = id.description
        let line = String(repeating: "0", count: Self.digits - number.utf8.count) + "\(number) \(post)\n"
        let offset = offsets[post] ?? size
        guard pwrite(descriptor, line, line.utf8.count, off_t(offset)) == line.utf8.count else {
            throw Self.failure(path, String(cString: strerror(errno)))
        }
        guard offsets[post] == nil else { return }
        offsets[post] = size
        size += line.utf8.count
    }

    private static func read(_ path: String, _ descriptor: Int32) throws -> String {
        var bytes = [UInt8](repeating: 0, count: sizeLimit)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count >= 0, count < sizeLimit else { throw failure(path, "can't be read as a cursor file") }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        guard text.isEmpty || text.hasSuffix("\n") else { throw failure(path, "is no cursor file") }
        return text
    }

    private static func failure(_ path: String, _ reason: String) -> Failure {
        Failure(.failed, code: "cursor_file", "--cursor-file \(path): \(reason)")
    }
}
