import Foundation
import TestSupport
import Testing

/// The completion scripts of the project are those of the program, and work in the shells they are for.
@Suite(.blocking) struct CompletionTests {
    @Test(arguments: ["bash", "zsh", "fish"]) func theScriptIsThatOfTheProgram(shell: String) throws {
        let script = try Command.run("lc completions \(shell)").output
        let recorded = try? ProjectFile.text("completions/lc.\(shell)")
        // The whole scripts would be shown otherwise.
        let isRecorded = script == recorded
        #expect(isRecorded, "completions/lc.\(shell) differs or is missing; when that is meant, run make golden")
        let server = try Command.run("lcd --generate-completion-script \(shell)").output
        let isServerRecorded = server == (try? ProjectFile.text("completions/lcd.\(shell)"))
        #expect(isServerRecorded, "completions/lcd.\(shell) differs or is missing; when that is meant, run make golden")
    }

    @Test(.enabled(if: UserSession.has("tmux"), "tmux is not installed")) func bashCompletes() throws {
        let server = try Self.server()
        let shell = try TerminalSession("bash --norc --noprofile -i", at: server.url)
        try shell.enter("PS1='$ '; source \(ProjectFile.url("completions/lc.bash").path)", until: "$")
        try checkCompletions(in: shell, listing: ["Tab", "Tab", "Tab"])
    }

    @Test(
        .enabled(if: UserSession.has("tmux"), "tmux is not installed"),
        .enabled(if: UserSession.has("zsh"), "zsh is not installed"))
    func zshCompletes() throws {
        let server = try Self.server()
        let shell = try TerminalSession("zsh -f -i", at: server.url)
        let script = ProjectFile.url("completions/lc.zsh").path
        try shell.enter("PS1='$ '; autoload -Uz compinit; compinit -u -D; source \(script)", until: "$")
        try checkCompletions(in: shell, listing: ["Tab", "Tab"])
    }

    /// Types as a user does, and looks at what stands on the screen then.
    private func checkCompletions(in shell: TerminalSession, listing keys: [String]) throws {
        try shell.press(["lc ta", "Tab"]) { $0.contains("$ lc tail") }
        try shell.press(["--f"] + keys) { $0.contains("--follow") && $0.contains("--format") }
        try shell.press(["C-u", "lc history 42 --color "] + keys) {
            $0.contains("auto") && $0.contains("always") && $0.contains("never")
        }
        try shell.press(["C-u", "lc completions f", "Tab"]) { $0.contains("$ lc completions fish") }
        try shell.press(["C-u", "touch a-log", "Enter", "lc import 42 a-", "Tab"]) { $0.contains("lc import 42 a-log") }
        try shell.press(["C-u", "lc tail 42 --cursor-file a-", "Tab"]) { $0.contains("--cursor-file a-log") }
        try shell.press(["C-u", "lc tail 42 --format t", "Tab"]) { $0.contains("--format text") }
        try checkNames(in: shell, listing: keys)
    }

    /// What only the server and the user's own file know.
    private func checkNames(in shell: TerminalSession, listing keys: [String]) throws {
        try shell.press(["C-u", "lc profile add studio http://127.0.0.1:1; clear", "Enter"]) { !$0.contains("add") }
        try shell.press(["C-u", "lc history 42 --profile st", "Tab"]) { $0.contains("--profile studio") }
        try shell.press(["C-u", "lc profile use st", "Tab"]) { $0.contains("lc profile use studio") }
        try shell.insist(["C-u", "lc tail stream-m", "Tab"]) { $0.contains("lc tail stream-monday") }
        try shell.insist(["C-u", "lc watch stream-"] + keys) { $0.contains("-monday") && $0.contains("-tuesday") }
    }

    /// A server with posts.
    private static func server() throws -> ServerProcess {
        let server = try ServerProcess()
        for post in ["stream-monday", "stream-tuesday"] {
            let posted = try Command.run("lc post \(post) --author ada hi", environment: ["LC_URL": server.url])
            try #require(posted.status == 0, "\(posted.errors)")
        }
        return server
    }

    /// Whoever presses Tab gets the prompt back: 300 ms, and what this machine takes to start a program.
    @Test func aServerThatDoesNotAnswerKeepsNobodyWaiting() throws {
        let silent = try FakeStream("", head: "")
        let start = ContinuousClock.now
        let run = try Command.run(
            "lc ---completion tail -- positional@0 2 2 lc tail st",
            environment: ["LC_URL": silent.url, "XDG_CACHE_HOME": "/dev/null"])
        #expect(run.status == 0 && run.lines.isEmpty && run.errors.isEmpty, "\(run)")
        let waited = ContinuousClock.now - start
        #expect(waited > .milliseconds(300) && waited < .seconds(5), "\(waited)")
    }

