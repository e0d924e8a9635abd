import Foundation
import LiveCore
import TestSupport
import Testing

/// `lc tail` over interruptions, its own and the server's.
@Suite(.blocking) struct TailTests {
    private func seeded(_ texts: [String], on server: ServerProcess, post: String = "42") throws {
        let lines = Array((texts.joined(separator: "\n") + "\n").utf8)
        let posted = try Command(
            "lc post \(post) --lines --author ada", environment: ["LC_URL": server.url], input: lines
        ).finish()
        #expect(posted.status == 0, "\(posted.errors)")
    }

    private func comments(in lines: [String]) throws -> [String] {
        try lines.map { try LiveCore.Comment(json: Array($0.utf8)).content }
    }

    /// Ended and started again with a cursor file, any number of times, while comments come in.
    @Test(arguments: [SIGTERM, SIGINT, SIGKILL])
    func goesOnAfterItsCursor(signal: Int32) throws {
        let server = try ServerProcess()
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let texts = (1...400).map { "comment \($0)" }
        let lines = Array((texts.joined(separator: "\n") + "\n").utf8)
        let poster = try Command(
            "lc post 42 --lines --author ada", environment: ["LC_URL": server.url], input: lines)
        var seen: [String] = []
        var isFirst = true
        while seen.last != texts.last {
            let tail = try Command(
                "lc tail 42 \(isFirst ? "--after 0" : "") --cursor-file \(folder.path)/c",
                environment: ["LC_URL": server.url], isInterruptible: true)
            isFirst = false
            try tail.waitForLines(min(40, max(1, texts.count - seen.count)))
            tail.send(signal)
            let outcome = tail.finish()
            #expect(outcome.status == [SIGTERM: 143, SIGINT: 130, SIGKILL: 137][signal])
            #expect(outcome.output.isEmpty || outcome.output.hasSuffix("\n"))
            var new = try comments(in: outcome.lines)
            // Only a kill may repeat a line: the last one.
            if signal == SIGKILL, new.first == seen.last, !seen.isEmpty { new.removeFirst() }
            seen += new
        }
        #expect(poster.finish().status == 0)
        #expect(seen == texts)
    }

    /// The server is killed and comes back, with more said meanwhile; each comment is printed once.
    @Test func goesOnAfterTheServerWasAway() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        var server = try ServerProcess(data: data)
        let port = server.port
        try seeded(["one", "two"], on: server)
        let tail = try Command("lc tail 42", environment: ["LC_URL": server.url], isInterruptible: true)
        try tail.waitForLines(2)
        server.kill()
        try wait("a word on being away: \(tail.errorText)") { tail.errorText.contains("trying again in") }
        server = try ServerProcess(data: data, port: port)
        try seeded(["three"], on: server)
        try tail.waitForLines(3)
        #expect(tail.errorText.contains("connected again"))
        // In order, this time.
        #expect(server.terminate() == 0)
        server = try ServerProcess(data: data, port: port)
        try seeded(["four"], on: server)
        try tail.waitForLines(4)
        tail.send(SIGTERM)
        #expect(try comments(in: tail.finish().lines) == ["one", "two", "three", "four"])
    }

    /// A reader that goes away is noticed although nothing is said.
    @Test func endsWhenNobodyReadsAnyMore() throws {
        let server = try ServerProcess()
        try seeded(["one"], on: server)
        let outcome = try Command.run(
            "lc tail 42 | head -1; exit ${PIPESTATUS[0]}", environment: ["LC_URL": server.url])
        #expect(outcome.status == 141)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.lines.count == 1)
    }

    /// A gap ends a strict tail, and is printed before it does.
    @Test func strictEndsOnAGap() throws {
        let server = try FakeStream(
            "retry: 10\n\nid: 5\nevent: gap\ndata: {\"video_id\":\"42\",\"after\":1,\"before\":6,\"reason\":\"slow\"}\n\n"
        )
        let outcome = try Command.run("lc tail 42 --strict", environment: ["LC_URL": server.url])
        #expect(outcome.status == 75)
        #expect(outcome.lines == [#"{"event":"gap","id":5,"video_id":"42","after":1,"before":6,"reason":"slow"}"#])
        #expect(outcome.errors == "lc: 42: comments are missing\n")
    }

    /// What a server sends twice is printed once, and what is no event of ours breaks nothing.
    @Test func dropsWhatItHasSeen() throws {
        func comment(_ id: Int) -> String {
            "id: \(id)\nevent: comment\ndata: {\"video_id\":\"42\",\"comment_id\":\(id),\"comment\":\"\(id)\",\"timestamp\":0,\"author_id\":\"a\"}\n\n"
        }
        let server = try FakeStream(
            "retry: 10\n\n" + comment(3) + comment(3) + comment(2) + "event: fancy\nid: 4\ndata: {\"a\":1}\n\n"
                + comment(5))
        let outcome = try Command.run("lc tail 42 --limit 2", environment: ["LC_URL": server.url])
        #expect(try comments(in: outcome.lines) == ["3", "5"])
    }
}
