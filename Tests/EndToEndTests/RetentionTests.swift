import Foundation
import LiveCore
import TestSupport
import Testing

/// What a server does with comments that are no longer kept.
@Suite(.blocking) struct RetentionTests {
    private static let kept = 10

    @Test func postingGoesOnWhileOldCommentsGoAndReadersAreToldOfTheGap() async throws {
        try await TemporaryFolder.with { data in
            let first = try ServerProcess(data: data)
            let count = 20_000
            let lines = (0..<count).map {
                #"{"comment":"old \#($0)","author_id":"a","timestamp":\#(1_600_000_000_000 + $0 * 1_000)}"#
            }
            let token = try Command.run("lcd token --role admin --subject root --data '\(data.path)'").lines[0]
            for start in stride(from: 0, to: count, by: 5_000) {
                let imported = try Command.run(
                    "lc import p --server \(first.url)", environment: ["LC_TOKEN": token, "HOME": data.path],
                    input: Array(lines[start..<start + 5_000].joined(separator: "\n").utf8))
                #expect(imported.status == 0, "\(imported.errors)")
            }
            #expect(first.terminate() == 0)
            let server = try ServerProcess(["--keep-comments", "\(Self.kept)"], data: data)
            let socket = try TestSocket(port: server.port)
            var posted: [Int64] = []
            // Each is acknowledged, however much goes meanwhile.
            while try commentCount(socket) > Self.kept + posted.count || posted.count < 20 {
                let answer = try socket.request(
                    "POST", "/comments/p", json: Array(#"{"author_id":"b","content":"new"}"#.utf8))
                #expect(answer.status == 201)
                posted.append(try LiveCore.Comment(json: answer.body).id.rawValue)
            }
            #expect(server.log.contains("removed what is no longer kept") || posted.count < 1_000_000)
            try checkStream(server, newest: posted.last ?? 0)
            let check = try Command.run("lcd check --data '\(data.path)'")
            #expect(check.status == 0, "\(check.output)")
        }
    }

    private func commentCount(_ socket: TestSocket) throws -> Int {
        let text = try socket.request("GET", "/posts/p").text
        return text.firstMatch(of: /"comment_count":([0-9]+)/).flatMap { Int($0.1) } ?? -1
    }

    /// Whoever asks for everything is told what is missing, and gets all that is there.
    private func checkStream(_ server: ServerProcess, newest: Int64) throws {
        let stream = try TestStream(port: server.port, post: "p", query: "&cursor=0")
        let gap = try #require(try stream.next())
        #expect(gap.event == "gap")
        let data = String(decoding: gap.data, as: UTF8.self)
        #expect(data.contains("\"after\":0,") && data.contains("\"reason\":\"expired\""), "\(data)")
        let end = try #require(Int64(gap.lastEventID))
        var last = end
        while last < newest {
            let next = try #require(try stream.next())
            let id = try #require(Int64(next.lastEventID))
            #expect(next.event == "comment" && id > last)
            last = id
        }
        let page = try TestSocket(port: server.port).request("GET", "/comments/p?cursor=\(end + 1)")
        #expect(page.text.contains("\"comments\":[]"))
    }
}
