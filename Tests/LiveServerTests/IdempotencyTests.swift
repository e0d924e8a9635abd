import LiveCore
import Synchronization
import TestSupport
import Testing

/// The same key of the same author on the same post posts once.
@Suite(.blocking) struct IdempotencyTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private func post(
        _ content: String, to post: String = "p", author: String = "ann", key: String
    ) throws -> TestResponse {
        try server.post(content, to: post, author: author, headers: ["Idempotency-Key": key])
    }

    @Test func aRepetitionGetsTheFirstReceipt() throws {
        let first = try post("once", key: "k")
        #expect(first.status == 201 && first.headers["idempotency-replayed"] == nil)
        for _ in 0..<2 {
            let again = try post("once", key: "k")
            #expect(again.status == 200 && again.headers["idempotency-replayed"] == "true")
            #expect(again.body == first.body && again.headers["location"] == first.headers["location"])
        }
        #expect(try server.contents() == ["once"])
    }

    @Test func aKeyForSomethingElseIs422() throws {
        #expect(try post("once", key: "k").status == 201)
        let other = try post("twice", key: "k")
        #expect(other.status == 422 && Problem(json: other.body)?.code == "idempotency_mismatch")
        #expect(try server.contents() == ["once"])
        // What means the same is the same, however it is written.
        let socket = try TestSocket(port: server.port)
        let spaced = Array("{ \"content\" : \"\\u006fnce\", \"other\":1, \"author_id\":\"ann\" }".utf8)
        let answer = try socket.request("POST", "/comments/p", headers: ["Idempotency-Key": "k"], json: spaced)
        #expect(answer.status == 200)
    }

    @Test func aKeyIsItsAuthorsOnItsPost() throws {
        for (post, author) in [("p", "ann"), ("p", "bob"), ("q", "ann")] {
            #expect(try self.post("hi", to: post, author: author, key: "k").status == 201)
        }
        #expect(try server.contents(of: "p").count == 2 && server.contents(of: "q").count == 1)
    }

    @Test func oneUnderWayIsWaitedFor() throws {
        let ids = Mutex<[Int: [EventID]]>([:])
        let port = server.port
        try onThreads(
            (0..<16).map { _ in
                {
                    let socket = try TestSocket(port: port)
                    for round in 0..<20 {
                        let answer = try socket.request(
                            "POST", "/comments/p", headers: ["Idempotency-Key": "key \(round)"],
                            json: newComment("round \(round)"))
                        #expect(answer.status == 201 || answer.status == 200, "\(answer.text)")
                        let id = try LiveCore.Comment(json: answer.body).id
                        ids.withLock { $0[round, default: []].append(id) }
                    }
                }
            })
        let rounds = ids.withLock { $0 }
        #expect(rounds.count == 20 && rounds.values.allSatisfy { $0.count == 16 && Set($0).count == 1 })
        #expect(try Set(server.contents()).count == 20 && server.contents().count == 20)
    }

    @Test func aRefusalLeavesTheKeyFree() throws {
        let refused = try post("re: nothing", key: "k")
        #expect(refused.status == 201)
        let socket = try TestSocket(port: server.port)
        let unknown = try socket.request(
            "POST", "/comments/p", headers: ["Idempotency-Key": "free"], json: newComment("x", replyTo: 1))
        #expect(unknown.status == 422)
        #expect(try post("x", key: "free").status == 201)
    }

    @Test func aKeyOutlivesARestart() throws {
        let data = try TemporaryFolder.make()
        let before = try ServerProcess(data: data)
        let first = try before.post("once", headers: ["Idempotency-Key": "k"])
        #expect(before.terminate() == 0)
        let after = try ServerProcess(data: data)
        let again = try after.post("once", headers: ["Idempotency-Key": "k"])
        #expect(again.status == 200 && again.body == first.body)
    }
}