    @Test(.enabled(if: UserSession.has("fish"), "fish is not installed"))
    func fishCompletes() throws {
        #expect(try fish("lc ta") == ["tail"])
        #expect(try fish("lc tail --f") == ["--follow", "--format"])
        #expect(try fish("lc history 42 --color ") == ["always", "auto", "never"])
        #expect(try fish("lc completions f") == ["fish"])
        #expect(try fish("lc import 42 a-") == ["a-log"])
        #expect(try fish("lc tail 42 --cursor-file a-") == ["a-log"])
        #expect(try fish("lc tail 42 --format t") == ["text"])
    }

    /// Without a terminal fish does not say what has been typed to who asks for it.
    @Test(
        .enabled(if: UserSession.has("tmux"), "tmux is not installed"),
        .enabled(if: UserSession.has("fish"), "fish is not installed"))
    func fishCompletesNames() throws {
        let server = try Self.server()
        let shell = try TerminalSession("fish --no-config -i", at: server.url)
        let script = ProjectFile.url("completions/lc.fish").path
        try shell.enter("function fish_prompt; echo -n '$ '; end; source \(script)", until: "$")
        try checkNames(in: shell, listing: ["Tab"])
    }

    /// What fish offers for a command line, sorted, without descriptions.
    private func fish(_ line: String) throws -> [String] {
        let script = "source \(ProjectFile.url("completions/lc.fish").path); complete --do-complete '\(line)'"
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try Command.run(
            "cd \(folder.path) && touch a-log && fish --no-config -c \"\(script)\"",
            environment: ["HOME": folder.path])
        #expect(result.status == 0, "\(result.errors)")
        return result.lines.map { String($0.prefix { $0 != "\t" }) }.sorted()
    }
}

/// A shell in a real terminal of 80 columns and 24 lines, in an empty folder.
private final class TerminalSession {
    private let folder: URL

    /// - Parameter url: of the server that `lc` talks to.
    init(_ shell: String, at url: String) throws {
        folder = try TemporaryFolder.make()
        let variables = "HOME=\(folder.path) XDG_CONFIG_HOME=\(folder.path) LC_URL=\(url)"
        try tmux("-f /dev/null new-session -d -x 80 -y 24 -c \(folder.path) env \(variables) \(shell)")
    }

    deinit {
        // The server goes with its last session. Ending it by kill-server takes a signal, which may be blocked here.
        try? tmux("kill-session")
        try? FileManager.default.removeItem(at: folder)
    }

    /// Types a command, and waits for a prompt on an otherwise empty screen.
    func enter(_ command: String, until prompt: String) throws {
        try press([command + "; clear", "Enter"]) {
            $0.trimmingCharacters(in: .whitespacesAndNewlines) == prompt
        }
    }

    /// The same until the screen shows it: a server that is too busy for an answer in time is not asked again for ten
    /// seconds.
    func insist(_ keys: [String], until shown: (String) -> Bool) throws {
        for _ in 0..<20 where (try? press(keys, within: 12, until: shown)) != nil { return }
        try press(keys, until: shown)
    }

    /// Types text or presses keys, as tmux names them, and waits until the screen shows what it should.
    func press(_ keys: [String], within seconds: Int = 300, until shown: (String) -> Bool) throws {
        for key in keys {
            let isKey = ["Tab", "Enter"].contains(key) || key.hasPrefix("C-")
            try tmux("send-keys \(isKey ? "" : "-l") -- '\(key.replacing("'", with: "'\\''"))'")
        }
        var screen = ""
        do {
            try wait(within: seconds, "the screen to show it") {
                screen = try Command.run("tmux -S \(folder.path)/tmux capture-pane -p").output
                return shown(screen)
            }
        } catch {
            throw Unexpected(what: "after \(keys) the screen shows:\n\(screen)")
        }
    }

    /// The server that stays behind must not keep what is open here, or the end of what started it is not seen.
    private func tmux(_ arguments: String) throws {
        let result = try Command.run(
            """
            (for number in $(ls /proc/$BASHPID/fd); do ((number > 2)) && eval "exec $number>&-"; done
            exec tmux -S \(folder.path)/tmux \(arguments))
            """)
        guard result.status == 0 else { throw Unexpected(what: "tmux: \(result.errors)") }
    }
}
