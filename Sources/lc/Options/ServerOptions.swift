import ArgumentParser
import Glibc
import LiveClient

/// Which server, and as whom.
struct ServerOptions: ParsableArguments {
    static let defaultURL = "http://127.0.0.1:8080"

    @Option(help: ArgumentHelp("The server (default: LC_URL, or \(defaultURL)).", valueName: "url"))
    var server: String?

    @Flag(name: .shortAndLong, help: "Say nothing but errors on standard error.")
    var quiet = false

    /// The server, with the token from LC_TOKEN: a token is never an argument, which everybody could see.
    func endpoint() throws -> Endpoint {
        let fromEnvironment = environment("LC_URL")
        let url = server ?? fromEnvironment ?? Self.defaultURL
        let token = environment("LC_TOKEN")
        guard token?.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) ?? true else {
            throw Failure(
                .configuration, code: "configuration", "LC_TOKEN: allowed are visible ASCII characters without blanks")
        }
        guard let endpoint = Endpoint(url: url, token: token, userAgent: "lc/\(Version.text)") else {
            if server == nil, fromEnvironment != nil {
                throw Failure(.configuration, code: "configuration", "LC_URL \(url): allowed is \(Endpoint.allowed)")
            }
            throw Failure.usage("--server \(url): allowed is \(Endpoint.allowed)")
        }
        return endpoint
    }

    /// Says something that is no error.
    func say(_ text: String) {
        if !quiet { StandardError.write("lc: \(text)\n") }
    }
}

/// How lines look.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "json, text, or a template such as '{time} {author}: {comment}' (default: text on a terminal, else json).",
            valueName: "format"),
        completion: .list(["json", "text"]), transform: LineFormat.parse)
    var format: LineFormat?

    @Option(help: ArgumentHelp("When to colour text.", valueName: "when"))
    var color = ColorChoice.auto

    func writer(for output: LineOutput, namesPost: Bool) -> LineWriter {
        let format = format ?? (output.isTerminal ? .text : .json)
        return LineWriter(
            format, style: Style(isColored: color.isOn(terminal: output.isTerminal)), namesPost: namesPost)
    }
}

/// A variable of the environment; an empty one counts as none.
func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
}
