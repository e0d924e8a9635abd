import Foundation
import LiveServer

/// The file that holds the server's own secret: whoever reads it can sign tokens of any role.
struct SecretFile {
    /// More than any secret has.
    private static let byteLimit = 4_096

    let path: String

    /// What is in the file.
    ///
    /// - Throws: ``Failure`` when it can't be read, is not this user's alone, or holds too little.
    func read() throws -> [UInt8] {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { throw failure("there is none; the first start of lcd with this data folder makes it") }
            throw failure("can't read it: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        try checkPermissions()
        var bytes = [UInt8](repeating: 0, count: Self.byteLimit)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= SigningSecret.byteCount else {
            throw failure(
                "it holds less than \(SigningSecret.byteCount) bytes; without the file the next start makes one")
        }
        return Array(bytes[..<count])
    }

    /// What is in the file; a new secret, which reaches the disk first, where there is no file.
    func readOrMake() throws -> [UInt8] {
        if access(path, F_OK) != 0, errno == ENOENT { try make() }
        return try read()
    }

    private func make() throws {
        // A start that is cut short leaves no half of a secret behind.
        let new = path + ".new"
        unlink(new)
        let file = Glibc.open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("can't make it: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        let bytes = SigningSecret.random()
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0, rename(new, path) == 0 else {
            throw failure("can't write it: \(String(cString: strerror(errno)))")
        }
    }

    private func checkPermissions() throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard attributes[.type] as? FileAttributeType == .typeRegular else { throw failure("it is no file") }
        guard let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw failure("others than its owner may use it; chmod 600 \(path)")
        }
    }

    private func failure(_ what: String) -> Failure { Failure("\(path): \(what)", status: .configuration) }
}
