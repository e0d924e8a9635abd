/// An answer, as it stood on the wire.
public struct TestResponse: Sendable {
    /// The status code.
    public let status: Int
    /// The header fields, names in lower case; of several of one name the last.
    public let headers: [String: String]
    /// The body.
    public let body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

extension TestSocket {
    /// Sends a request with a JSON body, or none, and reads the answer. The connection stays open.
    public func request(
        _ method: String, _ target: String, headers: [String: String] = [:], json: [UInt8]? = nil
    ) throws -> TestResponse {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: test\r\n"
        if let json { head += "Content-Type: application/json\r\nContent-Length: \(json.count)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try send(Array((head + "\r\n").utf8) + (json ?? []))
        return try response(toHead: method == "HEAD")
    }

    /// Reads an answer: its head, and the body that its Content-Length promises.
    public func response(toHead: Bool = false) throws -> TestResponse {
        let head = try responseHead()
        let length = toHead ? 0 : head.headers["content-length"].flatMap { Int($0) } ?? 0
        return TestResponse(status: head.status, headers: head.headers, body: try receive(count: length))
    }

    /// Reads an answer's head only, as of a stream, whose body has no end.
    public func responseHead() throws -> TestResponse {
        let head = String(decoding: try receive(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        guard let status else { throw Failure(reason: "no status line in \(head)") }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return TestResponse(status: status, headers: headers, body: [])
    }
}
