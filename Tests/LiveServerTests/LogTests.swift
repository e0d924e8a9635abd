import Foundation
import TestSupport
import Testing

/// Strangers can't forge a line, reach the terminal, or have a token kept.
@Suite(.blocking) struct LogTests {
    private static let secret = "s3cr3t-t0k3n"

    /// Everything a stranger can write that a log may quote.
    private func provoke(_ server: ServerProcess) throws {
        let requests = [
            "GET /comments/a%0a%1b%5b2Jforged%20line?access_token=\(Self.secret) HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%1b%5d0;title%07?access_token=\(Self.secret)%0aforged HTTP/1.1\r\nHost: a\r\nUser-Agent: \u{9b}2J\r\n\r\n",
            "GET /stream/comments?postId=p&access_token=\(Self.secret)&cursor=%1b HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /stream/comments?postId=p&access_token=\(Self.secret) HTTP/1.1\r\nHost: a\r\nLast-Event-ID: \u{9b}\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX: \u{1b}[2J\r\n\r\n",
            "BAD\u{1b}[2J /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /readyz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(Self.secret)\r\n\r\n",
        ]
        for request in requests {
            let socket = try TestSocket(port: server.port)
            try socket.send(request)
            _ = try socket.responseHead()
        }
        for content in ["\u{1b}[2J", "\u{9b}2J\nforged", " "] {
            _ = try server.post(content, author: "\u{1b}]0;x\u{7}")
        }
        #expect(server.terminate() == 0)
    }

    private func expectHarmless(_ log: String) {
        #expect(!log.contains(Self.secret))
        for scalar in log.unicodeScalars where scalar != "\n" {
            #expect(
                scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "U+\(String(scalar.value, radix: 16))")
        }
        #expect(!log.split(separator: "\n").contains { $0.hasPrefix("forged") })
    }

    @Test func textLinesHoldNothingOfStrangersRaw() throws {
        let server = try ServerProcess(["--log-level", "trace"])
        try provoke(server)
        expectHarmless(server.log)
        #expect(server.log.contains("refused"))
    }

    @Test func jsonLinesParse() throws {
        let server = try ServerProcess(["--log-level", "trace", "--log-format", "json"])
        try provoke(server)
        expectHarmless(server.log)
        let lines = server.log.split(separator: "\n").filter { !$0.hasPrefix("listening on ") }
        #expect(!lines.isEmpty)
        for line in lines {
            let record = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
            #expect(record["time"] is String && record["level"] is String && record["message"] is String, "\(line)")
            #expect(record["fields"] is [String: String], "\(line)")
        }
    }

    @Test func nothingIsSaidUnlessAsked() throws {
        let server = try ServerProcess()
        _ = try server.post("hi")
        _ = try server.ask("GET", "/nowhere")
        #expect(server.terminate() == 0)
        #expect(server.log == "listening on \(server.url)\n")
    }

    /// A log that nobody reads any more is no reason to end.
    @Test func aRequestIsFoundInTheLogByTheIdInItsAnswer() throws {
        let server = try ServerProcess(["--log-level", "debug"])
        let answer = try server.post(" ")
        let id =
            try #require(
                try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])["request_id"] as? String
        #expect(server.waitForLog(containing: try #require(id)))
    }
}
