import LiveCore
import TestSupport
import Testing

/// Connections: many requests on one, half-closed ones, and too many of them.
@Suite(.blocking) struct ConnectionTests {
    @Test func manyRequestsMayComeAtOnceAndAreAnsweredInOrder() throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        let count = 300
        var requests: [UInt8] = []
        for index in 0..<count { requests += postRequest("/comments/p", body: newComment("number \(index)")) }
        // All of it fits the sockets' buffers, so nobody has to read meanwhile.
        try socket.send(requests)
        for index in 0..<count {
            let answer = try socket.response()
            #expect(answer.status == 201 && answer.text.contains("\"number \(index)\""))
        }
        #expect(try server.contents().count == count)
    }

    /// Otherwise the server would keep the answers, or the requests, for whoever sends and does not read.
    @Test func whoSendsAndDoesNotReadWaits() throws {
        let server = try ServerProcess()
        let writer = try TestSocket(port: server.port)
        let text = String(repeating: "a long text ", count: 100)
        for _ in 0..<100 {
            #expect(try writer.request("POST", "/comments/p", json: newComment(text)).status == 201)
        }
        let socket = try TestSocket(port: server.port, timeout: 3)
        let request = "GET /comments/p?pageSize=100 HTTP/1.1\r\nHost: a\r\n\r\n"
        let requests = Array(String(repeating: request, count: 10_000).utf8)
        // The sockets' buffers hold some; then sending stops.
        #expect(throws: TestSocket.Failure.self) { for _ in 0..<100 { try socket.send(requests) } }
        // Who reads then is answered.
        for _ in 0..<1_000 { #expect(try socket.response().status == 200) }
    }

    @Test func requestsOfAllKindsShareAConnection() throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        for round in 0..<10 {
            #expect(try socket.request("POST", "/comments/p", json: newComment("round \(round)")).status == 201)
            #expect(try socket.request("GET", "/comments/p?pageSize=1").text.contains("round \(round)"))
            #expect(try socket.request("HEAD", "/comments/p").status == 200)
            #expect(try socket.request("GET", "/nowhere").status == 404)
            #expect(try socket.request("POST", "/comments/p", json: newComment("")).status == 422)
        }
    }

    @Test func aClientMayFinishSendingAndStillGetsItsAnswer() throws {
        let server = try ServerProcess()
        for request in [
            postRequest("/comments/p", body: newComment("last words")),
            Array("GET /comments/p HTTP/1.1\r\nHost: a\r\n\r\n".utf8),
        ] {
            let socket = try TestSocket(port: server.port)
            try socket.send(request)
            socket.finishSending()
            let answer = String(decoding: try socket.receiveAll(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 20") && answer.contains("last words"))
        }
    }

    @Test func aClientThatFinishesAmidARequestIsDone() throws {
        let server = try ServerProcess()
        let whole = postRequest("/comments/p", body: newComment("half"))
        for count in [0, 1, 20, whole.count - 5] {
            let socket = try TestSocket(port: server.port)
            try socket.send(whole[..<count])
            socket.finishSending()
            let answer = String(decoding: try socket.receiveAll(), as: UTF8.self)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"), "after \(count): \(answer)")
        }
        #expect(try server.contents().isEmpty)
    }

    @Test func closeIsHonoured() throws {
        let server = try ServerProcess()
        for request in [
            "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /healthz HTTP/1.0\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Close\r\n\r\n",
        ] {
            let exchange = try Exchange(port: server.port, sending: Array(request.utf8))
            #expect(exchange.answer.status == 200 && !exchange.isKept, "\(request)")
            #expect(exchange.answer.headers["connection"] == "close", "\(request)")
        }
    }

    @Test func aClientThatGoesAmidEverythingHarmsNobody() throws {
        let server = try ServerProcess()
        let whole = postRequest("/comments/p", body: newComment("gone"))
        for count in stride(from: 1, through: whole.count, by: 7) {
            try TestSocket(port: server.port).send(whole[..<count])
        }
        for _ in 0..<20 { _ = try TestStream(port: server.port, post: "p") }
        #expect(try server.postAccepted("still here") > .zero)
    }

    @Test func oneConnectionTooManyIsToldSo() throws {
        let server = try ServerProcess(["--max-connections", "3"])
        let sockets = try (0..<3).map { _ in try TestSocket(port: server.port) }
        for socket in sockets { #expect(try socket.request("GET", "/healthz").status == 200) }
        for target in ["/healthz", "/stream/comments?postId=p"] {
            let answer = try server.ask("GET", target)
            #expect(answer.status == 503 && Problem(json: answer.body)?.code == "too_many_connections")
            #expect(answer.headers["retry-after"] != nil && answer.headers["connection"] == "close")
        }
        // Those that are there go on, and one that leaves makes room.
        #expect(try sockets[0].request("GET", "/healthz").status == 200)
        sockets[1].finishSending()
        #expect(try sockets[1].isClosed())
        try wait("room for one more") { try server.ask("GET", "/healthz").status == 200 }
    }
}
