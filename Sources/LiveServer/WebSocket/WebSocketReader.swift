import LiveCore
import NIOCore

/// What a client may not send; the connection ends with the code (RFC 6455, 7.1.7).
struct WebSocketFlaw: Error, Hashable {
    let code: WebSocketFrame.CloseCode
    let reason: String

    static func protocolError(_ reason: String) -> WebSocketFlaw { WebSocketFlaw(code: .protocolError, reason: reason) }
}

/// Takes apart what a client sends, and puts its messages together (RFC 6455, 5).
///
/// It is asked for one part at a time, so that a client that is not to be listened to for now costs the bytes it has
/// sent, and it refuses a frame as soon as enough of it is there to see what is wrong.
struct WebSocketReader {
    enum Part: Hashable {
        /// A whole message, in UTF-8.
        case text(ByteBuffer)
        /// What is to come back with a pong.
        case ping(ByteBuffer)
        case pong
        /// The last frame, with the two bytes of its code, or none.
        case close(ByteBuffer)
    }

    private struct Frame {
        let opcode: WebSocketFrame.Opcode
        let isFinal: Bool
        let payload: ByteBuffer
    }

    /// What has come of a message of several frames.
    private var begun: ByteBuffer?

    /// Whether a message has begun that is not over.
    var isInMessage: Bool { begun != nil }

    /// The next part; nil when there is more to come first.
    ///
    /// - Parameter bytes: what has come in; what the part takes is taken out.
    mutating func next(in bytes: inout ByteBuffer) throws(WebSocketFlaw) -> Part? {
        while let frame = try nextFrame(in: &bytes) {
            switch frame.opcode {
            case .ping: return .ping(frame.payload)
            case .pong: return .pong
            case .close: return .close(try Self.closeCode(in: frame.payload))
            case .continuation, .text, .binary: if let text = try add(frame) { return .text(text) }
            }
        }
        return nil
    }

    // MARK: - Messages

    private mutating func add(_ frame: Frame) throws(WebSocketFlaw) -> ByteBuffer? {
        var message = frame.payload
        if var begun {
            self.begun = nil
            begun.writeImmutableBuffer(frame.payload)
            message = begun
        } else if !frame.isFinal {
            // The payload is a slice of what was read at once, which would stay as long.
            message = ByteBuffer(bytes: frame.payload.readableBytesView)
        }
        guard frame.isFinal else {
            begun = message
            return nil
        }
        guard Self.isUTF8(message) else { throw WebSocketFlaw(code: .invalidText, reason: "a text is no UTF-8") }
        return message
    }

    private static func closeCode(in payload: ByteBuffer) throws(WebSocketFlaw) -> ByteBuffer {
        var payload = payload
        guard payload.readableBytes > 0 else { return payload }
        guard let bytes = payload.readSlice(length: 2),
            let code = bytes.getInteger(at: bytes.readerIndex, as: UInt16.self)
        else { throw .protocolError("a close code has two bytes") }
        switch code {
        case 1_000...1_003, 1_007...1_014, 3_000...4_999: break
        default: throw .protocolError("a close code that may not be sent")
        }
        guard isUTF8(payload) else { throw WebSocketFlaw(code: .invalidText, reason: "a reason is no UTF-8") }
        return bytes
    }

    private static func isUTF8(_ bytes: ByteBuffer) -> Bool {
        String(validating: bytes.readableBytesView, as: UTF8.self) != nil
    }

    // MARK: - Frames

    private func nextFrame(in bytes: inout ByteBuffer) throws(WebSocketFlaw) -> Frame? {
        var rest = bytes
        guard let first = rest.readInteger(as: UInt8.self) else { return nil }
        let isFinal = first & 0x80 != 0
        let opcode = try opcode(first, isFinal: isFinal)
        guard let second = rest.readInteger(as: UInt8.self) else { return nil }
        guard second & 0x80 != 0 else { throw .protocolError("a client's frames are masked") }
        guard let length = Self.length(second & 0x7F, in: &rest) else { return nil }
        if opcode.isControl {
            guard length <= WebSocketFrame.controlBytes else { throw .protocolError("a control frame is too long") }
        } else {
            guard length <= Limits.bodyBytes - (begun?.readableBytes ?? 0) else {
                throw WebSocketFlaw(
                    code: .messageTooLarge, reason: "a message has at most \(Limits.bodyBytes) bytes")
            }
        }
        guard let mask = rest.readInteger(as: UInt32.self), var payload = rest.readSlice(length: Int(length)) else {
            return nil
        }
        bytes = rest
        Self.unmask(&payload, with: mask)
        return Frame(opcode: opcode, isFinal: isFinal, payload: payload)
    }

    /// What a frame is, when it may come now.
    private func opcode(_ first: UInt8, isFinal: Bool) throws(WebSocketFlaw) -> WebSocketFrame.Opcode {
        guard first & 0x70 == 0 else { throw .protocolError("a reserved bit is set, and no extension agreed on") }
        guard let opcode = WebSocketFrame.Opcode(rawValue: first & 0x0F) else {
            throw .protocolError("an opcode that is not known")
        }
        switch opcode {
        case .binary: throw WebSocketFlaw(code: .unacceptableData, reason: "messages are text")
        case .continuation where begun == nil: throw .protocolError("nothing has begun that this could go on with")
        case .text where begun != nil: throw .protocolError("the message before has not ended")
        case _ where opcode.isControl && !isFinal: throw .protocolError("a control frame is whole")
        default: return opcode
        }
    }

    /// - Parameter short: the length, or how many bytes it takes.
    private static func length(_ short: UInt8, in bytes: inout ByteBuffer) -> UInt64? {
        switch short {
        case 126: bytes.readInteger(as: UInt16.self).map(UInt64.init)
        case 127: bytes.readInteger(as: UInt64.self)
        default: UInt64(short)
        }
    }

    private static func unmask(_ payload: inout ByteBuffer, with mask: UInt32) {
        payload.withUnsafeMutableReadableBytes { bytes in
            for index in bytes.indices {
                bytes[index] ^= UInt8(truncatingIfNeeded: mask >> UInt32(24 - 8 * (index & 3)))
            }
        }
    }
}
