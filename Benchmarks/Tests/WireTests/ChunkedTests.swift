import Testing
import Wire

@Suite struct ChunkedTests {
    /// Decodes `text` handed over in pieces of `size` bytes.
    private func decode(_ text: String, inPiecesOf size: Int) -> String {
        var state = chunked()
        var decoded: [CChar] = []
        let bytes = text.utf8.map { CChar(bitPattern: $0) }
        for start in stride(from: 0, to: bytes.count, by: size) {
            var piece = Array(bytes[start..<min(start + size, bytes.count)])
            let kept = chunked_decode(&state, &piece, piece.count)
            decoded += piece[..<kept]
        }
        return String(decoding: decoded.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test(arguments: 1...20)
    func isTheSameHoweverItIsCut(size: Int) {
        let text = "5\r\nhello\r\n1;name=value\r\n,\r\nA\r\n 0123\r\n567\r\n0\r\n\r\n"
        #expect(decode(text, inPiecesOf: size) == "hello, 0123\r\n567")
    }

    @Test func nothingComesAfterTheEnd() {
        #expect(decode("1\r\na\r\n0\r\n\r\n1\r\nb\r\n", inPiecesOf: 100) == "a")
    }
}
