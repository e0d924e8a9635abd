import Foundation
import LiveCore
import TestSupport
import Testing

extension TerminalTests {
    /// How one writes in the viewer.
    @Suite struct Writing {
        @Test func composesWithPasteAndEmoji() throws {
            let server = try ServerProcess()
            let screen = try Screen(server)
            try screen.watch()
            try screen.press("i")
            try screen.type("héllo 漢字 👍🏽 ")
            try screen.paste("pasted\nlines 👩‍🚀\n")
            try screen.wait(until: "lines")
            #expect(try Talk.comments(server).isEmpty, "a paste sends nothing")
            try screen.press("BSpace", "Enter")
            try screen.wait("the comment") { try Talk.comments(server) == ["héllo 漢字 👍🏽 pasted\nlines 👩‍🚀"] }
            try screen.wait("it in the list") { try screen.rows()[1..<6].contains { $0.contains("│ héllo") } }
            // Words are cut and put back, and ↑ brings back what was sent.
            try screen.type("one two")
            try screen.press("C-w", "C-a", "C-y", "Enter")
            try screen.wait("the second") { try Talk.comments(server).last == "twoone " }
            try screen.press("Up", "Up")
            try screen.wait(until: "> héllo")
        }

        @Test func refusedCommentsAreKeptAndSentAgain() throws {
            let data = try TemporaryFolder.make()
            defer { try? FileManager.default.removeItem(at: data) }
            let server = try ServerProcess(data: data)
            let screen = try Screen(server)
            try screen.watch()
            server.kill()
            try screen.wait(until: "away")
            try screen.press("i")
            try screen.type("into the void")
            try screen.press("Enter")
            try screen.wait(until: "not sent")
            let again = try ServerProcess(data: data, port: server.port)
            try screen.wait(until: "● live")
            try screen.press("M-r")
            try screen.wait("the comment") { try Talk.comments(again) == ["into the void"] }
            try screen.wait("its receipt") { try !screen.text().contains("sends it again") }
        }

        @Test func theEditorWritesADraft() throws {
            let server = try ServerProcess()
            let screen = try Screen(server, environment: ["EDITOR": "sed -i s/rough/polished/"])
            try screen.watch()
            try screen.press("i")
            try screen.type("a rough draft")
            try screen.press("C-x", "C-e")
            try screen.wait(until: "a polished draft")
            try screen.press("Enter")
            try screen.wait("the comment") { try Talk.comments(server) == ["a polished draft"] }
        }

        @Test func draftsOutliveTheViewer() throws {
            let server = try ServerProcess()
            let screen = try Screen(server)
            try screen.watch()
            try screen.press("i")
            try screen.type("half a thou")
            try screen.wait(until: "half a thou")
            try screen.signal(SIGTERM)
            try screen.wait(until: "status 143")
            try screen.watch()
            try screen.wait(until: "half a thou")
            try screen.press("i")
            try screen.type("ght")
            try screen.press("Enter")
            try screen.wait("the comment") { try Talk.comments(server) == ["half a thought"] }
            try screen.navigate()
            try screen.press("q")
            try screen.wait(until: "status 0")
            try screen.watch()
            #expect(try !screen.rows().suffix(2).joined().contains("thought"))
        }

        @Test func configurationIsRead() throws {
            let server = try ServerProcess()
            let screen = try Screen(server)
            let configuration = "start_mode = insert\ntimestamp = off\nbell = all\n[keys]\nf2 = quit\n"
            try screen.write(configuration, to: ".config/lc/viewer.conf")
            try screen.watch()
            try screen.wait(until: "viewer.conf:2: timestamp: no such setting; did you mean timestamps?")
            try screen.wait(until: "INSERT")
            try Talk.post(["ding"], to: server)
            try screen.wait("the bell") { try screen.state("#{window_bell_flag}") == "1" }
            try screen.press("F2")
            try screen.wait(until: "status 0")
        }
    }
}
