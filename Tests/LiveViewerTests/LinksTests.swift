import Testing

@testable import LiveViewer

@Suite struct LinksTests {
    @Test(arguments: [
        ("see https://example.org/a?b=1.", ["https://example.org/a?b=1"]),
        ("(https://en.wikipedia.org/wiki/A_(b))", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("<http://a.example> and HTTPS://b.example!", ["http://a.example", "HTTPS://b.example"]),
        ("https://example.org/です", ["https://example.org/"]),
        ("https://example.org/é", ["https://example.org/%C3%A9"]),
        ("nohttps://example.org javascript://x file:///etc https://", []),
    ])
    func finds(text: String, targets: [String]) {
        let found = Links.find(in: text)
        #expect(found.map(\.target) == targets)
    }

    @Test(arguments: [
        ("hi Ada!", true), ("@ada: look", true), ("adamant", false), ("canada", false), ("ada-lovelace", false),
        ("ADA", true), ("", false),
    ])
    func mentions(text: String, expected: Bool) {
        #expect(Mentions(of: ["ada"]).occur(in: text) == expected)
    }

    @Test func mentionsSayWhere() {
        #expect(Mentions(of: ["ada", "5678"]).find(in: "Ada, @5678 and ada") == [0..<3, 5..<10, 15..<18])
    }
}
