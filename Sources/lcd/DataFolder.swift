import Foundation

/// The folder that holds everything a node keeps, used by one process at a time.
final class DataFolder {
    private let path: String
    private let lock: Int32

    /// `$XDG_DATA_HOME/lcd`, or `~/.local/share/lcd` (XDG Base Directory Specification).
    static func defaultPath() -> String {
        let environment = ProcessInfo.processInfo.environment
        if let base = environment["XDG_DATA_HOME"], base.hasPrefix("/") { return base + "/lcd" }
        return NSHomeDirectory() + "/.local/share/lcd"
    }

    /// Makes the folder where there is none, for this user only, and locks it.
    init(_ path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure("--data \(path): can't make the folder: \(error.systemReason)")
        }
        lock = open(path + "/lcd.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Failure("--data \(path): can't write there: \(String(cString: strerror(errno)))") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw Failure("--data \(path): another lcd is using this folder")
        }
    }

    /// The SQLite file.
    var database: String { Self.database(in: path) }

    /// The file of the server's own secret.
    var secret: SecretFile { SecretFile(path: Self.secret(in: path)) }

    /// The path of the SQLite file in a data folder.
    static func database(in path: String) -> String { path + "/comments.sqlite" }

    /// The path of the secret in a data folder.
    static func secret(in path: String) -> String { path + "/secret" }

    /// Lets another process use it.
    func unlock() { close(lock) }
}
