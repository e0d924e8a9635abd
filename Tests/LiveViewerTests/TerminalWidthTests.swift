import Foundation
import LiveCore
import TestSupport
import Testing

@testable import LiveViewer

@Suite struct TerminalWidthTests {
    @Test(arguments: [
        ("hello", 5), ("漢字", 4), ("e\u{301}", 1), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇩🇪", 2), ("1\u{FE0F}\u{20E3}", 2), ("❤", 1),
        ("❤\u{FE0F}", 2), ("⌚\u{FE0E}", 1), ("ｶﾞ", 2), ("☝🏽", 2), ("क्षि", 2), ("\u{301}abc", 3), ("", 0),
    ])
    func measuresCharacters(text: String, columns: Int) {
        #expect(TerminalWidth.columns(of: text) == columns)
    }

    @Test func agreesWithTheSharedCases() throws {
        guard let file = SharedData.file("text/width_cases.json") else { return }
        let shared = try JSONDecoder().decode(WidthCases.self, from: Data(contentsOf: file))
        #expect(shared.cases.count > 40)
        for one in shared.cases where one.columns >= 0 {
            #expect(TerminalWidth.columns(of: one.text) == one.columns, "\(one.name)")
        }
        // What can't be measured is never measured: it is made safe before.
        for one in shared.cases where one.columns < 0 {
            #expect(DisplayText.line(one.text) != one.text, "\(one.name)")
        }
    }

    @Test func everyEmojiIsTwoColumns() {
        for value in UInt32(0x231A)...0x1FAFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isEmoji else { continue }
            let text = scalar.properties.isEmojiPresentation ? String(scalar) : "\(scalar)\u{FE0F}"
            #expect(TerminalWidth.columns(of: text) == 2, "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: [
        ("short", 10, "short"), ("a bit longer", 6, "a bit…"), ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("x", 0, ""),
    ])
    func clips(text: String, columns: Int, expected: String) {
        #expect(text.clipped(to: columns) == expected)
    }
}

private struct WidthCases: Decodable {
    struct Case: Decodable {
        let name: String
        let text: String
        let columns: Int

        enum CodingKeys: String, CodingKey {
            case name, text
            case columns = "columns_wcwidth"
        }
    }

    let cases: [Case]
}
