import ArgumentParser
import Glibc
import LiveCore

/// Asks before what can hit more than was meant.
struct Consent: ParsableArguments {
    /// How much is concerned, and what to say where nobody can be asked.
    enum Extent: String {
        case comments = "more than one comment; say --yes, or --dry-run where there is one"
        case posts = "all posts; say --yes, or name a post"
        case tokens = "all tokens of somebody; say --yes, or name tokens by their ids"
    }

    @Flag(name: .shortAndLong, help: "Don't ask.")
    var yes = false

    /// Goes on when the user says so.
    ///
    /// - Parameters:
    ///   - question: such as "Take down 12 comments?"
    ///   - extent: what makes it necessary to ask.
    /// - Throws: when the answer is no, or when there is no terminal to ask on.
    func ask(_ question: @autoclosure () throws -> String, for extent: Extent = .comments) throws {
        guard !yes else { return }
        guard isatty(STDIN_FILENO) == 1, StandardError.isTerminal else {
            throw Failure.usage("this concerns \(extent.rawValue)")
        }
        StandardError.write("lc: \(DisplayText.line(try question())) [y/N] ")
        guard let answer = readLine()?.lowercased(), answer == "y" || answer == "yes" else {
            throw Failure(.failed, code: "declined", "nothing was changed")
        }
    }
}
