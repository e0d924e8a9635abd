import Testing
import Wire

@Suite struct WebSocketTests {
    /// What a client makes of what a server sent.
    private struct Seen: Equatable {
        var event: String?
        var id: UInt64?
        var data: String?
        var retry: UInt64?
    }

    private func frame(_ opcode: UInt8, _ payload: some Sequence<UInt8>) -> [UInt8] {
        let payload = Array(payload)
        let length: [UInt8] =
            switch payload.count {
            case ...125: [UInt8(payload.count)]
            case ...0xFFFF: [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
            default: [127] + (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 0xFF) }
            }
        return [0x80 | opcode] + length + payload
    }

    private func text(_ text: String) -> [UInt8] { frame(1, text.utf8) }

    private func parse<Result>(
        _ bytes: [UInt8], _ body: (Int, inout websocket_frame) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { bytes in
            var found = websocket_frame()
            return body(websocket_parse(bytes.baseAddress, bytes.count, &found), &found)
        }
    }

    private func string(_ start: UnsafePointer<CChar>?, _ count: Int) -> String? {
        start.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: count), as: UTF8.self) }
    }

    private func read(_ bytes: [UInt8]) -> Seen {
        parse(bytes) { taken, message in
            #expect(taken == bytes.count)
            var found = Wire.frame()
            websocket_read(&message, &found)
            return Seen(
                event: string(found.event, found.event_length), id: found.has_id ? found.id.major : nil,
                data: string(found.data, found.data_length), retry: found.has_retry ? found.retry_ms : nil)
        }
    }

    @Test func readsEvents() {
        #expect(
            read(text(#"{"event":"comment","id":5000000000000001,"data":{"a":{}}}"#))
                == Seen(event: "comment", id: 5_000_000_000_000_001, data: #"{"a":{}}"#))
        #expect(read(text(#"{"event":"viewers","data":{"n":1}}"#)) == Seen(event: "viewers", data: #"{"n":1}"#))
    }

    @Test(arguments: [#"{"receipt":{}}"#, #"{"event":"a","#, #"{"event":"a"}"#, #"{"event":"a","data":"#, "", "{"])
    func whatIsNoEventIsDataThatIsNotExpected(message: String) {
        #expect(read(text(message)) == Seen(data: message))
    }

    @Test(arguments: [0, 1, 125, 126, 300, 65_535, 65_536, 70_000])
    func waitsForAllOfAFrame(count: Int) {
        let bytes = frame(1, Array(repeating: UInt8(ascii: "x"), count: count))
        for cut in [0, 1, 2, 3, 4, 9, 10, bytes.count - 1] where cut < bytes.count {
            parse(Array(bytes[..<cut])) { taken, _ in #expect(taken == 0) }
        }
        parse(bytes + [0x81]) { taken, message in
            #expect(taken == bytes.count)
            #expect(message.length == count && message.opcode == WEBSOCKET_TEXT)
        }
    }

    @Test(
        arguments: [
            [0x01, 0x00], [0x80, 0x00], [0x82, 0x00], [0x83, 0x00], [0xC1, 0x00], [0x81, 0x80], [0x89, 0x7E],
            [0x09, 0x00],
        ] as [[UInt8]])
    func findsWhatNoServerSends(bytes: [UInt8]) {
        parse(bytes) { _, message in #expect(message.opcode == WEBSOCKET_BROKEN) }
    }

    @Test func theLastFrameSaysWhenToComeBack() {
        #expect(read(frame(8, [3, 0xE9] + "retry: 4500".utf8)) == Seen(retry: 4_500))
        #expect(read(frame(8, [3, 0xE9])) == Seen())
        #expect(read(frame(8, [])) == Seen())
    }

    @Test func aPingIsAnsweredWithWhatItBrought() {
        parse(frame(9, "hello".utf8)) { _, ping in
            #expect(ping.opcode == WEBSOCKET_PING)
            var pong = [CChar](repeating: 1, count: Int(WEBSOCKET_PONG_BYTES))
            let length = websocket_pong(&ping, &pong)
            #expect(pong[..<length].map(UInt8.init(bitPattern:)) == [0x8A, 0x85, 0, 0, 0, 0] + "hello".utf8)
        }
    }
}
