/// An event of a server-sent event stream.
public struct SSEMessage: Sendable, Hashable {
    /// Its type; `message` when the stream names none.
    public let event: String
    /// Its data, in UTF-8; the data lines are joined by line feeds.
    public let data: [UInt8]
    /// The last id the stream gave, in this event or before; empty when there was none.
    public let lastEventID: String

    /// An event with all its parts.
    public init(event: String, data: [UInt8], lastEventID: String) {
        self.event = event
        self.data = data
        self.lastEventID = lastEventID
    }
}

/// Why a stream can't be read on.
public enum SSEError: Error, Sendable, Hashable {
    /// An event, or a line of one, is larger than the parser was told to hold.
    case eventTooLarge(limit: Int)
}

/// Parses a server-sent event stream (WHATWG HTML, 9.2.6) from bytes that come in pieces of any size.
public struct SSEParser: Sendable {
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// What a reconnecting reader sends as `Last-Event-ID`; empty for nothing.
    public private(set) var lastEventID = ""
    /// How long to wait before connecting again, when the stream has said so.
    public private(set) var retryMilliseconds: Int?

    private let maximumEventBytes: Int
    private var buffer: [UInt8] = []
    /// Where the line begins that has not been read yet, and up to where no line end was found.
    private var (start, searched) = (0, 0)
    private var isAtStreamStart = true
    /// A carriage return ended the last line; a line feed right behind it belongs to it.
    private var followsCarriageReturn = false

    private var eventType = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var idBuffer = ""

    /// - Parameter maximumEventBytes: how much a stream may make the parser hold.
    public init(maximumEventBytes: Int = 1 << 20) {
        self.maximumEventBytes = maximumEventBytes
    }

    /// Takes what came in; ``next()`` then gives the events in it.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        // Moving the rest to the front each time it is short keeps the cost of a byte constant.
        if start > 0, start * 2 >= buffer.count {
            buffer.removeSubrange(..<start)
            searched -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next event; nil when more bytes are needed for one.
    public mutating func next() throws(SSEError) -> SSEMessage? {
        guard skipByteOrderMark() else { return nil }
        while let line = takeLine() {
            if line.isEmpty {
                if let message = dispatch() { return message }
            } else {
                read(line)
                guard data.count <= maximumEventBytes else { throw .eventTooLarge(limit: maximumEventBytes) }
            }
        }
        guard buffer.count - start <= maximumEventBytes else { throw .eventTooLarge(limit: maximumEventBytes) }
        return nil
    }

    // MARK: - Lines

    /// False while it is not known whether the stream begins with one.
    private mutating func skipByteOrderMark() -> Bool {
        guard isAtStreamStart else { return true }
        let prefix = buffer.prefix(ByteOrderMark.utf8.count)
        if prefix.elementsEqual(ByteOrderMark.utf8) {
            (start, searched) = (prefix.count, prefix.count)
        } else if ByteOrderMark.utf8.starts(with: prefix) {
            return false
        }
        isAtStreamStart = false
        return true
    }

    /// The next whole line, as a range of the buffer, without its end.
    private mutating func takeLine() -> Range<Int>? {
        if followsCarriageReturn, start < buffer.count {
            if buffer[start] == Self.lineFeed { start += 1 }
            followsCarriageReturn = false
        }
        searched = max(searched, start)
        guard let end = lineEnd(from: searched) else {
            searched = buffer.count
            return nil
        }
        defer {
            followsCarriageReturn = buffer[end] == Self.carriageReturn
            start = end + 1
            searched = start
        }
        return start..<end
    }

    /// Where the next LF or CR is.
    private func lineEnd(from index: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            let rest = bytes[index...]
            let feed = rest.offset(of: Self.lineFeed)
            let offset = rest.prefix(feed ?? rest.count).offset(of: Self.carriageReturn) ?? feed
            return offset.map { index + $0 }
        }
    }

    // MARK: - Fields

    private mutating func read(_ line: Range<Int>) {
        let colon = buffer[line].firstIndex(of: UInt8(ascii: ":"))
        // A comment.
        if colon == line.lowerBound { return }
        let name = line.lowerBound..<(colon ?? line.upperBound)
        var value = min((colon ?? line.upperBound) + 1, line.upperBound)..<line.upperBound
        if value.count > 0, buffer[value.lowerBound] == UInt8(ascii: " ") {
            value = value.lowerBound + 1..<value.upperBound
        }
        if isField(name, "data") {
            if hasData { data.append(Self.lineFeed) }
            data.append(contentsOf: buffer[value])
            hasData = true
        } else if isField(name, "id") {
            if !buffer[value].contains(0) { idBuffer = text(value) }
        } else if isField(name, "event") {
            eventType = text(value)
        } else if isField(name, "retry"), !value.isEmpty, buffer[value].allSatisfy({ (0x30...0x39).contains($0) }) {
            retryMilliseconds = Int(text(value)) ?? retryMilliseconds
        }
    }

    private func isField(_ range: Range<Int>, _ name: StaticString) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        return buffer[range].elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: buffer[range], as: UTF8.self) }

    private mutating func dispatch() -> SSEMessage? {
        lastEventID = idBuffer
        defer {
            eventType = ""
            data = []
            hasData = false
        }
        guard hasData else { return nil }
        let isValid = String(validating: data, as: UTF8.self) != nil
        return SSEMessage(
            event: eventType.isEmpty ? "message" : eventType,
            data: isValid ? data : Array(String(decoding: data, as: UTF8.self).utf8), lastEventID: idBuffer)
    }
}
