import Testing
import Wire

@Suite struct FrameTests {
    private func parse(_ text: String) -> (taken: Int, id: event_id?, data: String?) {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                var found = frame()
                let taken = frame_parse(bytes.baseAddress, bytes.count, &found)
                let data = found.data.map { start in
                    String(decoding: UnsafeRawBufferPointer(start: start, count: found.data_length), as: UTF8.self)
                }
                return (taken, found.has_id ? found.id : nil, data)
            }
        }
    }

    @Test func readsIdAndData() {
        let text = "event: comment\nid: 5000000000000001\ndata: {\"a\": 1}\n\n"
        let found = parse(text + "id: 7\n")
        #expect(found.taken == text.utf8.count)
        #expect(found.id?.major == 5_000_000_000_000_001)
        #expect(found.data == "{\"a\": 1}")
    }

    @Test func readsCarriageReturnsToo() {
        let found = parse("id: 12:34\r\ndata: x\r\n\r\n")
        #expect(found.id?.major == 12 && found.id?.minor == 34)
        #expect(found.data == "x")
    }

    @Test func waitsForTheBlankLine() {
        let text = "id: 1\ndata: x\n\n"
        for count in 0..<text.utf8.count { #expect(parse(String(text.prefix(count))).taken == 0) }
    }

    @Test func aPingIsAFrameWithoutData() {
        let found = parse(": \n\n")
        #expect(found.taken == 4)
        #expect(found.data == nil && found.id == nil)
    }

    @Test func readsNamesNumbersAndRetries() {
        var text = "event: gap\nid: 9\nretry: 4500\ndata: {\"after\":12,\"before\":x}\n\n"
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                var found = frame()
                var number: UInt64 = 0
                #expect(frame_parse(bytes.baseAddress, bytes.count, &found) == bytes.count)
                #expect(frame_is(&found, "gap") && !frame_is(&found, "ga") && !frame_is(&found, "gaps"))
                #expect(found.has_retry && found.retry_ms == 4500)
                #expect(frame_number(&found, "after", &number) && number == 12)
                #expect(!frame_number(&found, "before", &number) && !frame_number(&found, "shown", &number))
            }
        }
    }

    @Test func idsRiseByTheirFirstNumberThenTheSecond() {
        let early = event_id(major: 1, minor: 9)
        #expect(id_rises(early, event_id(major: 2, minor: 0)))
        #expect(id_rises(early, event_id(major: 1, minor: 10)))
        #expect(!id_rises(early, early))
        #expect(!id_rises(early, event_id(major: 1, minor: 8)))
    }
}
