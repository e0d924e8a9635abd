import Glibc

/// Reads lines, of a bounded length, from a file or standard input. A carriage return at the end of a line is left
/// out with the line feed.
struct StandardInput: ~Copyable {
    /// Bytes in a line.
    private static let lineLimit = 1 << 20
    private static let readSize = 64 * 1024

    private let descriptor: Int32
    private let name: String
    private var number = 0
    /// What has been read and is not given yet, from `position` on.
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    /// - Parameter path: of a file; nil or `-` for standard input.
    init(path: String? = nil) throws {
        let path = path.flatMap { $0 == "-" ? nil : $0 }
        name = path ?? "standard input"
        descriptor = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
        guard descriptor >= 0 else { throw Self.failure("\(name): \(String(cString: strerror(errno)))") }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// Gives each line that is not empty to `take`. One that is refused as bad data is named on standard error and
    /// left out, and in the end that is a failure.
    mutating func forEachLine(_ take: (String) throws -> Void) throws {
        var refused = 0
        while let bytes = try line() {
            if bytes.isEmpty { continue }
            do {
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw Self.failure("no valid UTF-8")
                }
                try take(text)
            } catch let failure as Failure where failure.status == .badData {
                refused += 1
                StandardError.write("lc: line \(number): \(failure.message)\n")
            }
        }
        if refused > 0 {
            throw Failure(.badData, code: "lines_refused", "\(refused) of \(number) lines were refused")
        }
    }

    /// Everything up to the end, without a line feed there.
    ///
    /// - Parameter path: as above.
    static func all(of path: String? = nil) throws -> String {
        var input = try StandardInput(path: path)
        var lines: [String] = []
        var size = 0
        while let bytes = try input.line() {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw failure("\(input.name), line \(input.number): no valid UTF-8")
            }
            lines.append(text)
            size += bytes.count
            guard size <= lineLimit else { throw failure("\(input.name): longer than \(lineLimit) bytes") }
        }
        return lines.joined(separator: "\n")
    }

    /// The next line without its end; nil when there is none.
    private mutating func line() throws -> ArraySlice<UInt8>? {
        number += 1
        var searched = position
        while true {
            let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
            guard (end ?? buffer.count) - position <= Self.lineLimit else {
                throw Self.failure("\(name), line \(number): longer than \(Self.lineLimit) bytes")
            }
            if let end { return take(upTo: end) }
            buffer.removeFirst(position)
            position = 0
            searched = buffer.count
            guard try readMore() else {
                number -= buffer.isEmpty ? 1 : 0
                return buffer.isEmpty ? nil : take(upTo: buffer.count)
            }
        }
    }

    private mutating func take(upTo end: Int) -> ArraySlice<UInt8> {
        defer { position = min(end + 1, buffer.count) }
        let line = buffer[position..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    /// False at the end.
    private mutating func readMore() throws -> Bool {
        // A terminal would go on after its end.
        guard !isAtEnd else { return false }
        return try withUnsafeTemporaryAllocation(byteCount: Self.readSize, alignment: 1) { space in
            while true {
                let count = read(descriptor, space.baseAddress, space.count)
                if count >= 0 {
                    buffer.append(contentsOf: space[..<count])
                    isAtEnd = count == 0
                    return !isAtEnd
                }
                guard errno == EINTR else { throw Self.failure("\(name): \(String(cString: strerror(errno)))") }
            }
        }
    }

    private static func failure(_ message: String) -> Failure { Failure(.badData, code: "input", message) }
}
