import Foundation
import LiveCore
import TestSupport
import Testing

/// `POST /comments/{postId}/import`
@Suite(.blocking) struct ImportTests {
    private let server: ServerProcess
    private let token: String

    init() throws {
        server = try ServerProcess()
        let issued = try Command.run("lcd token --role moderator --subject mod --data \(server.data.path)")
        token = try #require(issued.lines.first)
    }

    /// The status, and the body.
    private func send(
        _ body: String, type: String = "application/x-ndjson", token: String? = nil, to post: String = "42",
        isChunked: Bool = false
    ) throws -> (status: String, json: String) {
        let result = try Command.run(
            """
            curl --silent --show-error --write-out '\\n%{http_code}' --data-binary @- -H 'Content-Type: \(type)' \
            -H 'Authorization: Bearer \(token ?? self.token)' \(isChunked ? "-H 'Transfer-Encoding: chunked'" : "") \
            \(server.url)/comments/\(post)/import
            """, input: Array(body.utf8))
        return (try #require(result.lines.last, "\(result.errors)"), result.lines.first ?? "")
    }

    private func line(_ number: Int, text: String = "hi") -> String {
        #"{"timestamp":\#(1_700_000_000_000 + number),"author_id":"a","comment":"\#(text)","key":"\#(number)"}"#
    }

    @Test func takesMoreThanAPostMayHold() throws {
        let body = (0..<3_000).map { line($0, text: String(repeating: "x", count: 200)) }.joined(separator: "\n")
        let first = try send(body)
        #expect(first.status == "200")
        #expect(first.json == #"{"imported":3000,"known":0,"skipped":0,"refused_count":0,"refused":[]}"#)
        #expect(try send(body).json == #"{"imported":0,"known":3000,"skipped":0,"refused_count":0,"refused":[]}"#)
    }

    @Test func namesWhatItRefuses() throws {
        let answer = try send("{}\n\(line(1))\n\(line(.max / 2))")
        #expect(answer.status == "200")
        let report = try ImportReport(json: answer.json.utf8)
        #expect(report.imported == 1 && report.refusedCount == 2)
        #expect(Set(report.refused.map { "\($0.line) \($0.code)" }) == ["1 invalid_line", "3 invalid_time"])
    }

    /// What is said in a post while it is moderated, followed and imported into another as it comes.
    @Test func whatIsNoCommentIsSkipped() throws {
        func lc(_ command: String) throws -> Command.Outcome {
            let outcome = try Command.run(
                "lc \(command)", environment: ["LC_URL": server.url, "LC_TOKEN": token, "LC_AUTHOR": "mod"])
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            return outcome
        }
        let follower = try Command("lc tail 7 --events --limit 5", environment: ["LC_URL": server.url])
        let first = try #require(try lc("post 7 first | jq .comment_id").lines.first)
        try follower.waitForLines(1)
        for command in ["post 7 second", "mod delete 7 \(first)", "mod restore 7 \(first)", "mod pin 7 \(first)"] {
            _ = try lc(command)
        }
        let events = follower.finish()
        let names = events.lines.compactMap { $0.firstMatch(of: /"event":"([a-z]+)"/)?.1 }
        #expect(names == ["comment", "comment", "delete", "restore", "pin"])
        #expect(
            try send(events.output).json
                == #"{"imported":2,"known":1,"skipped":2,"refused_count":0,"refused":[]}"#)
        let again = try Command.run(
            "lc import 43", environment: ["LC_URL": server.url, "LC_TOKEN": token], input: Array(events.output.utf8))
        #expect(again.errors == "lc: imported 2 comments; 1 had been there; left out 2 other events\n")
        #expect(try lc("history 43 --format '{comment}'").lines == ["first", "second"])
    }

    @Test func takesCSV() throws {
        let answer = try send("timestamp,author_id,comment\n1700000000000,a,\"x,\ny\"\n", type: "text/csv")
        #expect(answer.json == #"{"imported":1,"known":0,"skipped":0,"refused_count":0,"refused":[]}"#)
        #expect(try send("a\"", type: "text/csv; charset=utf-8").status == "200")
        #expect(try send("\"a", type: "text/csv").status == "400")
    }

    @Test func isForModerators() throws {
        let viewer = try Command.run("lcd token --role viewer --subject eve --data \(server.data.path)").lines.first
        #expect(try send(line(1), token: viewer).status == "403")
        let other = try Command.run(
            "lcd token --role moderator --subject eve --post other --data \(server.data.path)"
        ).lines.first
        #expect(try send(line(1), token: other).status == "403")
        #expect(try send(line(1), token: other, to: "other").status == "200")
        #expect(try send(line(1), token: "x.y.z").status == "401")
    }

    @Test func boundsItsBody() throws {
        #expect(try send(line(1), type: "application/json").status == "415")
        // With its length and without, the limit that is named is that of an import.
        for isChunked in [false, true] {
            let answer = try send(String(repeating: "\n", count: Limits.importBytes + 1), isChunked: isChunked)
            #expect(answer.status == "413" && answer.json.contains("an import is at most"), "\(answer)")
        }
        let lines = Array(repeating: "{}", count: Limits.importLines + 1).joined(separator: "\n")
        #expect(try send(lines).status == "413")
    }
}
