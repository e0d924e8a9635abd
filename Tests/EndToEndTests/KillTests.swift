import Foundation
import GRDB
import LiveCore
import Synchronization
import TestSupport
import Testing

/// SIGKILL a hundred times while clients post: what was acknowledged is there afterwards, once.
@Suite(.blocking) struct KillTests {
    private static let kills = 100
    private static let clients = 4

    @Test func everyAcknowledgedCommentSurvivesKillsOnce() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        let ledger = Ledger()
        var random = SeededGenerator(seed: 7)
        for round in 0..<Self.kills {
            let server = try ServerProcess(data: data)
            let goal = ledger.acknowledged.count + Int.random(in: 1...40, using: &random)
            let port = server.port
            let pid = server.process.processIdentifier
            try onThreads(
                (0..<Self.clients).map { client in { ledger.post(from: client, round: round, port: port) } } + [
                    {
                        ledger.wait(until: goal)
                        Foundation.kill(pid, SIGKILL)
                    }
                ])
            server.kill()
            try check(data, holds: ledger.acknowledged)
        }
        try check(data, holds: ledger.acknowledged)
        #expect(ledger.acknowledged.count >= Self.kills)
    }

    /// The file opens clean, and holds each acknowledged comment once and under its id.
    private func check(_ data: URL, holds acknowledged: [String: Int64]) throws {
        let database = try DatabaseQueue(path: data.appending(path: "comments.sqlite").path)
        try database.read { db in
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            var stored: [String: [Int64]] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT content, id FROM comments") {
                stored[row[0], default: []].append(row[1])
            }
            #expect(stored.values.allSatisfy { $0.count == 1 }, "a comment is there twice")
            for (content, id) in acknowledged { #expect(stored[content] == [id]) }
        }
    }
}

/// What clients have been told was accepted. A comment that got no answer is sent again by its client, with the
/// same idempotency key, when the server is back.
private final class Ledger: Sendable {
    private struct State {
        var acknowledged: [String: Int64] = [:]
        var unanswered: [Int: String] = [:]
        var serial = 0
    }

    private let state = Mutex(State())
    private let changed = DispatchSemaphore(value: 0)

    var acknowledged: [String: Int64] { state.withLock { $0.acknowledged } }

    func wait(until count: Int) {
        while state.withLock({ $0.acknowledged.count < count }) { changed.wait() }
    }

    /// Posts until the server is gone.
    func post(from client: Int, round: Int, port: Int) {
        guard let socket = try? TestSocket(port: port) else { return }
        while true {
            let content = take(client, round)
            var writer = JSONWriter()
            writer.object { json in
                json.key("author_id")
                json.string("client\(client)")
                json.key("content")
                json.string(content)
            }
            let answer = try? socket.request(
                "POST", "/comments/kill", headers: ["Idempotency-Key": content], json: writer.bytes)
            guard let answer else { return }
            #expect(answer.status == 201 || answer.status == 200, "\(answer.text)")
            guard let comment = try? LiveCore.Comment(json: answer.body) else { return }
            state.withLock { state in
                state.acknowledged[content] = comment.id.rawValue
                state.unanswered[client] = nil
            }
            changed.signal()
        }
    }

    private func take(_ client: Int, _ round: Int) -> String {
        state.withLock { state in
            if let content = state.unanswered[client] { return content }
            state.serial += 1
            let content = "round \(round) client \(client) comment \(state.serial)"
            state.unanswered[client] = content
            return content
        }
    }
}
