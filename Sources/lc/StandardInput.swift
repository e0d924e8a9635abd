import Glibc

/// Reads lines, of a bounded length, from a file or standard input.
struct StandardInput: ~Copyable {
    /// Bytes in a line.
    private static let lineLimit = 1 << 20
    private let file: UnsafeMutablePointer<FILE>
    private let name: String
    private var number = 0

    /// - Parameter path: of a file; nil or `-` for standard input.
    init(path: String? = nil) throws {
        let path = path.flatMap { $0 == "-" ? nil : $0 }
        name = path ?? "standard input"
        guard let file = path.map({ fopen($0, "re") }) ?? fdopen(STDIN_FILENO, "r") else {
            throw Failure(.badData, code: "input", "\(name): \(String(cString: strerror(errno)))")
        }
        self.file = file
    }

    deinit { fclose(file) }

    /// The next line without its end; nil when there is none.
    mutating func line() throws -> String? {
        var bytes: [UInt8] = []
        number += 1
        while case let byte = getc_unlocked(file), byte != EOF {
            if byte == Int32(UInt8(ascii: "\n")) { return try text(bytes) }
            bytes.append(UInt8(truncatingIfNeeded: byte))
            guard bytes.count <= Self.lineLimit else {
                throw Failure(.badData, code: "input", "\(name), line \(number): longer than \(Self.lineLimit) bytes")
            }
        }
        return bytes.isEmpty ? nil : try text(bytes)
    }

    /// Everything up to the end.
    static func all() throws -> String {
        var input = try StandardInput()
        var lines: [String] = []
        var size = 0
        while let line = try input.line() {
            lines.append(line)
            size += line.utf8.count
            guard size <= lineLimit else {
                throw Failure(.badData, code: "input", "standard input: longer than \(lineLimit) bytes")
            }
        }
        return lines.joined(separator: "\n")
    }

    private func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.badData, code: "input", "\(name), line \(number): no valid UTF-8")
        }
        return text
    }
}
