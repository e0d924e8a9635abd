import ArgumentParser
import Glibc
import LiveClient

/// Which server, and as whom.
struct ServerOptions: ParsableArguments {
    static let defaultURL = "http://127.0.0.1:8080"

    @Option(help: ArgumentHelp("The server (default: LC_URL, the profile's, or \(defaultURL)).", valueName: "url"))
    var server: String?

    @Option(
        help: ArgumentHelp("The profile (default: LC_PROFILE, or the one in use).", valueName: "name"),
        completion: .custom { _, _, _ in profileNames() })
    var profile: String?

    @Flag(name: .shortAndLong, help: "Say nothing but errors on standard error.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say on standard error what is asked of the server, and how it answers.")
    var verbose = false

    /// The server, and the token that is good there: a token is never an argument, which everybody could see.
    ///
    /// A profile's token goes to the profile's server only, whatever other server is named. What the option names, wins
    /// over the environment, its token as well as its server: `LC_TOKEN` may be another server's.
    ///
    /// - Parameter ownsScreen: the command draws on the terminal, where nothing else may be written.
    func endpoint(ownsScreen: Bool = false) throws -> Endpoint {
        try endpoint(of: chosenProfile(), ownsScreen: ownsScreen)
    }

    /// The same, when the profile has been read.
    func endpoint(of profile: Profile?, ownsScreen: Bool = false) throws -> Endpoint {
        let url = try checkedURL(profile)
        var token = environment("LC_TOKEN")
        guard token?.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) ?? true else {
            throw Failure(
                .configuration, code: "configuration", "LC_TOKEN: allowed are visible ASCII characters without blanks")
        }
        if token == nil || self.profile != nil, let profile, try Self.endpoint(at: profile.server)?.url == url {
            token = profile.token ?? token
        }
        let report = verbose && !ownsScreen ? Self.report : nil
        guard let endpoint = try Self.endpoint(at: url, token: token, report: report) else {
            throw Failure.usage("--server \(url): allowed is \(Endpoint.allowed)")
        }
        return endpoint
    }

    /// Where a login goes: the name of a profile, which there need not be yet, its server, and whether nobody has said
    /// which that is.
    func loginPlace() throws -> (profile: String, url: String, isDefault: Bool) {
        let profiles = try Profiles.read()
        let name = profile ?? environment("LC_PROFILE") ?? profiles.current ?? "default"
        guard Profiles.isName(name) else {
            throw Failure.usage("--profile \(name): allowed are \(Profiles.allowed)")
        }
        let isDefault = server == nil && environment("LC_URL") == nil && profiles[name] == nil
        return (name, try checkedURL(profiles[name]), isDefault)
    }

    /// The names of the profiles; none when they can't be read.
    static func profileNames() -> [String] { (try? Profiles.read().all.map(\.name)) ?? [] }

    /// The one that is named, or else in use; nil when there is none.
    func chosenProfile() throws -> Profile? {
        let profiles = try Profiles.read()
        if let name = profile ?? environment("LC_PROFILE") { return try profiles.require(name) }
        return profiles.current.flatMap { profiles[$0] }
    }

    /// The endpoint of a URL, which is nil when that is not allowed. Whom to trust is said in the environment, by the
    /// names that OpenSSL has for it.
    ///
    /// - Throws: when no server can be reached from here.
    static func endpoint(
        at url: String, token: String? = nil, report: (@Sendable (String) -> Void)? = nil
    ) throws -> Endpoint? {
        if let hindrance = Endpoint.hindrance { throw Failure(.unreachable, code: "unreachable", hindrance) }
        return Endpoint(
            url: url, token: token, userAgent: "lc/\(Version.text)",
            authorities: (environment("SSL_CERT_FILE"), environment("SSL_CERT_DIR")), report: report)
    }

    /// The server's URL in its normal form, from where it is said first.
    private func checkedURL(_ profile: Profile?) throws -> String {
        let named = server ?? (self.profile == nil ? nil : profile?.server)
        let fromEnvironment = environment("LC_URL")
        let url = named ?? fromEnvironment ?? profile?.server ?? Self.defaultURL
        if let endpoint = try Self.endpoint(at: url) { return endpoint.url }
        if named == nil, fromEnvironment != nil {
            throw Failure(.configuration, code: "configuration", "LC_URL \(url): allowed is \(Endpoint.allowed)")
        }
        throw Failure.usage("--server \(url): allowed is \(Endpoint.allowed)")
    }

    private static let report: @Sendable (String) -> Void = { StandardError.write("lc: \($0)\n") }

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
