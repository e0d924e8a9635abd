import Testing

@testable import LiveViewer

@Suite struct WrapTests {
    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("  art", 10, ["  art"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("漢字かな交じり", 5, ["漢字", "かな", "交じ", "り"]),
        ("go 漢字漢字", 7, ["go 漢字", "漢字"]),
        ("a👨‍👩‍👧‍👦b👨‍👩‍👧‍👦", 3, ["a👨‍👩‍👧‍👦", "b👨‍👩‍👧‍👦"]),
        ("", 4, [""]),
        ("    ", 2, [""]),
    ])
    func breaks(text: String, width: Int, expected: [String]) {
        let rows = Line(text).wrapped(to: width)
        #expect(rows.map { String($0.cells.map(\.character)) } == expected)
        #expect(rows.allSatisfy { $0.columns <= width })
    }

    @Test func stopsAtTheLimit() {
        #expect(Line(String(repeating: "word ", count: 1_000)).wrapped(to: 5, limit: 3).count == 3)
    }

    @Test func nothingIsLost() {
        let text = "The quick — 速い 🦊🏽 fox https://example.org/a/very/long/path jumps"
        for width in 2...40 {
            let joined = Line(text).wrapped(to: width).flatMap(\.cells).map(\.character).filter { $0 != " " }
            #expect(String(joined) == text.filter { $0 != " " }, "at width \(width)")
        }
    }
}
