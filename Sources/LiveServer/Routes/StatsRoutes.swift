import HTTPTypes
import Hummingbird
import LiveCore
import NIOCore

/// How much is going on: for moderators, and for Prometheus.
struct StatsRoutes: Sendable {
    let stats: Stats

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/stats") { _, context in
            try context.require(.moderator, in: nil)
            return Response(json: try await stats.json(), headers: [.cacheControl: "no-store"])
        }
        routes.on(.get, "/stats/:postId") { _, context in
            let post = try context.post()
            try context.require(.moderator, in: post)
            return Response(json: try await stats.json(of: post), headers: [.cacheControl: "no-store"])
        }
        routes.on(.get, "/metrics", use: metrics)
    }

    /// Anyone on the machine may ask, as Prometheus's agents do; from elsewhere, and through a proxy that says for
    /// whom it asks, it takes a moderator's token.
    @Sendable private func metrics(_ request: Request, _ context: LiveContext) async throws -> Response {
        let isDirect = request.headers[.forwardedFor] == nil && request.headers[.forwarded] == nil
        if !isDirect || !ClientAddress.isLoopback(context.remoteAddress) {
            try context.require(.moderator, in: nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try await stats.metrics())))
    }
}

extension HTTPField.Name {
    fileprivate static let forwarded = Self("Forwarded")!
}
