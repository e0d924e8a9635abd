import Glibc

/// Other programs that the viewer starts.
enum Programs {
    /// Runs a program on the terminal and waits for it.
    ///
    /// - Returns: its exit status; 127 when it could not be started.
    static func run(_ arguments: [String]) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What we ignore, a program of the user's should not.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var vector = arguments.map { strdup($0) } + [nil]
        defer { for argument in vector { free(argument) } }
        var process = pid_t()
        guard posix_spawnp(&process, arguments[0], nil, &attributes, &vector, environ) == 0 else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// Opens a web address with the desktop's program, or `$BROWSER`.
    ///
    /// - Parameter target: printable ASCII that begins with `http://` or `https://`: see ``Links``.
    /// - Returns: whether there is such a program.
    static func open(_ target: String) -> Bool {
        let program = getenv("BROWSER").map { String(cString: $0) } ?? "xdg-open"
        let script = #"command -v "$1" >/dev/null || exit 127; "$1" "$2" </dev/null >/dev/null 2>&1 &"#
        return run(["/bin/sh", "-c", script, "sh", program, target]) == 0
    }

    /// Lets `$VISUAL` or `$EDITOR` change a text, in a file that nobody else can read.
    static func edit(_ text: String) -> Result<String, RequestFailure> {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/lc-draft-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else {
            return .failure(RequestFailure("no file in \(folder): \(String(cString: strerror(errno)))"))
        }
        let name = path.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        defer { unlink(name) }
        let bytes = Array(text.utf8)
        let written = bytes.isEmpty ? 0 : Glibc.write(file, bytes, bytes.count)
        Glibc.close(file)
        guard written == bytes.count else { return .failure(RequestFailure("\(name): can't be written")) }
        // The variable may hold arguments too.
        let status = run(["/bin/sh", "-c", #"exec ${VISUAL:-${EDITOR:-vi}} "$1""#, "sh", name])
        guard status == 0 else { return .failure(RequestFailure("the editor ended with status \(status)")) }
        guard let changed = contents(of: name) else { return .failure(RequestFailure("\(name): can't be read")) }
        return .success(changed)
    }

    private static func contents(of path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        // More than a draft holds is not wanted.
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
