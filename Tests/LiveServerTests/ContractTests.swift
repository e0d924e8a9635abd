import Foundation
import HTTPTypes
import LiveCore
import TestSupport
import Testing

@testable import LiveServer

/// `openapi.yaml` says what the code does, no less and no more.
@Suite(.blocking) struct ContractTests {
    private let contract: Outline

    init() throws {
        contract = try Outline(yaml: String(decoding: OpenAPI.document, as: UTF8.self))
    }

    @Test func everyRouteIsInTheContractAndNoOther() async throws {
        let served = try await ServedRoutes.all().map { route in
            let path = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : $0 }
            return "\(route.method.lowercased()) /\(path.joined(separator: "/"))"
        }
        let methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"]
        let described = contract.keys(under: ["paths"]).flatMap { path in
            contract.keys(under: ["paths", path]).filter(methods.contains).map { "\($0) \(path)" }
        }
        #expect(served.sorted() == described.sorted())
    }

    @Test func everyProblemIsInTheContractWithItsStatus() {
        let problem = ["components", "schemas", "Problem"]
        #expect(
            contract.items(under: problem + ["properties", "code", "enum"]) == ProblemCode.allCases.map(\.rawValue))
        let statuses = problem + ["x-status-of-code"]
        #expect(contract.keys(under: statuses) == ProblemCode.allCases.map(\.rawValue))
        for code in ProblemCode.allCases {
            #expect(contract.number(at: statuses + [code.rawValue]) == code.status.code, "\(code)")
        }
    }

    /// Every answer that a problem can be is one of some operation, or of every request.
    @Test func everyProblemIsToldOfWhereItComes() {
        let document = String(decoding: OpenAPI.document, as: UTF8.self)
        for code in ProblemCode.allCases where code != .notFound && code != .methodNotAllowed && code != .internalError
        {
            #expect(document.contains("`\(code.rawValue)`"), "\(code)")
        }
    }

    @Test(arguments: [
        (["parameters", "pageSize", "schema", "minimum"], Limits.pageSize.lowerBound),
        (["parameters", "pageSize", "schema", "maximum"], Limits.pageSize.upperBound),
        (["parameters", "pageSize", "schema", "default"], Limits.defaultPageSize),
        (["parameters", "history", "schema", "minimum"], Limits.history.lowerBound),
        (["parameters", "history", "schema", "maximum"], Limits.history.upperBound),
        (["parameters", "streamedPost", "schema", "minItems"], Limits.streamedPosts.lowerBound),
        (["parameters", "streamedPost", "schema", "maxItems"], Limits.streamedPosts.upperBound),
        (["schemas", "PositionsId", "maxLength"], PostPositions.textLimit),
        (["parameters", "idempotencyKey", "schema", "maxLength"], Limits.idempotencyKeyCharacters),
        (["schemas", "EventId", "maximum"], Int(EventID.max.rawValue)),
        (["schemas", "EventId", "minimum"], Int(EventID.zero.rawValue)),
        (["schemas", "Timestamp", "maximum"], Int(EventID.max.milliseconds)),
        (["schemas", "Content", "maxLength"], Limits.contentBytes),
        (["schemas", "Content", "x-max-characters"], Limits.contentCharacters),
        (["schemas", "AuthorId", "maxLength"], Limits.authorBytes),
        (["schemas", "AuthorId", "x-max-characters"], Limits.authorCharacters),
        (["schemas", "AuthorName", "maxLength"], Limits.authorBytes),
        (["schemas", "AuthorName", "x-max-characters"], Limits.authorNameCharacters),
        (["schemas", "Page", "properties", "comments", "maxItems"], Limits.pageSize.upperBound),
    ])
    func boundsAreTheOnesThatAreChecked(path: [String], limit: Int) {
        #expect(contract.number(at: ["components"] + path) == limit)
    }

    @Test func ratesAreTheOnesThatAreChecked() {
        let rates = contract.items(under: ["components", "parameters", "maxRate", "schema", "enum"])
        #expect(rates == RateClass.allCases.map { String($0.rawValue) })
    }

    @Test func boundsInWordsAreTheOnesThatAreChecked() {
        let document = String(decoding: OpenAPI.document, as: UTF8.self)
        for limit in [Limits.bodyBytes, Limits.targetBytes, Limits.headerBytes, PageQuery.scanLimit] {
            #expect(document.contains(limit.formatted(.number.locale(Locale(identifier: "en_US")))), "\(limit)")
        }
        #expect(document.contains("or \(Limits.headerFields) in number"))
    }

    @Test func itIsServedPrintedAndOfThisVersion() throws {
        let server = try ServerProcess()
        let answer = try server.ask("GET", "/openapi.yaml")
        #expect(answer.status == 200 && answer.headers["content-type"] == "application/yaml")
        #expect(answer.body == OpenAPI.document)
        #expect(try Command.run("lcd openapi").output == answer.text)
        let version = try Command.run("lcd --version").output
        #expect(contract.scalar(at: ["info", "version"]) == version.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
