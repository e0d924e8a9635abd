import LiveCore
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("\u{1B}[2J\u{7}", "\u{FFFD}[2J\u{FFFD}"),
        ("\u{9B}31m", "\u{FFFD}31m"),
        ("a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e", "abcde"),
        ("two\nlines\tand\u{2028}more", "two lines and more"),
        ("👩‍👩‍👧‍👦 e\u{301} ❤️", "👩‍👩‍👧‍👦 e\u{301} ❤️"),
        ("\u{E0041}tag", "tag"),
    ])
    func showsWithoutActing(text: String, expected: String) {
        #expect(DisplayText.line(text) == expected)
    }

    @Test func limitsHeapsOfMarks() {
        let heap = "a" + String(repeating: "\u{301}", count: 500) + "b"
        #expect(DisplayText.line(heap).unicodeScalars.count == 2 + DisplayText.marksPerCharacter)
    }

    @Test func keepsLinesApart() {
        #expect(DisplayText.lines("a\n\nb\u{1B}") == ["a", "", "b\u{FFFD}"])
    }
}
