import Foundation
import TestSupport
import Testing

/// What README.md says to type does what it says.
@Suite(.blocking) struct ReadmeTests {
    /// The lines of its blocks of a language.
    private func blocks(_ language: String) throws -> [[String]] {
        try ProjectFile.text("README.md").components(separatedBy: "```\(language)\n").dropFirst()
            .map { $0.components(separatedBy: "\n```")[0].components(separatedBy: "\n") }
    }

    /// The session runs as it stands there, but for the server's port and folder, and the end of what has none.
    @Test func theSessionRuns() throws {
        for block in try blocks("console") {
            let commands = block.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
            #expect(commands.first == "lcd &")
            let folder = try TemporaryFolder.make()
            defer { try? FileManager.default.removeItem(at: folder) }
            let script = Self.preamble + commands.map { "\($0)\nready \(quoted($0))\n" }.joined()
            try script.write(to: folder.appending(path: "session"), atomically: true, encoding: .utf8)
            let result = try Command.run(
                "cd \(folder.path) && \(UserSession.bash) -euo pipefail session", environment: ["HOME": folder.path])
            #expect(result.status == 0, "\(result.errors)")
            try check(result.output, commands)
        }
    }

    /// Each command printed what it is there to show.
    private func check(_ output: String, _ commands: [String]) throws {
        let parts = output.components(separatedBy: "\u{1E}\n")
        #expect(parts.count == commands.count + 1)
        for (command, printed) in zip(commands, parts) {
            let expected: [String] =
                switch command {
                case "lcd &": ["listening on http://127.0.0.1:"]
                case _ where command.hasPrefix("lc post"): ["\"content\":\"Is this on?\""]
                case _ where command.hasPrefix("curl -N"): ["event: comment", "Is this on?", "\"hi\""]
                case _ where command.hasPrefix("curl"): ["\"content\":\"hi\""]
                case _ where command.hasPrefix("lc tail"): ["ada: Is this on?\n", "7: hi\n"]
                case _ where command.hasPrefix("lc history"): ["2\n"]
                default: []
                }
            #expect(!expected.isEmpty, "the test does not know what this shows: \(command)")
            for text in expected { #expect(printed.contains(text), "\(command) printed \(printed)") }
        }
    }

    @Test func whatItMakesCanBeMade() throws {
        let lines = try blocks("sh").joined().filter { !$0.isEmpty }
        #expect(lines.contains("make demo") && lines.contains("make test"))
        for line in lines {
            #expect(line.hasPrefix("make ") || line.hasPrefix("sudo make "), "not run by any test: \(line)")
            let words = line.replacing("sudo ", with: "")
            #expect(try Command.run("cd \(ProjectFile.root.path) && \(words) --dry-run").status == 0, "\(line)")
        }
    }

    @Test func whatItLinksToIsThere() throws {
        for match in try ProjectFile.text("README.md").matches(of: /\]\(([^):]+)\)/) {
            let url = ProjectFile.url(String(match.1))
            #expect(FileManager.default.fileExists(atPath: url.path), "\(match.1)")
        }
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

    /// `ready` waits for the server after the command that starts it, and separates what the commands print.
    private static let preamble = #"""
        lcd() { exec lcd --listen 127.0.0.1:0 --data "$PWD/data" "$@" 2>"$PWD/log"; }
        lc() { if [[ $1 == tail ]]; then command lc "$@" --limit 2; else command lc "$@"; fi; }
        curl() {
            if [[ $1 == -N ]]; then
                command curl --silent "${@/localhost:8080/$address}" >stream &
                until grep --quiet '"hi"' stream; do kill -0 $!; sleep 0.02; done
                kill -KILL $!
                cat stream
            else
                command curl "${@/localhost:8080/$address}"
            fi
        }
        ready() {
            if [[ $1 == 'lcd &' ]]; then
                trap "kill -KILL $!" EXIT
                until grep '^listening on ' log; do kill -0 $!; sleep 0.02; done
                export LC_URL=$(sed -n 's/^listening on //p' log)
                address=${LC_URL#http://}
            fi
            printf '\x1e\n'
        }

        """#
}
