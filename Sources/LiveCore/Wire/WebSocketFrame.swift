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

    private static func frame(_ opcode: Opcode, _ payload: some Collection<UInt8>) -> [UInt8] {
        let count = payload.count
        var frame: [UInt8] = []
        frame.reserveCapacity(count + 10)
        frame.append(0x80 | opcode.rawValue)
        switch count {
        case ...125: frame.append(UInt8(count))
        case ...0xFFFF: frame += [126, UInt8(count >> 8), UInt8(count & 0xFF)]
        default:
            frame.append(127)
            for shift in stride(from: 56, through: 0, by: -8) { frame.append(UInt8(count >> shift & 0xFF)) }
        }
        return frame + payload
    }
}
