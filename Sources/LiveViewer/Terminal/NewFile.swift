import Glibc

/// A file that the user asked for.
enum NewFile {
    /// Writes text to a file that is not there yet, for this user only; `~/` is the home folder.
    static func write(_ text: String, to path: String) -> Result<Void, RequestFailure> {
        let name = path.hasPrefix("~/") ? home + path.dropFirst() : path
        let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return failure() }
        defer { close(descriptor) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let result = failure()
                unlink(name)
                return result
            }
            bytes = bytes.dropFirst(count)
        }
        return .success(())
    }

    private static var home: String { getenv("HOME").map { String(cString: $0) } ?? "" }

    private static func failure() -> Result<Void, RequestFailure> {
        .failure(RequestFailure(String(cString: strerror(errno))))
    }
}
