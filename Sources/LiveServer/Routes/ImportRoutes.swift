import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import Logging
import NIOCore

/// Comments of the past, many in one call.
struct ImportRoutes: Sendable {
    /// Comments in one transaction: what is posted meanwhile waits no longer than for these.
    private static let groupSize = 1_000

    let store: any ImportStore

    func add(to routes: inout RouteTable) {
        routes.on(.post, "/comments/:postId/import", use: importComments)
    }

    /// Whether a request may have a body as large as an import.
    static func isFor(_ method: String, path: Substring) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return method == "POST" && parts.count == 4 && parts[0] == "" && parts[1] == "comments" && parts[3] == "import"
    }

    @Sendable private func importComments(_ request: Request, _ context: LiveContext) async throws -> Response {
        let post = try context.post()
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Limits.importBytes {
            throw Problem.importTooLarge
        }
        let format = try format(request.headers)
        let principal = try context.require(.moderator, in: post).principal
        if request.headers[.expect] != nil { try await context.sendContinue() }
        let body = try await whole(request.body)
        let lines: [ImportLines.Line]
        do throws(ImportRefusal) {
            lines = try ImportLines.read(body.readableBytesView, format)
        } catch {
            throw Problem.invalidBody("the body is no CSV: \(error)")
        }
        guard lines.count <= Limits.importLines else { throw Problem.importTooLarge }
        do {
            return Response(json: try await add(lines, to: post, by: principal).json)
        } catch {
            context.logger.error("the store refused an import", metadata: ["error": "\(error)"])
            throw Problem.storeUnavailable
        }
    }

    private func whole(_ body: RequestBody) async throws -> ByteBuffer {
        do {
            return try await body.collect(upTo: Limits.importBytes)
        } catch is NIOTooManyBytesError {
            throw Problem.importTooLarge
        }
    }

    private func add(
        _ lines: [ImportLines.Line], to post: PostID, by principal: Principal
    ) async throws -> ImportReport {
        var report = ImportReport()
        for start in stride(from: 0, to: lines.count, by: Self.groupSize) {
            var group: [(number: Int, comment: ImportedComment)] = []
            for line in lines[start..<min(start + Self.groupSize, lines.count)] {
                switch line.content {
                case .success(let comment?): group.append((line.number, comment))
                case .success(nil): report.addSkipped()
                case .failure(let refusal): report.addRefused(line: line.number, refusal)
                }
            }
            let outcomes = try await store.add(group.map(\.comment), to: post, by: principal)
            for (line, outcome) in zip(group, outcomes) {
                switch outcome {
                case .added: report.addImported()
                case .known: report.addKnown()
                case .refused(let refusal): report.addRefused(line: line.number, refusal)
                }
            }
        }
        return report
    }

    private func format(_ headers: HTTPFields) throws(Problem) -> ImportLines.Format {
        guard headers[.contentEncoding] == nil else {
            throw .unsupportedMediaType("Content-Encoding: allowed is none")
        }
        let type = headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
        switch type {
        case "application/x-ndjson": return .ndjson
        case "text/csv": return .csv
        default: throw .unsupportedMediaType("Content-Type: allowed are application/x-ndjson and text/csv")
        }
    }
}
