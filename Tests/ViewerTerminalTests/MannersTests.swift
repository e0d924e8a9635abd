import Foundation
import TestSupport
import Testing

extension TerminalTests {
    /// How the viewer comes and goes.
    @Suite struct Manners {
        /// After the viewer has gone: `stty` as before, the main screen, the cursor, no mouse.
        private func checkRestored(_ screen: Screen, _ way: String) throws {
            try screen.wait("what stty says after \(way)") { screen.file("after")?.isEmpty == false }
            #expect(screen.file("before") == screen.file("after"), "\(way)")
            #expect(try screen.modes() == Screen.restored, "\(way)")
        }

        @Test func everyKeyThatLeavesPutsTheTerminalBack() throws {
            let server = try ServerProcess()
            let screen = try Screen(server)
            for keys in [["q"], [":", "quit", "Enter"], ["C-c"], ["i", "/quit", "Enter"], ["i", "C-c"]] {
                try screen.watch()
                for key in keys { try screen.press(key) }
                try screen.wait(until: "status 0")
                try checkRestored(screen, "\(keys)")
            }
        }

        @Test func everySignalThatEndsItPutsTheTerminalBack() throws {
            let server = try ServerProcess()
            let screen = try Screen(server)
            let ways: [(signal: Int32, status: Int)] = [
                (SIGTERM, 143), (SIGINT, 130), (SIGHUP, 143), (SIGQUIT, 143), (SIGSEGV, 139), (SIGABRT, 134),
                (SIGBUS, 135), (SIGILL, 132), (SIGTRAP, 133), (SIGFPE, 136),
            ]
            for (signal, status) in ways {
                try screen.watch()
                try screen.press("M")
                try screen.wait("the mouse") { try screen.state("#{mouse_any_flag}") == "1" }
                try screen.signal(signal)
                try screen.wait(until: "status \(status)")
                try checkRestored(screen, "signal \(signal)")
            }
        }

        @Test func suspendsAndComesBack() throws {
            let server = try ServerProcess()
            try Talk.post(["before"], to: server)
            let screen = try Screen(server)
            try screen.enter("lc watch demo")
            try screen.wait(until: "● live")
            try screen.press("i")
            try screen.type("a draft")
            try screen.wait(until: "> a draft")
            try screen.press("C-z")
            try screen.wait(until: "Stopped")
            #expect(try screen.modes() == Screen.restored)
            try Talk.post(["meanwhile"], to: server)
            try screen.enter("clear; fg; echo \"status $?\"")
            try screen.wait(until: "meanwhile")
            try screen.wait(until: "> a draft")
            try screen.type("!")
            try screen.wait(until: "> a draft!")
            try screen.press("C-c")
            try screen.wait("the draft to go") { try !screen.text().contains("a draft") }
            try screen.press("C-c")
            try screen.wait(until: "status 0")
            #expect(try screen.modes() == Screen.restored)
        }

        @Test func stoppedFromOutsideItComesBackToo() throws {
            let server = try ServerProcess()
            let screen = try Screen(server)
            try screen.enter("lc watch demo")
            try screen.wait(until: "● live")
            try screen.signal(SIGTSTP)
            try screen.wait(until: "Stopped")
            #expect(try screen.modes() == Screen.restored)
            try screen.enter("clear; fg")
            try screen.wait(until: "● live")
            // Of this one it can't know, and leaves the screen as it is.
            try screen.signal(SIGSTOP)
            try screen.wait(until: "Stopped")
            try screen.enter("stty sane; clear; fg; echo \"status $?\"")
            try screen.wait("the whole screen") {
                let rows = try screen.rows()
                return rows[0].hasSuffix("● live") && rows[22].hasPrefix(" NAV") && !rows.joined().contains("Stopped")
            }
            try screen.press("q")
            try screen.wait(until: "status 0")
            #expect(try screen.modes() == Screen.restored)
        }

