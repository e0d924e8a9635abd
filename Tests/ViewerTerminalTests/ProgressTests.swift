import Foundation
import TestSupport
import Testing

extension TerminalTests {
    /// How far something has come, on a terminal's standard error.
    @Suite struct ProgressShown {
        private static let count = 60_000

        @Test func anImportShowsItsRateAndTheTimeLeftAndLeavesNothingBehind() throws {
            let server = try ServerProcess()
            let token = try Command.run("lcd token --role moderator --subject mod --data '\(server.data.path)'")
            let screen = try Screen(server, environment: ["LC_TOKEN": try #require(token.lines.first)])
            let log = (1...Self.count).map { number in
                #"{"timestamp":\#(1_700_000_000_000 + number),"author_id":"a","comment":"comment \#(number)"}"#
            }
            try screen.write(log.joined(separator: "\n"), to: "log")
            try screen.enter("clear; lc import demo log")
            var shown: Substring = ""
            try screen.wait("a bar") {
                let bar = try screen.text().firstMatch(
                    of: /\[#+\.+\] [0-9]+ %  [0-9]+ comments, [0-9]+\/s, [0-9]+:[0-9]{2} left/)
                shown = bar?.output ?? ""
                return bar != nil
            }
            try screen.wait(until: "imported \(Self.count) comments")
            #expect(try !screen.text().contains("left"), "\(shown)")
            // Elsewhere than on a terminal nothing is shown.
            try screen.enter("clear; lc history demo --all 2>errors | wc -l; wc -c <errors")
            try screen.wait(until: "\(Self.count)\n0\n")
        }
    }
}
