import Foundation
import TestSupport

/// A shell in a real terminal: a tmux of its own, whose screen can be looked at.
final class Screen {
    /// What must be as before when a full-screen program has gone: the main screen, the cursor, the mouse, wrapping,
    /// and the keypad.
    static let restored = "0 1 0 1 0 0"
    private static let modes =
        "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag} #{keypad_flag} #{keypad_cursor_flag}"

    private let folder: URL
    /// The tmux server, in the foreground, so that it can't outlive the test.
    private let terminal = Process()

    /// - Parameters:
    ///   - server: the one that `lc` talks to.
    ///   - environment: for the shell.
    init(_ server: ServerProcess?, width: Int = 80, height: Int = 24, environment: [String: String] = [:]) throws {
        folder = try TemporaryFolder.make()
        terminal.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        terminal.arguments = ["tmux", "-u", "-D", "-f", "/dev/null", "-S", socket]
        terminal.environment = Self.environment(home: folder.path, server).merging(environment) { $1 }
        terminal.currentDirectoryURL = folder
        terminal.standardInput = FileHandle.nullDevice
        terminal.standardOutput = FileHandle.nullDevice
        terminal.standardError = FileHandle.nullDevice
        try Self.start(terminal)
        try TestSupport.wait("tmux") { FileManager.default.fileExists(atPath: socket) }
        let shell = ["env"] + environment.map { "\($0)=\($1)" } + ["bash", "--norc", "--noprofile", "-i"]
        try tmux(["new-session", "-d", "-x", "\(width)", "-y", "\(height)", "-c", folder.path] + shell)
        try wait("a prompt") { try text().hasPrefix("$") }
    }

    deinit {
        if terminal.isRunning { kill(terminal.processIdentifier, SIGTERM) }
        terminal.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts a program that heeds signals: a test's thread blocks them, which whatever it starts would inherit.
    private static func start(_ program: Process) throws {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try program.run()
    }

    private static func environment(home: String, _ server: ServerProcess?) -> [String: String] {
        var variables = [
            "HOME": home, "PS1": "$ ", "LC_AUTHOR": "me", "EDITOR": "true", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "SHELL": "/bin/sh", "SWIFT_BACKTRACE": "enable=no",
            "PATH": BuiltProduct.folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
        ]
        if let server { variables["LC_URL"] = server.url }
        return variables
    }

    // MARK: - Doing

    /// Presses keys, as tmux names them, one after the other. Keys that arrive together with an Escape before them are
    /// keys with Alt, so nothing may follow one here: see ``navigate()``.
    func press(_ keys: String...) throws { try tmux(["send-keys", "--"] + keys) }

    /// Leaves the compose line.
    func navigate() throws {
        try press("Escape")
        try wait(until: " NAV ")
    }

    /// Types text.
    func type(_ text: String) throws { try tmux(["send-keys", "-l", "--", text]) }

    /// Types a line for the shell.
    func enter(_ command: String) throws {
        try type(command)
        try press("Enter")
    }

    /// Starts `lc watch` and waits until it shows that it is connected.
    ///
    /// - Parameter variables: for it alone, such as `TERM=vt100`.
    func watch(_ arguments: String = "demo", with variables: String = "") throws {
        let watch = "\(variables) lc watch \(arguments); echo \"status $?\"; stty -g >after"
        try enter("ulimit -c 0; rm -f after; stty -g >before; clear; \(watch)")
        try wait(until: " live")
    }

    /// Pastes text, as a terminal does on request of the program in it.
    func paste(_ text: String) throws {
        try write(text, to: "paste")
        try tmux(["load-buffer", folder.appending(path: "paste").path])
        try tmux(["paste-buffer", "-p", "-d"])
    }

    func resize(_ width: Int, _ height: Int) throws {
        try tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
    }

    /// Sends a signal to what the shell runs.
    func signal(_ number: Int32) throws {
        let shell = try state("#{pane_pid}")
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        guard let process = children.split(separator: " ").first.flatMap({ pid_t($0) }) else {
            throw Unexpected(what: "nothing runs that could be sent a signal")
        }
        kill(process, number)
    }

    // MARK: - Looking

    func text() throws -> String { try tmux(["capture-pane", "-p"]) }

    /// The text with the sequences for its colours and attributes.
    func styledText() throws -> String { try tmux(["capture-pane", "-p", "-e"]) }

    func rows() throws -> [String] {
        try text().split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// What tmux knows of the terminal: see FORMATS in tmux(1).
    func state(_ format: String) throws -> String {
        try tmux(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
    }

    /// How the terminal stands: ``restored`` when nobody has it.
    func modes() throws -> String { try state(Self.modes) }

    /// A file that the shell wrote; nil when there is none.
    func file(_ name: String) -> String? { try? String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    func wait(until part: String) throws { try wait("\"\(part)\"") { try text().contains(part) } }

    func wait(_ what: String, until condition: () throws -> Bool) throws {
        do {
            try TestSupport.wait(within: 120, what) {
                // Each look starts a program; what is looked at needs the cores too.
                usleep(20_000)
                return try condition()
            }
        } catch is NeverHappened {
            throw Unexpected(what: "waited for \(what); the screen shows:\n\((try? text()) ?? "nothing")")
        }
    }

    /// Waits until some rows stand still, and gives them.
    func settled(_ part: Range<Int>) throws -> [String] {
        var last: [String] = []
        var times = 0
        try wait("the screen to stand still") {
            let now = Array(try rows()[part])
            times = now == last ? times + 1 : 0
            last = now
            return times == 5
        }
        return last
    }

    private var socket: String { folder.appending(path: "tmux").path }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux", "-u", "-S", socket] + arguments
        process.environment = Self.environment(home: folder.path, nil)
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let words = try errors.fileHandleForReading.readToEnd() ?? Data()
            throw Unexpected(what: "tmux \(arguments): \(String(decoding: words, as: UTF8.self))")
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Something that a test needs did not work.
struct Unexpected: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
