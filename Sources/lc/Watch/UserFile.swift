import Glibc

/// Small text files of the user's, in the folders of the XDG Base Directory Specification.
enum UserFile {
    private static let sizeLimit = 1 << 20

    /// A folder of ours: in the one that a variable names, or else in one of the home folder's.
    static func folder(_ variable: String, _ fallback: String) -> String? {
        if let base = environment(variable), base.hasPrefix("/") { return base + "/lc" }
        return environment("HOME").map { "\($0)/\(fallback)/lc" }
    }

    /// Its text; nil when there is no such file.
    static func read(_ path: String) throws -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: sizeLimit)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure(path) }
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    /// Replaces it, for this user only; the old text stays until the new is there.
    static func write(_ text: String, to path: String) throws {
        let draft = path + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        let count = Glibc.write(descriptor, text, text.utf8.count)
        guard close(descriptor) == 0, count == text.utf8.count, rename(draft, path) == 0 else { throw failure(path) }
    }

    /// Makes a folder and those above it, for this user only, where they are not there.
    static func makeFolder(_ path: String) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            mkdir(made, 0o700)
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.configuration, code: "configuration", "\(path): \(String(cString: strerror(errno)))")
    }
}
