/// Frames of a WebSocket (RFC 6455, 5) as a server sends them: whole messages, not masked, ready to be written to a
/// socket.
public enum WebSocketFrame {
    /// What a frame is (RFC 6455, 5.2).
    public enum Opcode: UInt8, Sendable {
        /// More of the message that has begun.
        case continuation = 0x0
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xA

        /// Whether it may come between the parts of a message, and has none itself.
        public var isControl: Bool { rawValue >= 0x8 }
    }

    /// Why a connection ends (RFC 6455, 7.4.1): the codes that are used here.
    public enum CloseCode: UInt16, Sendable {
        case normal = 1_000
        /// The server is going down.
        case goingAway = 1_001
        case protocolError = 1_002
        /// Not text.
        case unacceptableData = 1_003
        /// Text that is no UTF-8.
        case invalidText = 1_007
        case policyViolation = 1_008
        case messageTooLarge = 1_009
    }

    /// The most bytes that a control frame may carry.
    public static let controlBytes = 125

    /// A ping, which clients answer by themselves: it keeps an idle connection alive.
    public static let keepAlive: [UInt8] = frame(.ping, [])

    /// A message.
    public static func text(_ json: [UInt8]) -> [UInt8] { frame(.text, json) }

    /// The answer to a ping.
    ///
    /// - Parameter payload: what the ping carried, up to ``controlBytes``.
    public static func pong(_ payload: some Collection<UInt8>) -> [UInt8] { frame(.pong, payload) }

    /// The last frame of a connection.
    ///
    /// - Parameter reason: for people, up to 123 bytes.
    public static func close(_ code: CloseCode, _ reason: String = "") -> [UInt8] {
        frame(.close, [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + reason.utf8)
    }

    /// The answer to a client's last frame.
    ///
    /// - Parameter code: what that said, as it was written; empty when it said nothing.
    public static func close(echoing code: some Collection<UInt8>) -> [UInt8] { frame(.close, code) }

    /// `{"event", "id"?, "data"}`
    ///
    /// - Parameters:
    ///   - id: where a reader stands that has it; nil for what nobody resumes from.
    ///   - data: writes the event's JSON.
    static func event(id: EventID?, name: StaticString, data: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 384)
        writer.object { json in
            json.key("event")
            json.string(name.description)
            json.optionalInteger("id", id?.rawValue)
            json.key("data")
            data(&json)
        }
        return text(writer.bytes)
    }

    /// Copies frames that have been made here, with the ids that another stream gives in their place: texts, where
    /// events' own are numbers.
    static func copy(
        _ frames: UnsafeRawBufferPointer, to bytes: inout [UInt8], replacing id: (EventID) -> [UInt8]
    ) {
        var rest = frames[...]
        while let (head, payload) = parts(of: rest) {
            if let (before, own, after) = idMember(of: payload) {
                let text = id(own)
                appendHead(
                    Opcode.text, count: before.count + text.count + 2 + after.count, to: &bytes)
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: before))
                bytes.append(UInt8(ascii: "\""))
                bytes.append(contentsOf: text)
                bytes.append(UInt8(ascii: "\""))
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: after))
            } else {
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[head.startIndex..<payload.endIndex]))
            }
            rest = rest[payload.endIndex...]
        }
    }

    private typealias Bytes = Slice<UnsafeRawBufferPointer>

    /// What is before the id of an event, the id, and what is behind it; nil for what has none.
    private static func idMember(of json: Bytes) -> (before: Bytes, id: EventID, after: Bytes)? {
        guard let name = json.part(after: #"{"event":""#), let end = name.offset(of: UInt8(ascii: "\"")),
            let member = name.dropFirst(end).part(after: #"","id":"#), let (id, rest) = member.decimal()
        else { return nil }
        return (json[..<member.startIndex], id, rest)
    }

    /// The head and the payload of the first of some frames.
    private static func parts(of frames: Bytes) -> (head: Bytes, payload: Bytes)? {
        guard frames.count >= 2 else { return nil }
        let short = Int(frames[frames.startIndex + 1])
        let lengthBytes = short == 127 ? 8 : short == 126 ? 2 : 0
        let length = frames.dropFirst(2).prefix(lengthBytes)
        let payload = frames.dropFirst(2 + lengthBytes)
        let count = lengthBytes == 0 ? short : length.reduce(0) { $0 << 8 | Int($1) }
        return (frames[..<payload.startIndex], payload.prefix(count))
    }

    private static func frame(_ opcode: Opcode, _ payload: some Collection<UInt8>) -> [UInt8] {
        let count = payload.count
        var frame: [UInt8] = []
        frame.reserveCapacity(count + 10)
        appendHead(opcode, count: count, to: &frame)
        return frame + payload
    }

    private static func appendHead(_ opcode: Opcode, count: Int, to frame: inout [UInt8]) {
        frame.append(0x80 | opcode.rawValue)
        switch count {
        case ...125: frame.append(UInt8(count))
        case ...0xFFFF: frame += [126, UInt8(count >> 8), UInt8(count & 0xFF)]
        default:
            frame.append(127)
            for shift in stride(from: 56, through: 0, by: -8) { frame.append(UInt8(count >> shift & 0xFF)) }
        }
    }
}
