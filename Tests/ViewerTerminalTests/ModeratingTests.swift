import Foundation
import LiveCore
import TestSupport
import Testing

extension TerminalTests {
    /// Moderators' keys, on a server where tokens are needed.
    @Suite struct Moderating {
        private let server: ServerProcess
        private let moderator: String
        private let viewer: String

        init() throws {
            server = try ServerProcess(["--auth", "token"])
            moderator = try Self.token("moderator", "mo", of: server)
            viewer = try Self.token("viewer", "eve", of: server)
        }

        private static func token(_ role: String, _ subject: String, of server: ServerProcess) throws -> String {
            let outcome = try Command.run(
                "lcd token --role \(role) --subject \(subject) --data '\(server.data.path)'")
            guard outcome.status == 0 else { throw Unexpected(what: outcome.errors) }
            return outcome.output.trimmingCharacters(in: .newlines)
        }

        /// Runs `lc` as somebody who has a token.
        private func lc(_ arguments: String, token: String) throws {
            let outcome = try Command.run("lc \(arguments)", environment: ["LC_URL": server.url, "LC_TOKEN": token])
            guard outcome.status == 0 else { throw Unexpected(what: "lc \(arguments): \(outcome.errors)") }
        }

        private func watch(as token: String) throws -> Screen {
            let screen = try Screen(server, environment: ["LC_TOKEN": token])
            // The token says who it is.
            try screen.watch(with: "env -u LC_AUTHOR")
            return screen
        }

        @Test func deletesTimesOutBansPinsAndUndoes() throws {
            for text in ["good", "rude", "spam"] { try lc("post demo '\(text)'", token: viewer) }
            let screen = try watch(as: moderator)
            try screen.wait(until: "│ spam")
            try screen.press("k", "d")
            try screen.wait(until: "(deleted by mo)")
            try screen.press("U")
            try screen.wait("it to be back") { try !screen.text().contains("deleted by mo") }
            try screen.press("D")
            try screen.wait(until: "Why delete it?")
            try screen.type("an advertisement")
            try screen.press("Enter")
            try screen.wait(until: "(deleted by mo: an advertisement)")
            try screen.press("k", "P")
            try screen.wait(until: "pinned eve rude")
            try screen.press("P")
            try screen.wait("nothing to be pinned") { try !screen.text().contains("pinned eve") }
            try screen.press("x")
            try screen.wait(until: "Keep eve from posting for")
            try screen.press("1")
            try screen.wait(until: "time-out of eve for 1 minute: done")
            #expect(throws: Unexpected.self) { try lc("post demo 'still here'", token: viewer) }
            try screen.press("U")
            try screen.wait(until: "unban eve: done")
            try lc("post demo 'back again'", token: viewer)
            try screen.press("X")
            try screen.wait(until: "type the name")
            try screen.type("eve")
            try screen.press("Enter")
            try screen.wait(until: "ban of eve: done")
            #expect(throws: Unexpected.self) { try lc("post demo 'and again'", token: viewer) }
        }

        @Test func decidesOnWhatWaitsAndSeesWhatOthersDo() throws {
            try lc("mod rules add --action hold dog", token: moderator)
            try lc("post demo 'my dog'", token: viewer)
            try lc("post demo 'your dog'", token: viewer)
            let screen = try watch(as: moderator)
            try screen.wait(until: "2 queue 2")
            try screen.press("Tab")
            try screen.wait(until: "▌")
            try screen.press("v")
            try screen.wait(until: "(held by rule 1; you are looking at it)")
            try screen.press("A")
            try screen.wait(until: "2 queue 1")
            try screen.press("d")
            try screen.wait(until: "Nothing waits.")
            // Undone, it waits again, and nobody else sees it.
            try screen.press("U")
            try screen.wait(until: "2 queue 1")
            try screen.wait(until: "your dog")
            try screen.press("d")
            try screen.wait(until: "Nothing waits.")
            try screen.press("Tab")
            try screen.wait(until: "│ my dog")
            #expect(try !screen.text().contains("your dog"))
            try lc("mod ban eve --reason spam", token: Self.token("moderator", "grace", of: server))
            try screen.wait(until: "grace banned eve: spam")
        }

        @Test func viewersAreToldWhatIsNotTheirs() throws {
            try lc("post demo 'said by a moderator'", token: moderator)
            let screen = try watch(as: viewer)
            try screen.wait(until: "│ said by a moderator")
            try screen.press("k", "d")
            try screen.wait(until: "only moderators delete what others wrote")
            try screen.press("X")
            try screen.wait(until: "ban is for moderators")
            try screen.press("Q")
            try screen.wait(until: "queue is for moderators")
        }
    }
}
