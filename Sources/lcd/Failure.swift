import ArgumentParser
import Foundation
import Glibc

/// Why the server can't start or go on: what, where, what to do.
struct Failure: Error, CustomStringConvertible {
    let description: String
    let status: ExitCode

    init(_ description: String, status: ExitCode = .failure) {
        self.description = description
        self.status = status
    }
}

extension Error {
    /// Why the system refused something, in its own words: those of Foundation leave the cause out.
    var systemReason: String {
        let cause = (self as NSError).userInfo[NSUnderlyingErrorKey].flatMap { $0 as? any Error }.map { $0 as NSError }
        guard let cause, cause.domain == NSPOSIXErrorDomain else { return localizedDescription }
        return String(cString: strerror(Int32(cause.code)))
    }
}

extension ExitCode {
    /// What was given to be read is not what it should be (`EX_DATAERR`).
    static let badData = ExitCode(65)
    /// A file or a setting is not what it should be (`EX_CONFIG` of `sysexits.h`).
    static let configuration = ExitCode(78)
}

/// Whole lines to standard error, each in one write.
enum StandardError {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let written = Glibc.write(STDERR_FILENO, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                guard written > 0 || errno == EINTR else { return }
                done += max(written, 0)
            }
        }
    }
}
