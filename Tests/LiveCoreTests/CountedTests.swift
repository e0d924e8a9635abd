import LiveCore
import Testing

@Suite struct CountedTests {
    @Test func oneIsOne() {
        #expect([0, 1, 2].map { Counted.comments($0) } == ["0 comments", "1 comment", "2 comments"])
        #expect(Counted.text("1", "post") == "1 post")
    }

    @Test(arguments: [
        (0, "0 seconds"), (1_999, "1 second"), (118_999, "118 seconds"), (119_000, "2 minutes"), (120_000, "2 minutes"),
        (301_000, "5 minutes"), (7_139_000, "119 minutes"), (7_199_600, "2 hours"), (34_560_000_000, "400 days"),
    ])
    func timesAreInUnitsThatFit(milliseconds: Int64, text: String) {
        #expect(Counted.time(milliseconds: milliseconds) == text)
    }
}
