import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import Logging
import NIOCore

/// What load balancers and operators ask.
struct OperatorRoutes: Sendable {
    let store: any CommentStore
    let streams: StreamHandOver

    func add(to routes: inout RouteTable) {
        routes.on(.get, "/healthz") { _, _ in Self.word("ok") }
        routes.on(.get, "/readyz", use: ready)
        routes.on(.get, "/openapi.yaml") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/yaml"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: OpenAPI.document)))
        }
        // Streams are taken over before they come here. What does come is told what is wrong with it, or asks with
        // HEAD what a GET would answer.
        routes.on(.get, StreamRequest.path) { request, _ in
            try streams.admit(StreamRequest(request))
            return Response(status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"])
        }
    }

    @Sendable private func ready(_ request: Request, _ context: LiveContext) async throws -> Response {
        guard !streams.hub.isDraining else { throw Problem.draining }
        do {
            try await store.checkWritable()
        } catch {
            context.logger.warning("not ready", metadata: ["error": "\(error)"])
            var problem = Problem.storeUnavailable
            problem.detail += ": \(error)"
            throw problem
        }
        return Self.word("ready")
    }

    private static func word(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}

/// The contract in OpenAPI 3.1, as it stands in `openapi.yaml` beside the code.
public enum OpenAPI {
    /// The document, YAML in UTF-8.
    public static let document: [UInt8] = PackageResources.openapi_yaml
}
