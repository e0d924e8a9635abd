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

    /// How many watch, as the server has told last.
    public private(set) var viewers: SSEMessage?

    /// The next event; nil when the server has closed the stream. Counts of viewers, which come in between at any
    /// time, are only noted.
    public func next() throws -> SSEMessage? {
        while true {
            if let message = try parser.next() {
                guard message.event == "viewers" else { return message }
                viewers = message
                continue
            }
            let bytes = try socket.receive()
            guard !bytes.isEmpty else { return nil }
            parser.append(bytes)
        }
    }

    /// The reconnection time the server asked for last.
    public var retryMilliseconds: Int? { parser.retryMilliseconds }
}
