/// An error as clients see it: problem details for HTTP APIs (RFC 9457) with a stable `code`.
public struct Problem: Error, Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// A stable snake_case word to branch on.
    public var code: String
    /// The status in words.
    public var title: String
    /// What is wrong, where, and what is allowed.
    public var detail: String
    /// Names the request in the server's log.
    public var requestID: String
    /// Seconds after which trying again makes sense.
    public var retryAfter: Int?

    /// A problem with all its parts.
    public init(
        status: Int, code: String, title: String, detail: String, requestID: String = "", retryAfter: Int? = nil
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.requestID = requestID
        self.retryAfter = retryAfter
    }

    /// The body of an `application/problem+json` answer.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.key("type")
            json.string("about:blank")
            json.key("title")
            json.string(title)
            json.key("status")
            json.integer(Int64(status))
            json.key("detail")
            json.string(detail)
            json.key("code")
            json.string(code)
            json.key("request_id")
            json.string(requestID)
            json.optionalInteger("retry_after", retryAfter.map(Int64.init))
        }
        return writer.bytes
    }

    /// Reads the body of an `application/problem+json` answer; nil when it is none.
    public init?(json: some Sequence<UInt8>) {
        var problem = Problem(status: 0, code: "", title: "", detail: "")
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, member throws(JSONError) in
                    switch member {
                    case "title": problem.title = try reader.string()
                    case "status": problem.status = Int(try reader.integer())
                    case "detail": problem.detail = try reader.string()
                    case "code": problem.code = try reader.string()
                    case "request_id": problem.requestID = try reader.string()
                    case "retry_after": problem.retryAfter = Int(try reader.integer())
                    default: try reader.skip()
                    }
                }
            }
        } catch {
            return nil
        }
        guard problem.status != 0, !problem.code.isEmpty else { return nil }
        self = problem
    }
}