        @Test func aServerThatCannotBeHadIsSaidInALine() throws {
            let problem = #"{"title": "Unauthorized", "status": 401, "detail": "who are you?", "code": "unauthorized"}"#
            let kind = "Content-Type: application/problem+json\r\nContent-Length: \(problem.utf8.count)"
            let refusing = try FakeStream(problem, head: "HTTP/1.1 401 Unauthorized\r\n\(kind)\r\n\r\n")
            let screen = try Screen(nil, environment: ["LC_URL": "http://127.0.0.1:1"])
            try screen.enter("lc watch demo; echo \"status $?\"")
            try screen.wait(until: "status 69")
            #expect(try screen.text().contains("lc: reading demo"))
            try screen.enter("clear; lc watch --server \(refusing.url) demo; echo \"status $?\"")
            try screen.wait(until: "status 77")
            #expect(try screen.modes() == Screen.restored)
        }

        @Test func withoutATerminalItSaysSo() throws {
            let server = try ServerProcess()
            let outcome = try Command.run("lc watch demo", environment: ["LC_URL": server.url])
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("watch needs a terminal"))
        }

        @Test func terminalsThatCantBeDrawnOnGetLines() throws {
            let server = try ServerProcess()
            try Talk.post(["one", "two"], to: server)
            let screen = try Screen(server)
            for (terminal, text) in [("dumb", "three"), ("nosuchterm", "four")] {
                try screen.enter("clear; TERM=\(terminal) lc watch demo; echo \"status $?\"")
                try screen.wait(until: "ada: two")
                try screen.enter(text)
                try screen.wait(until: "me: \(text)")
                try screen.enter("/quit")
                try screen.wait(until: "status 0")
            }
        }

        @Test func plainSuitsAScreenReader() throws {
            let server = try ServerProcess()
            try Talk.post(["one"], to: server)
            let screen = try Screen(server)
            try screen.enter("lc watch --plain demo; echo \"status $?\"")
            try screen.wait(until: "ada: one")
            try Talk.post(["two \u{202E}lines\nof text"], to: server)
            try screen.wait(until: "of text")
            #expect(try screen.text().contains("ada: two lines\n    of text"))
            #expect(try screen.modes() == Screen.restored)
            try screen.press("C-c")
            try screen.wait(until: "status 130")
        }

        @Test func worksOnTerminalsOfManyKinds() throws {
            let server = try ServerProcess()
            try Talk.post((1...50).map { "comment \($0)" }, to: server)
            let screen = try Screen(server)
            for terminal in ["xterm-256color", "screen-256color", "linux", "vt100"] {
                try screen.watch(with: "TERM=\(terminal)")
                try screen.wait(until: "comment 50")
                try screen.press("Up", "PPage")
                try screen.wait(until: "held")
                try screen.press("G", "i")
                try screen.type("hello")
                try screen.press("Left", "BSpace", "Right", "BSpace")
                try screen.wait(until: "> hel")
                try screen.press("C-c")
                try screen.navigate()
                try screen.press("q")
                try screen.wait(until: "status 0")
                try checkRestored(screen, terminal)
            }
        }

        @Test func trueColoursAreOnlyForTerminalsThatHaveMany() throws {
            let server = try ServerProcess()
            try Talk.post(["colourful"], to: server)
            let screen = try Screen(server)
            for (terminal, hasThem) in [("xterm-256color", true), ("screen", false), ("linux", false)] {
                try screen.watch(with: "COLORTERM=truecolor TERM=\(terminal) env -u TMUX")
                try screen.wait(until: "colourful")
                #expect(try screen.styledText().contains("\u{1B}[38;2;") == hasThem, "\(terminal)")
                try screen.press("q")
                try screen.wait(until: "status 0")
            }
        }

        @Test func worksWithoutUTF8AndColours() throws {
            let server = try ServerProcess()
            try Talk.post(["ascii", "漢字 👨‍👩‍👧‍👦 é"], to: server)
            let screen = try Screen(server, environment: ["LC_ALL": "C", "NO_COLOR": "1"])
            try screen.watch(with: "TERM=vt100")
            try screen.wait(until: "ada | ascii")
            try screen.wait(until: "ada | ???? ?? ?")
            #expect(try screen.text().allSatisfy(\.isASCII))
        }
    }
}
