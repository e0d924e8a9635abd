/// What a command comes to, as `sysexits.h` and the shells number it.
enum ExitStatus: Int32, CaseIterable {
    /// The command failed, for a reason that has no number of its own.
    case failed = 1
    /// The command line is wrong.
    case usage = 64
    /// The input is not what it should be, or the server refused it.
    case badData = 65
    /// The server can't be reached.
    case unreachable = 69
    /// Trying again may help: a gap, a rate limit, a server that is going down.
    case tryAgain = 75
    /// The server does not allow it.
    case notAllowed = 77
    /// The environment or a configuration file is wrong.
    case configuration = 78
    /// SIGINT ended it.
    case interrupted = 130
    /// The reader of standard output went away.
    case readerGone = 141
    /// SIGTERM ended it.
    case terminated = 143
}
