import Foundation
import HTTPTypes
import LiveHub
import LiveSQLite
import Logging
import NIOPosix
import TestSupport

@testable import LiveServer

/// What a server has routes for.
enum ServedRoutes {
    /// Methods and patterns, such as `GET` and `/posts/:postId`.
    static func all() async throws -> [(method: String, pattern: String)] {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder.appending(path: "db").path)
            let routes = try await routes(store).map { ($0.method.rawValue, $0.pattern) }
            try store.close()
            return routes
        }
    }

    private static func routes(_ store: SQLiteStore) async throws -> [(
        method: HTTPRequest.Method, pattern: String, handler: RouteTable.Handler
    )] {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let bus = LocalBus()
        let access = Access(
            posting: .open, reading: .open,
            tokens: TokenVerifier(
                secret: try await SigningSecret(SigningSecret.random()),
                revocations: try await Revocations(store: store)))
        let posting = Posting(
            ingest: Ingest(store: store, bus: bus, logger: logger),
            rules: PostingRules(perAuthor: nil, perAddress: nil),
            clientAddress: ClientAddress(trustedProxies: []), access: access,
            ruleBook: try await RuleBook(store: store, logger: logger))
        let hub = try await Hub(
            store: store, bus: bus, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        let stats = Stats(
            store: store, activity: Activity(bus: bus), hub: hub, ingest: posting.ingest, rules: posting.ruleBook,
            version: "0")
        return LiveServer.routes(
            store: store,
            streams: StreamHandOver(hub: hub, cors: CORSPolicy(allowed: []), posting: posting, logger: logger),
            paging: Paging(store: store, access: access), stats: stats
        ).routes
    }
}
