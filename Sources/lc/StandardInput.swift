import Glibc
import LiveCore

/// Reads lines, of a bounded length, from a file or standard input. A carriage return at the end of a line is left
/// out with the line feed, and so is a byte order mark at the beginning.
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
    private var bytesRead = 0
    /// Of a file.
    private let size: Int
    private let isFile: Bool

    /// - Parameter path: of a file; nil or `-` for standard input.
    init(path: String? = nil) throws {
        let path = path.flatMap { $0 == "-" ? nil : $0 }
        name = path ?? "standard input"
        descriptor = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
        var status = stat()
        isFile = descriptor >= 0 && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(status.st_size) : 0
        guard descriptor >= 0 else { throw Self.failure("\(name): \(String(cString: strerror(errno)))") }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// Gives each line that is not empty to `take`. One that is refused as bad data is named on standard error and
    /// left out, and in the end that is a failure.
    mutating func forEachLine(_ take: (String) throws -> Void) throws {
        let refusals = Refusals()
        while let line = try nextLine() {
            do {
                let bytes = try line.bytes.get()
                if bytes.isEmpty { continue }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw Self.failure("no valid UTF-8")
                }
                try take(text)
                refusals.total += 1
            } catch let failure as Failure where failure.status == .badData {
                refusals.note(line.number, failure.message)
            }
        }
        try refusals.check()
    }

    /// The next line without its end, or that it is too long, in which case nothing of it is held; and its number. Nil
    /// when there is none.
    mutating func nextLine() throws -> (bytes: Result<ArraySlice<UInt8>, Failure>, number: Int)? {
        number += 1
        var searched = position
        var isTooLong = false
        while true {
            let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
            isTooLong = isTooLong || (end ?? buffer.count) - position > Self.lineLimit
            if let end { return (take(upTo: end, isTooLong), number) }
            buffer.removeFirst(isTooLong ? buffer.count : position)
            position = 0
            searched = buffer.count
            guard try readMore() else {
                guard isTooLong || position < buffer.count else { return nil }
                return (take(upTo: buffer.count, isTooLong), number)
            }
        }
    }

    /// What comes next, without taking it: so many bytes, or fewer at the end. Of what is no file, it may be fewer as
    /// soon as there is a line.
    mutating func peek(_ count: Int) throws -> ArraySlice<UInt8> {
        while buffer.count - position < count, isFile || !buffer[position...].contains(UInt8(ascii: "\n")),
            try readMore()
        {}
        return buffer[position...].prefix(count)
    }

    /// What comes next, in whatever size it comes; nil at the end.
    mutating func nextChunk() throws -> ArraySlice<UInt8>? {
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            position = 0
            guard try readMore() else { return nil }
        }
        defer { position = buffer.count }
        return buffer[position...]
    }

    /// All that comes.
    mutating func rest(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try nextChunk() {
            bytes += chunk
            guard bytes.count <= limit else { throw Self.failure("\(name): longer than \(limit) bytes") }
        }
        return bytes
    }

    /// Whether the first line is a JSON object by itself.
    mutating func beginsWithWholeObject(within count: Int) throws -> Bool {
        let line = try peek(count).prefix { $0 != UInt8(ascii: "\n") }
        return (try? JSONReader.read(Array(line)) { reader throws(JSONError) in try reader.skip() }) != nil
    }

    /// Bytes taken so far.
    var taken: Int { bytesRead - (buffer.count - position) }

    /// Whether the line that was given last had an end.
    var hasEndedLine: Bool { position > 0 && buffer[position - 1] == UInt8(ascii: "\n") }

    /// How much has been taken, from 0 to 1; nil where the size is not known.
    var fraction: Double? {
        guard isFile, size > 0 else { return nil }
        return min(Double(taken) / Double(size), 1)
    }

    /// Everything up to the end, without a line feed there.
    ///
    /// - Parameter path: as above.
    static func all(of path: String? = nil) throws -> String {
        var input = try StandardInput(path: path)
        var lines: [String] = []
        var size = 0
        while let line = try input.nextLine() {
            let place = "\(input.name), line \(line.number)"
            let bytes = try line.bytes.mapError { failure("\(place): \($0.message)") }.get()
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw failure("\(place): no valid UTF-8")
            }
            lines.append(text)
            size += bytes.count
            guard size <= lineLimit else { throw failure("\(input.name): longer than \(lineLimit) bytes") }
        }
        return lines.joined(separator: "\n")
    }

    private mutating func take(upTo end: Int, _ isTooLong: Bool) -> Result<ArraySlice<UInt8>, Failure> {
        defer { position = min(end + 1, buffer.count) }
        guard !isTooLong else { return .failure(Self.failure("longer than \(Self.lineLimit) bytes")) }
        let line = buffer[position..<end]
        return .success(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    /// False at the end.
    private mutating func readMore() throws -> Bool {
        let (isFirst, count, mark) = (bytesRead == 0, buffer.count, ByteOrderMark.utf8)
        repeat { try readOnce() } while isFirst && !isAtEnd && buffer.count < mark.count && mark.starts(with: buffer)
        if isFirst, buffer.starts(with: mark) { position = mark.count }
        return buffer.count > count
    }

    private mutating func readOnce() throws {
        // A terminal would go on after its end.
        guard !isAtEnd else { return }
        try withUnsafeTemporaryAllocation(byteCount: Self.readSize, alignment: 1) { space in
            while true {
                let count = read(descriptor, space.baseAddress, space.count)
                if count >= 0 {
                    buffer.append(contentsOf: space[..<count])
                    bytesRead += count
                    isAtEnd = count == 0
                    return
                }
                guard errno == EINTR else { throw Self.failure("\(name): \(String(cString: strerror(errno)))") }
            }
        }
    }

    private static func failure(_ message: String) -> Failure { Failure(.badData, code: "input", message) }
}
