public import ArgumentParser
public import LiveServer
public import Logging

/// `lcd serve`, which is `lcd`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve comments over HTTP.",
        discussion: """
            When it accepts connections it prints "listening on http://HOST:PORT" on standard error. SIGTERM and \
            SIGINT let requests finish and send viewers away; a second one ends it at once. SIGHUP reads --jwks again.
            """)

    @Option(help: ArgumentHelp("Where to listen; port 0 picks a free one.", valueName: "host:port"))
    var listen = ListenAddress(host: "127.0.0.1", port: 8080)

    @Option(help: ArgumentHelp("The data folder (default: $XDG_DATA_HOME/lcd).", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Who may post: anyone, under any author id (open), or the subject of a token.", valueName: "open|token"))
    var auth = Admission.open

    @Option(help: ArgumentHelp("Who may read: anyone (open), or who has a token.", valueName: "open|token"))
    var read = Admission.open

    @Flag(help: "Allow open posting on an address that is not loopback.")
    var allowOpen = false

    @Option(help: ArgumentHelp("Public keys (JSON Web Key Set) whose tokens are good as well.", valueName: "file"))
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
    var maxConnections: Int?

    @Option(help: ArgumentHelp("Connections from one address, loopback excepted (default: no limit).", valueName: "n"))
    var maxConnectionsPerAddress: Int?

    @Option(help: ArgumentHelp("A proxy whose X-Forwarded-For is believed; may be repeated.", valueName: "cidr"))
    var trustedProxy: [AddressRange] = []

    @Option(help: ArgumentHelp("An origin whose scripts may read answers, or *; may be repeated.", valueName: "origin"))
    var corsOrigin: [String] = []

    @Option(help: ArgumentHelp("How log lines look.", valueName: "format"))
    var logFormat = LogFormat.text

    @Option(
        help: ArgumentHelp(
            "The least level that is logged: trace, debug, info, notice, warning, error or critical.",
            valueName: "level"))
    var logLevel = Logger.Level.notice

    func validate() throws {
        for (name, value) in [
            ("--max-connections", maxConnections), ("--max-connections-per-address", maxConnectionsPerAddress),
        ] {
            if let value, value < 1 { throw ValidationError("\(name) \(value): allowed is a whole number from 1 on") }
        }
    }

    func run() async throws {
        guard auth != .open || allowOpen || listen.isLoopback else {
            throw Failure(
                """
                --listen \(listen): open posting off loopback lets anyone post as anyone; say --auth token, or \
                --allow-open if that is meant
                """, status: .configuration)
        }
        try await Node(self).run()
    }
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
