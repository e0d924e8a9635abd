import Foundation
import GRDB
import LiveCore
import Synchronization
import TestSupport
import Testing

/// `lcd backup` while clients post, and `lcd restore`.
@Suite(.blocking) struct BackupTests {
    private static let clients = 4

    @Test func aCopyMadeUnderLoadHoldsAllThatWasAcknowledgedBefore() async throws {
        try await TemporaryFolder.with { folder in
            let server = try ServerProcess()
            let (posters, data) = (Posters(port: server.port), server.data.path)
            let copy = folder.appending(path: "copy.sqlite")
            let before = Mutex<[Int64]>([])
            try onThreads(
                (0..<Self.clients).map { client in { try posters.post(as: client) } } + [
                    {
                        defer { posters.stop() }
                        try wait("a thousand comments") { posters.acknowledged.count >= 1_000 }
                        before.withLock { $0 = posters.acknowledged }
                        let run = try Command.run("lcd backup '\(copy.path)' --data '\(data)'")
                        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
                        let count = posters.acknowledged.count
                        try wait("posting to go on") { posters.acknowledged.count >= count + 100 }
                    }
                ])
            let acknowledged = before.withLock { $0 }
            try check(copy, holds: acknowledged)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["copy.sqlite"])
            let mode = try FileManager.default.attributesOfItem(atPath: copy.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try startFromCopy(copy, in: folder, newest: acknowledged.max() ?? 0)
        }
    }

    private func check(_ copy: URL, holds acknowledged: [Int64]) throws {
        let database = try DatabaseQueue(path: copy.path)
        defer { try? database.close() }
        try database.read { db in
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            let ids = try Set(Int64.fetchAll(db, sql: "SELECT id FROM comments"))
            #expect(ids.isSuperset(of: acknowledged))
            #expect(try Int.fetchOne(db, sql: "SELECT comment_count FROM posts") == ids.count)
        }
    }

    /// Ids go on above those of the copy.
    private func startFromCopy(_ copy: URL, in folder: URL, newest: Int64) throws {
        let data = folder.appending(path: "data")
        let restored = try Command.run("lcd restore '\(copy.path)' --data '\(data.path)'")
        #expect(restored.status == 0, "\(restored.errors)")
        let server = try ServerProcess(data: data)
        let posters = Posters(port: server.port)
        #expect(try posters.postOne(as: 0, on: TestSocket(port: server.port)) > newest)
        withExtendedLifetime(server) {}
    }

    @Test func restoringNeedsAFolderThatNobodyUsesAndLeaveToReplace() async throws {
        try await TemporaryFolder.with { folder in
            let server = try ServerProcess()
            let posters = Posters(port: server.port)
            let socket = try TestSocket(port: server.port)
            _ = try posters.postOne(as: 1, on: socket)
            let restore = "lcd restore '\(folder.path)/copy' --data '\(server.data.path)'"
            #expect(try Command.run("lcd backup '\(folder.path)/copy' --data '\(server.data.path)'").status == 0)
            _ = try posters.postOne(as: 2, on: socket)
            let running = try Command.run(restore + " --force")
            #expect(running.status == 1 && running.errors.contains("another lcd is using this folder"))
            let data = server.data
            server.kill()
            let present = try Command.run(restore)
            #expect(present.status == 1 && present.errors.contains("--force"))
            #expect(try authors(in: data) == ["client1", "client2"])
            // What the killed server left in its write-ahead log does not come back.
            #expect(try Command.run(restore + " --force").status == 0)
            #expect(try authors(in: data) == ["client1"])
        }
    }

    @Test func whatIsNoCopyIsNotRestored() async throws {
        try await TemporaryFolder.with { folder in
            let server = try ServerProcess()
            let socket = try TestSocket(port: server.port)
            for client in 0..<50 { _ = try Posters(port: server.port).postOne(as: client, on: socket) }
            let copy = folder.appending(path: "copy")
            #expect(try Command.run("lcd backup '\(copy.path)' --data '\(server.data.path)'").status == 0)
            var bytes = try Data(contentsOf: copy)
            bytes.replaceSubrange(5 * 4_096..<12 * 4_096, with: Data(repeating: 0xA5, count: 7 * 4_096))
            try bytes.write(to: folder.appending(path: "damaged"))
            try Data("no database".utf8).write(to: folder.appending(path: "text"))
            for name in ["damaged", "text"] {
                let run = try Command.run("lcd restore '\(folder.path)/\(name)' --data '\(folder.path)/new'")
                #expect(run.status == 65 && run.errors.contains(name), "\(run.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder.path + "/new/comments.sqlite"))
            }
            let missing = try Command.run("lcd restore '\(folder.path)/none' --data '\(folder.path)/new'")
            #expect(missing.status == 1)
            // A server's own file is no place for a copy.
            let own = server.data.path + "/comments.sqlite"
            #expect(try Command.run("lcd backup '\(own)' --data '\(server.data.path)'").status == 1)
        }
    }

    private func authors(in data: URL) throws -> [String] {
        let database = try DatabaseQueue(path: data.appending(path: "comments.sqlite").path)
        defer { try? database.close() }
        return try database.read { try String.fetchAll($0, sql: "SELECT author FROM comments ORDER BY author") }
    }
}

/// Clients that post, each as fast as it is answered.
private final class Posters: Sendable {
    private struct State {
        var acknowledged: [Int64] = []
        var hasStopped = false
    }

    private let port: Int
    private let state = Mutex(State())

    init(port: Int) { self.port = port }

    var acknowledged: [Int64] { state.withLock { $0.acknowledged } }

    func stop() { state.withLock { $0.hasStopped = true } }

    func post(as client: Int) throws {
        let socket = try TestSocket(port: port)
        while !state.withLock({ $0.hasStopped }) {
            let id = try postOne(as: client, on: socket)
            state.withLock { $0.acknowledged.append(id) }
        }
    }

    func postOne(as client: Int, on socket: TestSocket) throws -> Int64 {
        let body = Array(#"{"author_id":"client\#(client)","content":"a comment of an ordinary length"}"#.utf8)
        let answer = try socket.request("POST", "/comments/42", json: body)
        #expect(answer.status == 201, "\(answer.text)")
        return try LiveCore.Comment(json: answer.body).id.rawValue
    }
}
