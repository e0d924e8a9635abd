import Testing

@testable import LiveClient

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://comments.example/", "https://comments.example"),
        ("http://[::1]:1/base/", "http://[::1]:1/base"),
    ])
    func takesServers(url: String, normal: String) {
        #expect(Endpoint(url: url, userAgent: "test")?.url == normal)
    }

    @Test(arguments: [
        "", "localhost:8080", "ftp://a", "file:///etc/passwd", "http://", "http://u:p@a", "http://a?b", "http://a#b",
    ])
    func refusesOthers(url: String) {
        #expect(Endpoint(url: url, userAgent: "test") == nil)
    }

    @Test func encodesParameters() {
        #expect(Request.target("/a", [("q", "a b&c=ü\u{1}"), ("n", nil)]) == "/a?q=a%20b%26c%3D%C3%BC%01")
    }
}
