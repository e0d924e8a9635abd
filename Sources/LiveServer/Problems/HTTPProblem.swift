import HTTPTypes
import Hummingbird
import LiveCore
import Logging
import NIOCore

/// A problem on its way out of a route.
struct HTTPProblem: HTTPResponseError {
    var problem: Problem
    /// Fields besides those every problem has.
    var headers = HTTPFields()

    init(_ problem: Problem, headers: HTTPFields = [:]) {
        self.problem = problem
        self.headers = headers
    }

    var status: HTTPResponse.Status { HTTPResponse.Status(code: problem.status) }

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: status, headers: problem.headerFields.merging(headers),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: problem.json)))
    }
}

extension Problem {
    /// Notes that a request was refused. What is the server's fault is logged where it happens.
    func log(to logger: Logger) {
        logger.debug("refused", metadata: ["request_id": "\(requestID)", "status": "\(status)", "code": "\(code)"])
    }

    /// The same with an id of its own, for what no route answers, and noted under it.
    func noted(in logger: Logger) -> Problem {
        var problem = self
        problem.requestID = RequestID().description
        problem.log(to: logger)
        return problem
    }

    /// What goes with the body.
    var headerFields: HTTPFields {
        var fields: HTTPFields = [.contentType: "application/problem+json"]
        if let retryAfter { fields[.retryAfter] = String(retryAfter) }
        let code = ProblemCode(rawValue: code)
        if let challenge = code?.challenge { fields[.wwwAuthenticate] = challenge }
        if code == .upgradeRequired {
            fields[.upgrade] = "websocket"
            fields[.secWebSocketVersion] = WebSocketHandshake.version
        }
        if code?.closesConnection == true { fields[.connection] = "close" }
        return fields
    }
}

extension HTTPFields {
    func merging(_ others: HTTPFields) -> HTTPFields {
        var fields = self
        for field in others { fields.append(field) }
        return fields
    }
}
