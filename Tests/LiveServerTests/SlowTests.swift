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
            { try Self.expectAPing(port) },
            { try Self.expectAHalfMessageToEndIt(port, TestWebSocket.frame(0x81, [0x61]).dropLast()) },
            { try Self.expectAHalfMessageToEndIt(port, TestWebSocket.frame(0x01, [0x61])[...], pings: true) },
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

    private static func expectAPing(_ port: Int) throws {
        let viewer = try TestWebSocket(port: port, timeout: 30)
        var frame = try viewer.nextFrame()
        while frame?.first == 0x81 { frame = try viewer.nextFrame() }
        #expect(frame?.first == 0x89 && frame?.payload.isEmpty == true)
    }

    /// - Parameter pings: whether the viewer does other things meanwhile.
    private static func expectAHalfMessageToEndIt(
        _ port: Int, _ bytes: ArraySlice<UInt8>, pings: Bool = false
    ) throws {
        let viewer = try TestWebSocket(port: port)
        // Whole messages, however many, take nothing off the time for the next.
        try viewer.socket.send(TestWebSocket.frame(0x81, Array("{}".utf8)) + bytes)
        if pings {
            for _ in 0..<12 {
                pause(milliseconds: 500)
                try viewer.send(0x89)
            }
        }
        let close = try viewer.nextClose()
        #expect(close.closeCode == 1_008 && close.text.contains("10 seconds"))
    }

    private static func expectKeepAlive(_ port: Int, _ request: String) throws {
        let socket = try TestSocket(port: port, timeout: 30)
        try socket.send(request)
        #expect(try socket.responseHead().status == 200)
        let text = try socket.receive(through: "\n\n: \n\n")
        #expect(text.hasPrefix("retry: 2000\n\n") && !text.contains("event: comment"))
    }
}
