import Testing
import Wire

@Suite struct HeadTests {
    private func parse(_ text: String) -> head {
        head_parse(text, text.utf8.count)
    }

    @Test func readsAResponse() {
        let text = "HTTP/1.1 201 Created\r\nContent-LENGTH:  42\r\nConnection: close\r\n\r\n"
        let found = parse(text + "body")
        #expect(found.length == text.utf8.count)
        #expect(found.status == 201)
        #expect(found.content_length == 42)
        #expect(found.close && !found.chunked)
    }

    @Test func readsARequest() {
        let found = parse("POST /comments/a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(found.status == 0)
        #expect(found.chunked && !found.close)
    }

    @Test func waitsForTheEnd() {
        #expect(parse("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n").length == 0)
    }
}
