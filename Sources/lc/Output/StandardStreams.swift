import Glibc

/// Whole lines to standard output, or to a file. `print` would block-buffer on a pipe and hide that nobody reads any more.
struct LineOutput {
    let descriptor: Int32
    private let name: String
    private var pending: [UInt8] = []

    /// Bytes after which lines are written without waiting for more.
    private static let flushSize = 64 * 1024

    /// - Parameter name: of the descriptor, in a failure.
    init(descriptor: Int32 = STDOUT_FILENO, name: String = "standard output") {
        self.descriptor = descriptor
        self.name = name
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether nobody will ever read what is written.
    var isReaderGone: Bool {
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&state, 1, 0) == 1 && Int32(state.revents) & (POLLERR | POLLHUP) != 0
    }

    /// Adds a line, without its end.
    mutating func line(_ bytes: some Collection<UInt8>) throws {
        pending.append(contentsOf: bytes)
        pending.append(UInt8(ascii: "\n"))
        if pending.count >= Self.flushSize { try flush() }
    }

    /// Adds a line, without its end.
    mutating func line(_ text: String) throws { try line(text.utf8) }

    /// Writes the lines added, each whole.
    ///
    /// - Throws: ``Failure/readerGone``, or a failure that names the error.
    mutating func flush() throws {
        defer { pending.removeAll(keepingCapacity: true) }
        let failure = pending.withUnsafeBytes { writeAll($0, to: descriptor) }
        switch failure {
        case nil: return
        case EPIPE: throw Failure.readerGone
        case let code?:
            throw Failure(.failed, code: "write_failed", "\(name): \(String(cString: strerror(code)))")
        }
    }
}

/// The descriptors 0 to 2.
enum StandardStreams {
    /// Takes the numbers of those that the process was started without, or else a connection would get one of them,
    /// and what is meant for the stream with it. Reading and writing fail as they do on closed ones.
    static func hold() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}

/// Whole lines to standard error, each in one write.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { writeAll($0, to: STDERR_FILENO) }
    }
}

/// Writes all of it, waiting where the other side is slow. Gives the error's number when that can't be done.
private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&state, 1, -1)
        } else if errno != EINTR {
            return errno
        }
    }
    return nil
}
