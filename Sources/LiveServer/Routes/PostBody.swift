import HTTPTypes
import Hummingbird
import LiveCore
import NIOCore

/// Reads the body of a POST: after `Expect`, size, content type and who asks have been looked at, in this order.
enum PostBody {
    /// - Parameter admit: gives who asks, and refuses who may not; they are not told to send the body.
    static func read<Asker>(
        _ request: Request, _ context: LiveContext, admit: () throws(Problem) -> Asker
    ) async throws -> (body: ByteBuffer, asker: Asker) {
        let waits = try expectsContinue(request)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Limits.bodyBytes {
            throw Problem.bodyTooLarge
        }
        try checkType(request)
        let asker = try admit()
        if waits { try await context.sendContinue() }
        return (try await request.body.collect(upTo: Limits.bodyBytes), asker)
    }

    private static func expectsContinue(_ request: Request) throws(Problem) -> Bool {
        guard let expect = request.headers[.expect] else { return false }
        guard expect.lowercased() == "100-continue" else { throw .expectationFailed }
        return true
    }

    private static func checkType(_ request: Request) throws(Problem) {
        guard let type = request.headers[.contentType], isJSON(type) else {
            throw .unsupportedMediaType("Content-Type: allowed is application/json")
        }
        guard request.headers[.contentEncoding] == nil else {
            throw .unsupportedMediaType("Content-Encoding: allowed is none")
        }
    }

    /// Whether a Content-Type is JSON, in UTF-8 if it says so.
    static func isJSON(_ type: String) -> Bool {
        let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }
    }
}
