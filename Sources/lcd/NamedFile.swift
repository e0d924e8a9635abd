import Foundation

/// A small file that an option names, such as one of keys.
struct NamedFile {
    /// More than 64 keys, or a chain of certificates, have.
    private static let byteLimit = 1 << 20

    /// As it is typed: `--jwks`.
    let flag: String
    let path: String

    /// - Throws: ``Failure`` when it can't be read or is far too large.
    func read() throws -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw failure("can't read it: \(String(cString: strerror(errno)))")
        }
        let bytes: Data?
        do {
            bytes = try file.read(upToCount: Self.byteLimit + 1)
        } catch {
            throw failure("can't read it: \(error.systemReason)")
        }
        guard let bytes, bytes.count <= Self.byteLimit else {
            throw failure("it is empty or over \(Self.byteLimit) bytes")
        }
        return Array(bytes)
    }

    /// What is wrong with it.
    func failure(_ what: String) -> Failure { Failure("\(flag) \(path): \(what)", status: .configuration) }
}
