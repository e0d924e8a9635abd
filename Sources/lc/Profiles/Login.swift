import ArgumentParser
import Glibc
import LiveClient
import LiveCore

/// `lc login`
struct Login: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep a token, once the server has said that it is good.",
        discussion: """
            The token comes from a file or from standard input, never from the command line, where everybody on the \
            machine could read it. It is kept in the profile, and sent to that profile's server only.
            """)

    @Argument(help: "The file that holds the token; - or none reads it from standard input.", completion: .file())
    var file: String?

    @OptionGroup var server: ServerOptions

    func run() throws {
        let (name, url, isDefault) = try server.loginPlace()
        let token = try token()
        guard let endpoint = try ServerOptions.endpoint(at: url, token: token) else {
            throw Failure.usage("--server \(url): allowed is \(Endpoint.allowed)")
        }
        let bearer: Bearer
        do throws(ClientError) {
            bearer = try LiveClient(endpoint).bearer()
        } catch {
            var advice: String?
            if isDefault, case .unreachable = error { advice = "--server says which server the profile \(name) is for" }
            throw Failure(error, doing: "logging in", advice: advice)
        }
        var profiles = try Profiles.read()
        profiles.put(Profile(name: name, server: endpoint.url, token: token))
        try profiles.write()
        server.say("profile \(name): \(bearer.words) on \(endpoint.url)")
    }

    private func token() throws -> String {
        let isPrompted = (file ?? "-") == "-" && isatty(STDIN_FILENO) == 1
        let text = try isPrompted ? prompted() : StandardInput.all(of: file)
        let token = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Failure(.badData, code: "no_token", "the token: allowed are visible ASCII characters without blanks")
        }
        guard token.utf8.count <= Limits.tokenBytes else {
            throw Failure(.badData, code: "no_token", "the token: allowed are at most \(Limits.tokenBytes) bytes")
        }
        return token
    }

    /// Reads a line from the terminal, without showing it.
    private func prompted() throws -> String {
        StandardError.write("token: ")
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            StandardError.write("\n")
        }
        return readLine() ?? ""
    }
}

extension Bearer {
    /// For people; display-safe.
    var words: String {
        var words = "\(author) (\(role.rawValue)"
        if let posts { words += " of " + posts.map(\.rawValue).joined(separator: ", ") }
        words += ")"
        if let expires { words += " until \(LocalTime(milliseconds: expires).rfc3339)" }
        return DisplayText.line(words)
    }
}
