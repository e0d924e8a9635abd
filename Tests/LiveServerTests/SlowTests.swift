import LiveCore
import TestSupport
import Testing

/// What takes real seconds: the time a request may take, and the time an idle stream stays silent. All at once.
@Suite(.blocking) struct SlowTests {
    @Test func requestsThatTakeTooLongAreEndedAndIdleStreamsKeptAlive() throws {
        let server = try ServerProcess()
        let port = server.port
        let request = postRequest("/comments/p", body: newComment("slow"))
        let body = newComment("slow").count
        try onThreads([
            { try Self.expectNothingBeforeClose(port) },
            { try Self.expectTimeout(port, sending: Array("G".utf8), "a method") },
            {
                try Self.expectTimeout(
                    port, sending: Array("GET /stream/comments?postId=p HTT".utf8), "a stream's head")
            },
            { try Self.expectTimeout(port, sending: Array(request.dropLast(body + 2)), "a head") },
            { try Self.expectTimeout(port, sending: Array(request.dropLast(body)), "a head without its body") },
            { try Self.expectTimeout(port, sending: Array(request.dropLast(5)), "a body") },
            { try Self.expectTimeoutOfATrickle(port, request) },
            { try Self.expectAnIdleConnectionIsKept(port) },
            { try Self.expectKeepAlive(port, "GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\n\r\n") },
        ])
        #expect(try server.contents().isEmpty)
    }

    private static func expectNothingBeforeClose(_ port: Int) throws {
        #expect(try TestSocket(port: port).receiveAll().isEmpty)
    }

    private static func expectTimeout(_ port: Int, sending bytes: [UInt8], _ name: String) throws {
        let socket = try TestSocket(port: port)
        try socket.send(bytes)
        let answer = try socket.response()
        #expect(answer.status == 408 && Problem(json: answer.body)?.code == "request_timeout", "\(name)")
        #expect(try socket.isClosed(), "\(name)")
    }

    /// A byte now and then does not buy time.
    private static func expectTimeoutOfATrickle(_ port: Int, _ request: [UInt8]) throws {
        let socket = try TestSocket(port: port)
        for byte in request {
            guard (try? socket.send([byte])) != nil else { break }
            pause(milliseconds: 200)
        }
        #expect(try socket.response().status == 408)
    }

    private static func expectAnIdleConnectionIsKept(_ port: Int) throws {
        let socket = try TestSocket(port: port)
        #expect(try socket.request("GET", "/healthz").status == 200)
        pause(milliseconds: 12_000)
        #expect(try socket.request("GET", "/healthz").status == 200)
    }

    private static func expectKeepAlive(_ port: Int, _ request: String) throws {
        let socket = try TestSocket(port: port, timeout: 30)
        try socket.send(request)
        #expect(try socket.responseHead().status == 200)
        let text = try socket.receive(through: "\n\n: \n\n")
        #expect(text.hasPrefix("retry: 2000\n\n") && !text.contains("event: comment"))
    }
}
