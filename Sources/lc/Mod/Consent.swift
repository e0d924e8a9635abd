import ArgumentParser
import Glibc
import LiveCore

/// Asks before what can hit more than was meant.
struct Consent: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    /// Goes on when the user says so.
    ///
    /// - Parameter question: such as "Take down 12 comments?"
    /// - Throws: when the answer is no, or when there is no terminal to ask on.
    func ask(_ question: @autoclosure () throws -> String) throws {
        guard !yes else { return }
        guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else {
            throw Failure.usage("this concerns more than one comment; say --yes, or --dry-run where there is one")
        }
        StandardError.write("lc: \(DisplayText.line(try question())) [y/N] ")
        guard let answer = readLine()?.lowercased(), answer == "y" || answer == "yes" else {
            throw Failure(.failed, code: "declined", "nothing was changed")
        }
    }
}
