import LiveCore
import TestSupport

/// A request, its answer, and what became of the connection.
struct Exchange {
    let answer: TestResponse
    /// Whether the connection answered another request afterwards.
    let isKept: Bool

    /// The answer's body, where it is a problem.
    var problem: Problem? { Problem(json: answer.body) }

    /// Sends bytes as they are on a connection of their own.
    init(port: Int, sending request: [UInt8], toHead: Bool = false) throws {
        let socket = try TestSocket(port: port)
        // The server may have closed already: it answers as soon as it knows.
        try? socket.send(request)
        answer = try socket.response(toHead: toHead)
        isKept = Self.answers(socket)
    }

    private static func answers(_ socket: TestSocket) -> Bool {
        guard (try? socket.send("GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n")) != nil else { return false }
        return (try? socket.response().status) == 200
    }
}

/// The bytes of a POST; without a type, without that field.
func postRequest(
    _ target: String, body: [UInt8], type: String? = "application/json", fields: [String] = []
) -> [UInt8] {
    var head = "POST \(target) HTTP/1.1\r\nHost: test\r\nContent-Length: \(body.count)\r\n"
    if let type { head += "Content-Type: \(type)\r\n" }
    for field in fields { head += field + "\r\n" }
    return Array((head + "\r\n").utf8) + body
}

/// The body of a POST, whatever it holds.
func newComment(_ content: String, author: String = "ann", name: String? = nil, replyTo: Int64? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { json in
        json.key("author_id")
        json.string(author)
        json.key("content")
        json.string(content)
        json.optionalString("author_name", name)
        json.optionalInteger("reply_to", replyTo)
    }
    return writer.bytes
}

extension ServerProcess {
    /// Sends a request on a connection of its own.
    func ask(_ method: String, _ target: String, headers: [String: String] = [:]) throws -> TestResponse {
        try TestSocket(port: port).request(method, target, headers: headers)
    }

    /// Posts a comment on a connection of its own.
    func post(
        _ content: String, to post: String = "p", author: String = "ann", headers: [String: String] = [:]
    ) throws -> TestResponse {
        try TestSocket(port: port).request(
            "POST", "/comments/\(post)", headers: headers, json: newComment(content, author: author))
    }

    /// Posts a comment that is accepted, and gives its id.
    @discardableResult
    func postAccepted(
        _ content: String, to post: String = "p", author: String = "ann", headers: [String: String] = [:]
    ) throws -> EventID {
        let answer = try self.post(content, to: post, author: author, headers: headers)
        guard answer.status == 201 else { throw Unexpected(answer: answer.text) }
        return try LiveCore.Comment(json: answer.body).id
    }

    /// A page of a post.
    func page(of post: String = "p", query: String = "") throws -> Page {
        let answer = try ask("GET", "/comments/\(post)?\(query)")
        guard answer.status == 200, let name = PostID(rawValue: post) else { throw Unexpected(answer: answer.text) }
        return try Page(json: answer.body, in: name)
    }

    /// What is stored under a post, oldest first, up to 500.
    func contents(of post: String = "p") throws -> [String] {
        try page(of: post, query: "direction=after&pageSize=500").comments.map(\.content)
    }
}

/// An answer that a test can't go on with.
struct Unexpected: Error {
    let answer: String
}
