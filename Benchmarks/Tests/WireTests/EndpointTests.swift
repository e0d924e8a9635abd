import Testing
import Wire

@Suite struct EndpointTests {
    @Test(arguments: ["http://127.0.0.1:8080", "http://127.0.0.1:8080/"])
    func readsAnAddress(url: String) {
        var found = endpoint()
        #expect(endpoint_parse(url, &found))
        #expect(found.address.sin_port == UInt16(8080).bigEndian)
    }

    @Test(arguments: [
        "", "127.0.0.1:80", "https://127.0.0.1:80", "http://localhost:80", "http://127.0.0.1",
        "http://127.0.0.1:0", "http://127.0.0.1:65536", "http://127.0.0.1:80x", "http://1.2.3:80",
    ])
    func refusesAnythingElse(url: String) {
        var found = endpoint()
        #expect(!endpoint_parse(url, &found))
    }
}
