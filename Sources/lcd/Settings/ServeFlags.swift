public import ArgumentParser
public import LiveServer
public import Logging

/// Which data folder, and which file of settings.
struct PlaceOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).", valueName: "file"),
        completion: .file())
    var config: String?

    @Option(
        help: ArgumentHelp("The data folder (default: $XDG_DATA_HOME/lcd).", valueName: "dir"), completion: .directory)
    var data: String?

    /// The data folder that the flag, the environment or the file names.
    func folder() throws -> String { try Settings(self).data }
}

/// What a server can be told on the command line. Each has its ``Setting``.
struct ServeFlags: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "Where to listen; port 0 picks a free one (default: 127.0.0.1:8080).", valueName: "host:port"))
    var listen: ListenAddress?

    @Option(
        help: ArgumentHelp(
            "Serve over TLS, with this certificate and those that lead to its authority, in PEM.", valueName: "file"),
        completion: .file())
    var tlsCert: String?

    @Option(
        help: ArgumentHelp("The private key of --tls-cert, in PEM.", valueName: "file"), completion: .file())
    var tlsKey: String?

    @OptionGroup var place: PlaceOptions

    @Option(
        help: ArgumentHelp(
            """
            Who may post: anyone, under any author id (open), or the subject of a token (token) (default: open).
            """, valueName: "open|token"))
    var auth: Admission?

    @Option(
        help: ArgumentHelp(
            "Who may read: anyone (open), or who has a token (token) (default: open).", valueName: "open|token"))
    var read: Admission?

    @Flag(help: "Allow open posting on an address that is not loopback.")
    var allowOpen = false

    @Option(
        help: ArgumentHelp("Public keys (JSON Web Key Set) whose tokens are good as well.", valueName: "file"),
        completion: .file())
    var jwks: String?

    @Option(
        help: ArgumentHelp(
            "What tokens of --jwks must name as aud; without it, they must have none.", valueName: "name"))
    var audience: String?

    @Option(
        help: ArgumentHelp(
            "Comments a second from one author, and at once (default: no limit, or 2:10 with tokens).",
            valueName: "n[:burst]"))
    var rateAuthor: Rate?

    @Option(
        help: ArgumentHelp(
            "Comments a second from one address, and at once (default: no limit, or 50:200 with tokens).",
            valueName: "n[:burst]"))
    var rateAddress: Rate?

    @Option(
        help: ArgumentHelp(
            "Comments a second under one post, and at once (default: no limit).", valueName: "n[:burst]"))
    var ratePost: Rate?

    @Option(help: ArgumentHelp("Connections in all (default: what the limit of open files allows).", valueName: "n"))
    var maxConnections: Count?

    @Option(help: ArgumentHelp("Connections from one address, loopback excepted (default: no limit).", valueName: "n"))
    var maxConnectionsPerAddress: Count?

    @Option(help: ArgumentHelp("A proxy whose X-Forwarded-For is believed; may be repeated.", valueName: "cidr"))
    var trustedProxy: [AddressRange] = []

    @Option(help: ArgumentHelp("An origin whose scripts may read answers, or *; may be repeated.", valueName: "origin"))
    var corsOrigin: [String] = []

    @Option(
        help: ArgumentHelp(
            "How long comments are kept: a number and h or d, at least 1d (default: for good).", valueName: "time"))
    var keep: Age?

    @Option(help: ArgumentHelp("How many comments of a post are kept, the newest (default: all).", valueName: "n"))
    var keepComments: Count?

    @Option(help: ArgumentHelp("How log lines look (default: text).", valueName: "format"))
    var logFormat: LogFormat?

    @Option(
        help: ArgumentHelp(
            """
            The least level that is logged: trace, debug, info, notice, warning, error or critical (default: notice).
            """, valueName: "level"))
    var logLevel: Logger.Level?

    /// Nil when it is not given: there is no flag that says no.
    var allowOpenSwitch: Switch? { allowOpen ? Switch(isOn: true) : nil }
}

/// How log lines look.
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
}

extension Admission: ExpressibleByArgument {}

extension Logger.Level: @retroactive ExpressibleByArgument {}

extension Rate: ExpressibleByArgument {
    /// `N` or `N:BURST`.
    public init?(argument: String) { self.init(argument) }
}

extension AddressRange: ExpressibleByArgument {
    /// An address, or a range of them in CIDR notation.
    public init?(argument: String) { self.init(argument) }
}
