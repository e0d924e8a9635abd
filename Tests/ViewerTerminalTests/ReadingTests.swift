import Foundation
import LiveCore
import TestSupport
import Testing

extension TerminalTests {
    /// How the viewer shows what others say.
    @Suite struct Reading {
        /// The numbers of `comment N` on the screen.
        private func numbers(_ screen: Screen) throws -> [Int] {
            try screen.rows().compactMap { $0.firstMatch(of: /│ comment (\d+)/).flatMap { Int($0.1) } }
        }

        @Test func scrollsBackThrough5000CommentsToTheFirst() throws {
            let server = try ServerProcess()
            try Talk.post((1...5_000).lazy.map { "comment \($0)" }, to: server)
            let screen = try Screen(server, height: 100)
            try screen.watch()
            try screen.wait("a full screen") { try numbers(screen).last == 5_000 }
            var oldest = 5_001
            while oldest > 1 {
                try screen.press("PPage")
                var shown: [Int] = []
                try screen.wait("older comments than \(oldest)") {
                    shown = try numbers(screen)
                    // While a page loads there is a line for it, and less than a screen.
                    return shown.count > 90 && shown[0] < oldest
                }
                oldest = shown[0]
                #expect(shown == Array(oldest..<oldest + shown.count), "nothing is missing between")
            }
            try screen.wait(until: "the beginning")
            try screen.press("G")
            try screen.wait(until: "comment 5000")
        }

        @Test func pausesAndResumesUnder200CommentsASecond() throws {
            let server = try ServerProcess()
            try Talk.post((1...100).map { "comment \($0)" }, to: server)
            let screen = try Screen(server)
            try screen.watch()
            let talk = Talk.Stream(perSecond: 200, to: server)
            defer { talk.stop() }
            try screen.wait(until: "talk ")
            try screen.press("k")
            try screen.wait(until: "held")
            let held = try screen.settled(1..<21)
            let from = talk.posted
            try screen.wait("200 more") { talk.posted > from + 200 }
            try screen.wait("their number") {
                let count = try screen.text().firstMatch(of: /(\d+) new below/).flatMap { Int($0.1) }
                return count ?? 0 > 200
            }
            #expect(try Array(screen.rows()[1..<21]) == held, "nothing that is read has moved")
            try screen.press("G")
            try screen.wait("the list to go on") { try !screen.text().contains("new below") }
            talk.stop()
            try screen.wait(until: "talk \(talk.posted)")
            try checkDrawing(screen, rows: 1..<24)
        }

        @Test func keepsItsPlaceWhileTheServerIsAway() throws {
            let data = try TemporaryFolder.make()
            defer { try? FileManager.default.removeItem(at: data) }
            let server = try ServerProcess(data: data)
            try Talk.post((1...100).map { "comment \($0)" }, to: server)
            let screen = try Screen(server)
            try screen.watch()
            try screen.press("PPage", "k")
            try screen.wait(until: "held")
            let held = try screen.settled(1..<21)
            server.kill()
            try screen.wait(until: "away")
            #expect(try Array(screen.rows()[1..<21]) == held)
            let again = try ServerProcess(data: data, port: server.port)
            try Talk.post(["while you were away"], to: again)
            try screen.wait(until: "● live")
            try screen.wait(until: "1 new below")
            #expect(try Array(screen.rows()[1..<21]) == held)
            try screen.press("G")
            try screen.wait(until: "while you were away")
        }

        @Test func aResizeStormEndsRight() throws {
            let server = try ServerProcess()
            let words = "with a few more words, so that it is wrapped 漢字"
            try Talk.post((1...200).map { "comment \($0) \(words)" }, to: server)
            let screen = try Screen(server)
            try screen.watch()
            let talk = Talk.Stream(perSecond: 50, to: server)
            defer { talk.stop() }
            var random = SeededGenerator(seed: 7)
            for _ in 0..<40 {
                try screen.resize(.random(in: 10...200, using: &random), .random(in: 3...60, using: &random))
            }
            try screen.resize(80, 24)
            talk.stop()
            try screen.wait(until: "talk \(talk.posted)")
            try screen.wait("all of it") {
                let rows = try screen.rows()
                return rows[0].hasPrefix(" demo") && rows[0].hasSuffix("● live") && rows[22].hasPrefix(" NAV")
            }
            try checkDrawing(screen, rows: 1..<24)
            try screen.resize(30, 8)
            try screen.wait(until: "too small")
            try screen.resize(80, 24)
            try screen.wait(until: "talk \(talk.posted)")
        }

        @Test func severalPostsAreTabs() throws {
            let server = try ServerProcess()
            try Talk.post(["in demo"], to: server)
            let screen = try Screen(server)
            try screen.watch("demo other")
            try Talk.post(["in other"], to: server, post: "other")
            try screen.wait(until: "2 other 1")
            try screen.press("2")
            try screen.wait(until: "│ in other")
            try screen.press("Tab")
            try screen.wait(until: "│ in demo")
        }

        /// What was drawn bit by bit is what is drawn at once.
        private func checkDrawing(_ screen: Screen, rows: Range<Int>) throws {
            let drawn = try screen.settled(rows)
            try screen.press("C-l")
            #expect(try screen.settled(rows) == drawn)
        }
    }
}
