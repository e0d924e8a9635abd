/// What a server can be told.
public struct ServerOptions: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 picks a free one.
    public var port = 8_080
    /// Who may post. With `open`, anyone under any author id, which is for trying it out.
    public var posting = Admission.open
    /// Who may read.
    public var reading = Admission.open
    /// How often one author may post; nil for no limit.
    public var authorRate: Rate?
    /// How often may be posted from one address; nil for no limit.
    public var addressRate: Rate?
    /// The most connections in all.
    public var maxConnections = 10_000
    /// The most connections from one address that is not loopback; nil for no limit.
    public var maxConnectionsPerAddress: Int?
    /// Proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: [AddressRange] = []
    /// Origins whose scripts may read answers; `*` for all.
    public var corsOrigins: Set<String> = []

    /// The defaults.
    public init() {}
}
