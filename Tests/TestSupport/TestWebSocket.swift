public import LiveCore

/// A viewer that speaks WebSocket, whose frames are made by hand, so that they may be wrong.
public final class TestWebSocket {
    /// A frame as it came.
    public struct Frame: Sendable, Hashable {
        /// The first byte: whether it is final, and what it is.
        public let first: UInt8
        /// Not masked.
        public let payload: [UInt8]

        /// The code of a Close frame.
        public var closeCode: Int? {
            first == 0x88 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil
        }
        /// The reason of a Close frame, or the text of another.
        public var text: String {
            String(decoding: first == 0x88 ? payload.dropFirst(2) : payload[...], as: UTF8.self)
        }
    }

    /// The example of RFC 6455, 1.3, and what has to come back.
    public static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    /// See ``key``.
    public static let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    /// The connection.
    public let socket: TestSocket
    private var unread: [UInt8] = []
    private var start = 0

    /// Opens a post's stream, and reads the response's head: what is posted from now on comes.
    ///
    /// - Parameters:
    ///   - query: what follows `postId=…`, such as `&cursor=5`.
    ///   - fields: further lines of the head.
    public init(
        port: Int, post: String = "p", query: String = "", fields: [String] = [], timeout: Int = 20
    ) throws {
        socket = try TestSocket(port: port, timeout: timeout)
        try socket.send(Self.request(post: post, query: query, fields: fields))
        let head = try socket.responseHead()
        guard head.status == 101, head.headers["sec-websocket-accept"] == Self.accept else {
            throw TestSocket.Failure(reason: "the handshake was answered \(head.status) \(head.headers)")
        }
    }

    /// The handshake of a browser.
    public static func request(post: String = "p", query: String = "", fields: [String] = []) -> String {
        let lines =
            [
                "GET /stream/comments?postId=\(post)\(query) HTTP/1.1", "Host: test", "Connection: keep-alive, Upgrade",
                "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: \(key)",
                "Sec-WebSocket-Extensions: permessage-deflate",
            ] + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    // MARK: - Out

    /// A client's frame.
    ///
    /// - Parameter first: whether it is final, and what it is: 0x81 for a whole text.
    public static func frame(_ first: UInt8, _ payload: [UInt8], isMasked: Bool = true) -> [UInt8] {
        let mask: [UInt8] = isMasked ? [0x37, 0xFA, 0x21, 0x3D] : []
        let flag: UInt8 = isMasked ? 0x80 : 0
        let length: [UInt8] =
            switch payload.count {
            case ...125: [flag | UInt8(payload.count)]
            case ...0xFFFF: [flag | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
            default: [flag | 127] + (0..<8).reversed().map { UInt8(payload.count >> ($0 * 8) & 0xFF) }
            }
        let masked = isMasked ? payload.enumerated().map { $1 ^ mask[$0 % 4] } : payload
        return [first] + length + mask + masked
    }

    /// Sends a frame.
    public func send(_ first: UInt8, _ payload: [UInt8] = []) throws { try socket.send(Self.frame(first, payload)) }

    /// Sends a text.
    public func send(_ text: String) throws { try send(0x81, Array(text.utf8)) }

    /// Says goodbye.
    public func sendClose(_ code: Int = 1_000, _ reason: String = "") throws {
        try send(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)] + reason.utf8)
    }

    // MARK: - In

    /// The next frame, whatever it is; nil when the server has closed the connection.
    public func nextFrame() throws -> Frame? {
        guard let head = try bytes(2) else { return nil }
        let length: Int
        switch head[1] {
        case 126: length = try number(2)
        case 127: length = try number(8)
        case let short where short < 126: length = Int(short)
        default: throw TestSocket.Failure(reason: "a server's frame is masked")
        }
        return Frame(first: head[0], payload: try whole(length))
    }

    /// The next text, and pings are answered; nil when the server says goodbye, or closes the connection.
    public func nextText() throws -> [UInt8]? {
        while let frame = try nextFrame() {
            switch frame.first {
            case 0x81: return frame.payload
            case 0x89: try send(0x8A, frame.payload)
            case 0x88: return nil
            default: throw TestSocket.Failure(reason: "a frame \(frame.first)")
            }
        }
        return nil
    }

    /// The next event, but for how many watch, which comes when it likes, and answers; nil as above.
    public func next() throws -> SSEMessage? {
        while let text = try nextText() {
            if let event = try Self.event(text), event.event != "viewers" { return event }
        }
        return nil
    }

    /// The next answer to what was sent, whatever happens before it.
    public func nextAnswer() throws -> String {
        while let text = try nextText() {
            if try Self.event(text) == nil { return String(decoding: text, as: UTF8.self) }
        }
        throw TestSocket.Failure(reason: "the connection ended before an answer")
    }

    /// The frame with which the server says goodbye.
    public func nextClose() throws -> Frame {
        while let frame = try nextFrame() {
            if frame.first == 0x88 { return frame }
        }
        throw TestSocket.Failure(reason: "the connection ended without a goodbye")
    }

    /// `{"event", "id"?, "data"}`, with the bytes of its data as they came; nil for another message.
    public static func event(_ json: [UInt8]) throws -> SSEMessage? {
        var (event, id, data): (String?, String?, [UInt8]?)
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, name throws(JSONError) in
                switch name {
                case "event": event = try reader.string()
                case "id": id = try reader.kind() == .string ? reader.string() : "\(try reader.integer())"
                case "data": data = try reader.source()
                default: try reader.skip()
                }
            }
        }
        guard let event, let data else { return nil }
        return SSEMessage(event: event, data: data, lastEventID: id ?? "")
    }

    private func number(_ count: Int) throws -> Int { try whole(count).reduce(0) { $0 << 8 | Int($1) } }

    private func whole(_ count: Int) throws -> [UInt8] {
        guard let bytes = try bytes(count) else { throw TestSocket.Failure(reason: "closed in a frame") }
        return bytes
    }

    /// Nil when the connection ends before.
    private func bytes(_ count: Int) throws -> [UInt8]? {
        if start > 1 << 20 {
            unread.removeFirst(start)
            start = 0
        }
        while unread.count - start < count {
            let more = try socket.receive()
            guard !more.isEmpty else { return nil }
            unread += more
        }
        defer { start += count }
        return Array(unread[start..<start + count])
    }
}
