import Foundation

/// A file of public keys.
struct KeyFile {
    /// More than 64 keys have.
    private static let byteLimit = 1 << 20

    let path: String

    /// - Throws: ``Failure`` when it can't be read or is far too large.
    func read() throws -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Failure("--jwks \(path): can't read it: \(String(cString: strerror(errno)))", status: .configuration)
        }
        let bytes: Data?
        do {
            bytes = try file.read(upToCount: Self.byteLimit + 1)
        } catch {
            throw Failure("--jwks \(path): can't read it: \(error.localizedDescription)", status: .configuration)
        }
        guard let bytes, bytes.count <= Self.byteLimit else {
            throw Failure("--jwks \(path): it is empty or over \(Self.byteLimit) bytes", status: .configuration)
        }
        return Array(bytes)
    }
}
