import Foundation
import LiveCore
import TestSupport
import Testing

extension TerminalTests {
    /// What strangers type stays where it belongs.
    @Suite struct NaughtyStrings {
        private static let size = (width: 120, height: 100)
        /// Where the line between names and texts stands.
        private static let separator = 22

        /// A row of the list: a rule, or a time, a name and a text, or what is below those.
        private func isWhole(_ row: String) -> Bool {
            if row.isEmpty || row.hasPrefix("──") { return true }
            // By scalars: a mark that a text begins with is none of the blank before it.
            let shape = /[ !](\d\d:\d\d|     ) .*│( .*)?/.matchingSemantics(.unicodeScalar)
            guard row.wholeMatch(of: shape) != nil, let place = row.unicodeScalars.firstIndex(of: "│") else {
                return false
            }
            let head = row.unicodeScalars[..<place]
            // Others take no column, or two.
            return head.allSatisfy(\.isASCII) ? head.count == Self.separator : true
        }

        private func checkFrame(_ rows: [String]) {
            #expect(rows[0].hasPrefix(" demo") && rows[0].hasSuffix("● live"), "\(rows[0])")
            for row in rows[1..<97] { #expect(isWhole(row), "\(row)") }
            #expect(rows[98].hasPrefix(" NAV"), "\(rows[98])")
            #expect(rows[99].hasPrefix("me>"), "\(rows[99])")
        }

        @Test func leaveTheScreenRight() throws {
            guard let file = SharedData.file("text/blns.json") else { return }
            let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
            let server = try ServerProcess()
            let screen = try Screen(server, width: Self.size.width, height: Self.size.height)
            try screen.watch()
            let format = "#{pane_title} #{pane_width}x#{pane_height} #{alternate_on} #{window_bell_flag}"
            let modes = "\(format) #{insert_flag} #{origin_flag} #{scroll_region_upper} #{scroll_region_lower}"
            let before = try screen.state(modes)
            var count = 0
            for text in strings {
                count += try Talk.post([text], to: server).count
                let name = String(text.prefix(60))
                guard (try? NewComment(author: name, authorName: name, content: "said by it")) != nil else { continue }
                count += try Talk.post(["said by it"], by: name, name: name, to: server).count
            }
            #expect(count > 500)
            try Talk.post(["the last one"], to: server)
            try screen.wait(until: "the last one")
            var seen = ""
            var rows = try screen.settled(0..<100)
            var isThere = false
            for _ in 0..<200 where !isThere {
                checkFrame(rows)
                seen += rows.joined(separator: "\n") + "\n"
                isThere = rows.contains { $0.contains("the beginning") }
                guard !isThere else { break }
                let before = rows
                // By half pages, and only once the last one was drawn: a screen stands still, too, while a viewer on a
                // busy machine has not come to the key, and what two keys skip would be missing below.
                try screen.press("C-u")
                try screen.wait("a screen further up") { try Array(screen.rows()[1..<97]) != Array(before[1..<97]) }
                rows = try screen.settled(0..<100)
            }
            #expect(isThere)
            #expect(try screen.state(modes) == before)
            checkNothingIsHidden(strings, in: seen)
        }

        /// What can be typed on any keyboard is shown as it was typed.
        private func checkNothingIsHidden(_ strings: [String], in seen: String) {
            for text in strings {
                let line = text.trimmingCharacters(in: .whitespaces)
                guard (1...90).contains(line.count), line.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
                    continue
                }
                #expect(seen.contains(line), "\(line)")
            }
        }
    }
}
