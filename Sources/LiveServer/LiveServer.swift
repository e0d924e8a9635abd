import Hummingbird
import HummingbirdCore
public import LiveHub
public import Logging
public import NIOCore
public import ServiceLifecycle

/// The HTTP side of the server: routes, limits and the stream, over a store, an ingest and a hub.
public struct LiveServer: Service {
    private let application: Application<RouterResponder<LiveContext>>
    private let hub: Hub
    private let rates: PostingRules

    /// - Parameters:
    ///   - certificate: for TLS; nil for plain HTTP.
    ///   - onListening: called once connections are accepted, with the address that was bound.
    public init(
        options: ServerOptions, store: any ModerationStore & ImportStore, ingest: Ingest, hub: Hub, rules: RuleBook,
        stats: Stats, tokens: TokenVerifier, certificate: CurrentCertificate?, group: any EventLoopGroup,
        logger: Logger, onListening: @escaping @Sendable (SocketAddress) -> Void
    ) {
        self.hub = hub
        let cors = CORSPolicy(allowed: options.corsOrigins)
        let access = Access(posting: options.posting, reading: options.reading, tokens: tokens)
        rates = PostingRules(
            perAuthor: options.authorRate, perAddress: options.addressRate, perPost: options.postRate)
        let posting = Posting(
            ingest: ingest, rules: rates,
            clientAddress: ClientAddress(trustedProxies: options.trustedProxies), access: access, ruleBook: rules)
        let streams = StreamHandOver(hub: hub, cors: cors, posting: posting, logger: logger)
        let paging = Paging(store: store, access: access)
        let limits = ConnectionLimits(
            maximum: options.maxConnections, maximumPerAddress: options.maxConnectionsPerAddress)
        application = Application(
            router: Self.routes(store: store, streams: streams, paging: paging, stats: stats)
                .router(cors: cors, access: access),
            server: HTTPServerBuilder {
                LiveChannel(
                    responder: $0, certificate: certificate, streams: streams, posting: posting, paging: paging,
                    cors: cors, limits: limits)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port), backlog: 4_096),
            onServerRunning: { channel in
                if let address = channel.localAddress { onListening(address) }
            },
            eventLoopGroupProvider: .shared(group), logger: logger)
    }

    /// Serves until graceful shutdown, then lets requests finish and streams go in slices.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            hub.drain()
        }
        // A viewer's connection is not the framework's any more, which doesn't wait for it.
        await hub.drained()
    }

    /// Other limits from now on of how often one author and one address may post, and all together under one post; nil
    /// for none.
    public func limit(perAuthor: Rate?, perAddress: Rate?, perPost: Rate?) {
        rates.change(perAuthor: perAuthor, perAddress: perAddress, perPost: perPost)
    }

    /// Everything that is served, for the contract in `openapi.yaml` to be held against.
    static func routes(
        store: any ModerationStore & ImportStore, streams: StreamHandOver, paging: Paging, stats: Stats
    ) -> RouteTable {
        let (posting, hub) = (streams.posting, streams.hub)
        var routes = RouteTable()
        CommentRoutes(store: store, posting: posting, paging: paging).add(to: &routes)
        let moderating = Moderating(store: store, ingest: posting.ingest)
        PostRoutes(moderating: moderating, hub: hub).add(to: &routes)
        DeletionRoutes(moderating: moderating, authorsAreKnown: posting.access.posting == .token).add(to: &routes)
        PurgeRoutes(purging: Purging(moderating: moderating)).add(to: &routes)
        BanRoutes(purging: Purging(moderating: moderating)).add(to: &routes)
        ShieldRoutes(moderating: moderating, hub: hub).add(to: &routes)
        RuleRoutes(store: store, book: posting.ruleBook).add(to: &routes)
        QueueRoutes(moderating: moderating).add(to: &routes)
        LogRoutes(store: store).add(to: &routes)
        ImportRoutes(store: store).add(to: &routes)
        OperatorRoutes(store: store, streams: streams).add(to: &routes)
        AccessRoutes(revocations: posting.access.tokens.revocations).add(to: &routes)
        StatsRoutes(stats: stats).add(to: &routes)
        return routes
    }
}
