public import LiveCore

/// A viewer: a connection that reads a post's stream.
public final class TestStream {
    private let socket: TestSocket
    private var parser = SSEParser()

    /// Opens the stream and reads the response's head: what is posted from now on comes.
    ///
    /// - Parameter query: what follows `postId=…`, such as `&cursor=5`.
    public init(port: Int, post: String, query: String = "", lastEventID: String? = nil) throws {
        socket = try TestSocket(port: port)
        let resume = lastEventID.map { "Last-Event-ID: \($0)\r\n" } ?? ""
        try socket.send("GET /stream/comments?postId=\(post)\(query) HTTP/1.1\r\nHost: test\r\n\(resume)\r\n")
        let head = try socket.responseHead()
        guard head.status == 200 else { throw TestSocket.Failure(reason: "the stream answered \(head.status)") }
    }

    /// The next event, but for how many watch, which comes when it likes; nil when the server has closed the stream.
    public func next() throws -> SSEMessage? {
        while let message = try nextOfAny() {
            if message.event != "viewers" { return message }
        }
        return nil
    }

    /// The next event, whatever it is.
    public func nextOfAny() throws -> SSEMessage? {
        while true {
            if let message = try parser.next() { return message }
            let bytes = try socket.receive()
            guard !bytes.isEmpty else { return nil }
            parser.append(bytes)
        }
    }

    /// The reconnection time the server asked for last.
    public var retryMilliseconds: Int? { parser.retryMilliseconds }
}
