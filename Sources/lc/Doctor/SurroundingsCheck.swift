import Glibc
import LiveCore

/// Looks at what lc runs in: the terminal, the locale, the shell.
enum SurroundingsCheck {
    static func findings() -> [Finding] { [terminal(), locale(), completions()] }

    private static func terminal() -> Finding {
        guard isatty(STDOUT_FILENO) == 1 else { return Finding("terminal", .good, "none here") }
        guard let name = environment("TERM"), name != "dumb" else {
            return Finding("terminal", .poor, "TERM is dumb or not set", fix: "set TERM; lc watch --plain works anyway")
        }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return Finding("terminal", .poor, "\(name), of unknown size", fix: "try another terminal for lc watch")
        }
        let message = "\(name), \(size.ws_col) columns and \(size.ws_row) lines"
        return size.ws_col >= 40 && size.ws_row >= 10
            ? Finding("terminal", .good, message)
            : Finding("terminal", .poor, message, fix: "lc watch needs 40 columns and 10 lines")
    }

    private static func locale() -> Finding {
        setlocale(LC_CTYPE, "")
        let coding = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
        return coding == "UTF-8"
            ? Finding("locale", .good, "UTF-8")
            : Finding(
                "locale", .poor, "\(coding), in which not every comment can be shown", fix: "export LC_ALL=C.UTF-8")
    }

    /// Whether the shell finds a completion script of lc.
    private static func completions() -> Finding {
        let shell = environment("SHELL").map { String($0.split(separator: "/").last ?? "") } ?? ""
        let file: String
        switch shell {
        case "bash": file = "bash-completion/completions/lc"
        case "zsh": file = "zsh/site-functions/_lc"
        case "fish": file = "fish/vendor_completions.d/lc.fish"
        default:
            return Finding("completions", .good, "there are none for the shell \(shell.isEmpty ? "(none)" : shell)")
        }
        let home = environment("XDG_DATA_HOME") ?? environment("HOME").map { $0 + "/.local/share" }
        let folders = ["/usr/local/share", "/usr/share"] + [home].compactMap(\.self)
        if let folder = folders.first(where: { access("\($0)/\(file)", R_OK) == 0 }) {
            return Finding("completions", .good, "\(folder)/\(file)")
        }
        let fix =
            switch shell {
            case "fish": "lc completions fish > ~/.config/fish/completions/lc.fish"
            case "zsh": "lc completions zsh > a folder of $fpath, as _lc"
            default: "put eval \"$(lc completions bash)\" into ~/.bashrc"
            }
        return Finding("completions", .poor, "none is installed where \(shell) looks by itself", fix: fix)
    }
}
