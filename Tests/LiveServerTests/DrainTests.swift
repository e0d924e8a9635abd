import Foundation
import LiveCore
import Synchronization
import TestSupport
import Testing

/// SIGTERM: what was accepted is kept, viewers are sent away a few at a time, and it ends.
@Suite(.blocking) struct DrainTests {
    @Test func viewersAreToldWhenToComeBackAndItExitsWith0() throws {
        let server = try ServerProcess()
        let last = try server.postAccepted("last words")
        // Several slices on each event loop.
        let streams = try (0..<1_500).map { _ in try TestStream(port: server.port, post: "p", query: "&cursor=0") }
        for stream in streams { #expect(try stream.next()?.lastEventID == "\(last)") }
        #expect(server.terminate() == 0)
        var times: Set<Int> = []
        for stream in streams {
            #expect(try stream.next() == nil)
            let time = try #require(stream.retryMilliseconds)
            #expect((2_000...12_000).contains(time))
            times.insert(time)
        }
        #expect(times.count > 1_000, "the times are spread")
    }

    @Test func noAcknowledgedCommentIsLost() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        let server = try ServerProcess(data: data)
        let (port, pid) = (server.port, server.process.processIdentifier)
        let acknowledged = Mutex<[String]>([])
        try onThreads(
            (0..<8).map { client in
                {
                    guard let socket = try? TestSocket(port: port) else { return }
                    for index in 0... {
                        let content = "client \(client) comment \(index)"
                        guard let answer = try? socket.request("POST", "/comments/p", json: newComment(content))
                        else { return }
                        guard answer.status == 201 else {
                            #expect(answer.status == 503)
                            return
                        }
                        if acknowledged.withLock({
                            $0.append(content); return $0.count
                        }) == 200 {
                            kill(pid, SIGTERM)
                        }
                    }
                }
            })
        #expect(server.waitUntilExit() == 0)
        let after = try ServerProcess(data: data)
        var stored: [String] = []
        var cursor = EventID.zero
        while true {
            let page = try after.page(query: "direction=after&pageSize=500&cursor=\(cursor)")
            stored += page.comments.map(\.content)
            guard page.hasMore, let next = page.after else { break }
            cursor = next
        }
        let expected = acknowledged.withLock { $0 }
        #expect(expected.count >= 200 && Set(stored).count == stored.count)
        #expect(Set(expected).isSubset(of: stored))
    }

    @Test func aRequestUnderWayIsFinished() throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        let request = postRequest("/comments/p", body: newComment("under way"))
        try socket.send(request.dropLast(5))
        let idle = try idleConnections(server)
        kill(server.process.processIdentifier, SIGTERM)
        // They are closed, so by now it is draining.
        for connection in idle { #expect(try connection.isClosed()) }
        try socket.send(request.suffix(5))
        #expect(try socket.response().status == 201)
        #expect(server.waitUntilExit() == 0)
    }

    @Test func aSecondSignalEndsItAtOnce() throws {
        let server = try ServerProcess()
        let slow = try TestSocket(port: server.port)
        try slow.send(postRequest("/comments/p", body: newComment("never")).dropLast(5))
        let idle = try idleConnections(server)
        kill(server.process.processIdentifier, SIGTERM)
        for connection in idle { #expect(try connection.isClosed()) }
        #expect(server.terminate() == 128 + SIGTERM)
    }

    @Test func interruptIsTheSame() throws {
        let server = try ServerProcess()
        kill(server.process.processIdentifier, SIGINT)
        #expect(server.waitUntilExit() == 0)
    }

    @Test func connectionsWithoutARequestDoNotHoldItUp() throws {
        let server = try ServerProcess()
        let silent = try TestSocket(port: server.port)
        let half = try TestSocket(port: server.port)
        try half.send("GET /stream/comments?postId=p HTTP/1.1\r\nHo")
        let used = try TestSocket(port: server.port)
        #expect(try used.request("GET", "/healthz").status == 200)
        #expect(server.terminate() == 0)
        for socket in [silent, half, used] { #expect(try socket.isClosed()) }
    }

    /// A connection on each event loop, which has answered: whatever was sent before has been read.
    private func idleConnections(_ server: ServerProcess) throws -> [TestSocket] {
        try (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
            let connection = try TestSocket(port: server.port)
            #expect(try connection.request("GET", "/healthz").status == 200)
            return connection
        }
    }
}
