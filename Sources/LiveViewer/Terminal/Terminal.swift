internal import CNcurses
import Glibc

/// The terminal that the viewer is on. The only file that talks to ncurses, which knows the terminal's description,
/// its modes and its keys; what is drawn is a ``Painter``'s.
///
/// On the main thread only, and one at a time, as curses is.
final class Terminal {
    private let screen: OpaquePointer
    private let input: UnsafeMutablePointer<WINDOW>
    private var decoder = KeyDecoder()
    private let name: String
    let capabilities: Capabilities

    /// Sequences of xterm that terminals without them leave out: bracketed paste, focus; and no wrapping at the edge.
    private static let enter = "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?7l"
    private static let leave = "\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?7h"

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - colors: how many to use; nil for as many as there are.
    ///   - wake: where the signals that concern it are written.
    /// - Throws: ``TerminalFailure`` when there is none, or none to draw on.
    init(colors: ColorDepth?, wake: Int32) throws(TerminalFailure) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        name = getenv("TERM").map { String(cString: $0) } ?? ""
        setlocale(LC_ALL, "")
        set_escdelay(25)
        guard let screen = lc_new_screen() else { throw .unknown(name) }
        guard lc_capability("cup") != nil, let input = lc_input_window() else {
            endwin()
            throw .unknown(name)
        }
        self.screen = screen
        self.input = input
        capabilities = Self.capabilities(colors ?? Self.colors(of: name), name: name)
        let restore = Self.restoring
        lc_signals_install(wake, restore, restore.utf8.count)
        open()
    }

    private func open() {
        raw()
        noecho()
        nonl()
        _ = lc_enter_screen()
        write(Array(Self.enter.utf8))
        lc_signals_arm(true)
    }

    /// Puts the terminal back as it was.
    func close() {
        leaveScreen()
        lc_signals_remove()
        delwin(input)
        delscreen(screen)
    }

    private func leaveScreen() {
        lc_mouse_enable(false)
        write(Array(Self.leave.utf8) + capabilities.plain + capabilities.showCursor)
        endwin()
        lc_signals_arm(false)
    }

    /// Gives the terminal to another program, or the shell, until `body` returns.
    func lend(mouse: Bool, _ body: () -> Void) {
        leaveScreen()
        body()
        open()
        setMouse(mouse)
    }

    /// Stops until the shell continues us.
    func suspend(mouse: Bool) {
        lend(mouse: mouse) { lc_stop() }
    }

    /// Takes the modes again that another program may have changed while we were stopped.
    func reclaim(mouse: Bool) {
        lend(mouse: mouse) {}
    }

    var size: Size {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return Size(width: 80, height: 24)
        }
        return Size(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    /// Tells curses of another size, for the mouse's sake.
    func resized() {
        let size = size
        resizeterm(Int32(size.height), Int32(size.width))
    }

    func setMouse(_ isOn: Bool) {
        lc_mouse_enable(isOn)
        lc_flush()
    }

    // MARK: - Writing

    /// Writes all of it, waiting for a slow terminal.
    func write(_ bytes: [UInt8]) {
        lc_flush()
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress! + done, bytes.count - done) }
            if count > 0 {
                done += count
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, 1_000)
            } else if errno != EINTR {
                return
            }
        }
    }

    func ring() { write([0x07]) }

    /// Puts text on the clipboard, where the terminal allows it (OSC 52).
    func copy(_ text: String) {
        let sequence = Array("\u{1B}]52;c;".utf8) + Base64.encode(Array(text.utf8)) + [0x07]
        // screen(1) hands on only what is marked as for the terminal outside.
        let isScreen = name.hasPrefix("screen") && getenv("TMUX") == nil
        write(isScreen ? Array("\u{1B}P".utf8) + sequence + Array("\u{1B}\\".utf8) : sequence)
    }

    // MARK: - Reading

    /// What was typed since the last call; nil when the terminal is gone.
    func read() -> [Input]? {
        var inputs: [Input] = []
        var count = 0
        while true {
            let code = wgetch(input)
            if code == ERR { break }
            count += 1
            if code == KEY_MOUSE {
                inputs += decoder.finish()
                if let mouse = readMouse() { inputs.append(.mouse(mouse)) }
            } else if code > 0xFF {
                switch TerminalKeys.input(code) {
                case .key(let key): decoder.feed(.key(key))
                case let input?: inputs += decoder.finish() + [input]
                case nil: break
                }
            } else {
                decoder.feed(.byte(UInt8(truncatingIfNeeded: code)))
            }
        }
        inputs += decoder.finish()
        return count == 0 && isGone ? nil : inputs
    }

    /// Whether the end of a paste is awaited.
    var isPasting: Bool { decoder.isPasting }

    /// The paste whose end did not come.
    func endPaste() -> [Input] {
        decoder.endPaste()
        return decoder.finish()
    }

    /// Whether there is something to read, and it is nothing: the other end has hung up.
    private var isGone: Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 0) > 0 else { return false }
        if Int32(waiting.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
        var available: Int32 = 0
        return ioctl(STDIN_FILENO, UInt(FIONREAD), &available) == 0 && available == 0
    }

    private func readMouse() -> Mouse? {
        var (row, column): (Int32, Int32) = (0, 0)
        let actions: [Int32: Mouse.Action] = [1: .press, 2: .wheelUp, 3: .wheelDown]
        return actions[lc_mouse(&row, &column)].map { Mouse($0, row: Int(row), column: Int(column)) }
    }

    // MARK: - The terminal's description

    /// What puts the terminal back after a crash.
    private static var restoring: String {
        let names = ["sgr0", "cnorm", "rmkx", "rmcup"]
        let sequences = names.map { String(decoding: capability($0), as: UTF8.self) }.joined()
        return "\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1006l" + leave + sequences
    }

    /// A terminfo string without the pauses that only slow terminals of old need.
    private static func capability(_ name: String) -> [UInt8] {
        lc_capability(name).map { withoutPauses(String(cString: $0)) } ?? []
    }

    private static func withoutPauses(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func filled(_ name: String, _ first: Int, _ second: Int = 0) -> [UInt8] {
        guard let capability = lc_capability(name), let text = lc_parameters(capability, Int32(first), Int32(second))
        else {
            return []
        }
        return withoutPauses(String(cString: text))
    }

    private static func capabilities(_ colors: ColorDepth, name: String) -> Capabilities {
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "sitm"), (.underline, "smul"), (.reverse, "rev"),
            (.strikethrough, "smxx"),
        ]
        // Sequences for colours are asked for once: there are 16 or 256.
        let count = colors == .none ? 0 : colors == .ansi ? 16 : 256
        let available = Int(tigetnum("colors"))
        func table(_ name: String) -> [[UInt8]] {
            (0..<count).map { filled(name, available == 8 ? $0 % 8 : $0) }
        }
        let (foregrounds, backgrounds) = (table("setaf"), table("setab"))
        return Capabilities(
            clear: capability("clear"), eraseToEndOfLine: capability("el"), plain: capability("sgr0"),
            attributes: attributes.map { ($0.0, capability($0.1)) }, showCursor: capability("cnorm"),
            hideCursor: capability("civis"), colors: colors,
            // The Linux console and GNU screen don't know links, and don't leave all of them out.
            links: !name.hasPrefix("linux") && !(name.hasPrefix("screen") && getenv("TMUX") == nil),
            moveTo: { row, column in filled("cup", row, column) },
            foreground: { foregrounds[Int($0) % max(count, 1)] }, background: { backgrounds[Int($0) % max(count, 1)] })
    }

    private static func colors(of name: String) -> ColorDepth {
        let count = tigetnum("colors")
        // The variable outlives the terminal that set it, as on a console or in screen(1), which would take parts of a
        // true colour for attributes. tmux understands it by any name.
        if let mode = getenv("COLORTERM").map({ String(cString: $0) }), mode == "truecolor" || mode == "24bit",
            count >= 256 || count >= 8 && getenv("TMUX") != nil
        {
            return .trueColor
        }
        switch count {
        case ..<8: return .none
        case ..<256: return .ansi
        case 256: return .indexed
        default: return .trueColor
        }
    }

    /// Whether the locale's character set is UTF-8.
    static var isUTF8: Bool {
        setlocale(LC_ALL, "")
        return nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
    }
}

/// Why there is no terminal to draw on.
public enum TerminalFailure: Error, Hashable, Sendable {
    /// Input or output is no terminal.
    case noTerminal
    /// Nothing is known of the terminal that TERM names, or it can't move its cursor.
    case unknown(String)
}
