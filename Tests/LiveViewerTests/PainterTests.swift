import LiveCore
import Testing

@testable import LiveViewer

@Suite struct PainterTests {
    private func frame(_ rows: String..., width: Int = 10) -> Frame {
        var frame = Frame(size: Size(width: width, height: rows.count))
        for (row, text) in rows.enumerated() { frame.draw(Line(text), row: row) }
        return frame
    }

    private func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("\u{1B}", with: "^")
    }

    @Test func drawsTheFirstFrameWhole() {
        var painter = Painter(.ansi(colors: .indexed))
        #expect(text(painter.paint(frame("ab", "", "c"))) == "^[?25l^[m^[H^[2J^[1;1Hab^[3;1Hc")
    }

    @Test func thenOnlyWhatChanged() {
        var painter = Painter(.ansi(colors: .indexed))
        _ = painter.paint(frame("hello", "there"))
        #expect(painter.paint(frame("hello", "there")).isEmpty)
        #expect(text(painter.paint(frame("hello", "those"))) == "^[2;3Hos")
        #expect(text(painter.paint(frame("hell", "those"))) == "^[1;5H^[K")
        painter.invalidate()
        #expect(text(painter.paint(frame("hell", "those"))).contains("^[2J"))
        #expect(text(painter.paint(frame("hell"))).contains("^[2J"), "another size is drawn whole")
    }

    @Test func aJoinerJoinsNothingThatIsDrawnBeside() {
        #expect(Line("a\u{200D}\u{200D} b \u{200D}").cells.map(\.character) == ["a", " ", "b", " "])
        #expect(Line("👩‍🚀").cells.map(\.character) == ["👩‍🚀"])
    }

    @Test func setsTheCursorAfterWhatTerminalsDisagreeAbout() {
        var painter = Painter(.ansi(colors: .indexed))
        _ = painter.paint(frame(""))
        #expect(text(painter.paint(frame("👨‍👩‍👧‍👦ab"))) == "^[1;1H  ^[1;1H👨‍👩‍👧‍👦^[1;3Hab^[K")
        #expect(text(painter.paint(frame("漢字ab"))) == "^[1;1H漢字ab")
        // What follows is drawn again although it is the same: the terminal may have drawn over it.
        #expect(text(painter.paint(frame("漢👍🏽ab"))) == "^[1;3H  ^[1;3H👍🏽^[1;5Hab^[K")
    }

    @Test func stylesAndLinks() {
        var painter = Painter(.ansi(colors: .trueColor))
        var frame = Frame(size: Size(width: 10, height: 1))
        _ = painter.paint(frame)
        var line = Line("a", Style(.indexed(1), .bold))
        line.append("b", Style(.rgb(1, 2, 3), on: .indexed(200)))
        line.append("c")
        line.link(2..<3, to: "https://example.org")
        frame.draw(line, row: 0)
        let painted = text(painter.paint(frame))
        #expect(painted.hasPrefix("^[1;1H^[m^[1m^[31ma^[m^[38;2;1;2;3m^[48;5;200mb"))
        #expect(painted.contains("^]8;id="))
        #expect(painted.hasSuffix("^[mc^]8;;^\\"))
    }

    @Test func showsTheCursorWhereItStands() {
        var painter = Painter(.ansi(colors: .none))
        var frame = frame("ab")
        frame.cursor = Position(row: 0, column: 2)
        #expect(text(painter.paint(frame)).hasSuffix("ab^[?25h"))
        frame.cursor = Position(row: 0, column: 0)
        #expect(text(painter.paint(frame)) == "^[?25l^[1;1H^[?25h")
    }

    /// A terminal that knows what ``Capabilities/ansi(colors:links:)`` sends, and measures as told.
    private struct Emulator {
        var rows: [[Character]]
        var (row, column) = (0, 0)
        let measure: (Character) -> Int

        init(_ size: Size, measure: @escaping (Character) -> Int) {
            rows = Array(repeating: Array(repeating: " ", count: size.width), count: size.height)
            self.measure = measure
        }

        mutating func write(_ bytes: [UInt8]) {
            var rest = Substring(String(decoding: bytes, as: UTF8.self))
            while let character = rest.popFirst() {
                guard character == "\u{1B}" else {
                    put(character)
                    continue
                }
                if rest.popFirst() == "]" {
                    while let next = rest.popFirst(), next != "\\" {}
                    continue
                }
                var parameters = ""
                while let next = rest.popFirst() {
                    if next.isLetter {
                        control(next, parameters)
                        break
                    }
                    parameters.append(next)
                }
            }
        }

        private mutating func control(_ final: Character, _ parameters: String) {
            switch final {
            case "H":
                let numbers = parameters.split(separator: ";").compactMap { Int($0) }
                (row, column) = numbers.count == 2 ? (numbers[0] - 1, numbers[1] - 1) : (0, 0)
            case "J": rows = rows.map { $0.map { _ in " " } }
            case "K": for index in column..<rows[row].count { rows[row][index] = " " }
            default: break
            }
        }

        private mutating func put(_ character: Character) {
            for offset in 0..<measure(character) where column + offset < rows[row].count {
                rows[row][column + offset] = offset == 0 ? character : "\u{0}"
            }
            column = min(column + measure(character), rows[row].count - 1)
        }
    }

    @Test func theScreenIsRightHoweverATerminalMeasures() {
        // One as we do, one that adds up code points as `wcwidth` does, one that takes all emoji for narrow.
        let measures: [(Character) -> Int] = [
            { TerminalWidth.columns(of: $0) },
            { $0.unicodeScalars.reduce(0) { $0 + TerminalWidth.columns(of: Character($1)) } },
            { $0.isUndisputed ? TerminalWidth.columns(of: $0) : 1 },
        ]
        var stage = Stage(width: 60, height: 12)
        stage.open()
        for measure in measures {
            var painter = Painter(.ansi(colors: .indexed))
            var emulator = Emulator(stage.frame.size, measure: measure)
            for (second, text) in Samples.texts.enumerated() {
                stage.hear(Stage.comment(text, by: "u\(second)", at: Double(second)))
                emulator.write(painter.paint(stage.frame))
                let fresh = stage.frame
                for row in 0..<fresh.size.height {
                    for (column, cell) in fresh[row].enumerated() where cell.columns > 0 {
                        // What is disputed may reach over its neighbours; whatever stands alone is where it should be.
                        guard cell.character.isUndisputed, cell.character != " " else { continue }
                        #expect(emulator.rows[row][column] == cell.character, "row \(row), column \(column) of \(text)")
                    }
                }
            }
        }
    }
}

@Suite struct FramePacerTests {
    private let millisecond: Int64 = 1_000_000

    @Test func neverMoreThanSixtyASecond() {
        var pacer = FramePacer()
        var now: Int64 = 0
        var times: [Int64] = []
        for index in 0..<1_000 {
            now += pacer.delay(at: now, isForKey: index % 3 > 0)
            pacer.draw(at: now)
            times.append(now)
            now += millisecond / 10
        }
        for index in times.indices {
            #expect(times[index...].prefix { $0 < times[index] + 1_000 * millisecond }.count <= FramePacer.limit)
        }
    }

    @Test func keysDoNotWaitForTheStream() {
        var pacer = FramePacer()
        var now: Int64 = 0
        for _ in 0..<200 {
            now += pacer.delay(at: now, isForKey: false)
            pacer.draw(at: now)
            // Ten keys a second while the stream draws as often as it may.
            if Int(now / millisecond) % 100 < 34 {
                #expect(pacer.delay(at: now + millisecond, isForKey: true) == 0)
                pacer.draw(at: now + millisecond)
            }
            now += 2 * millisecond
        }
    }
}
