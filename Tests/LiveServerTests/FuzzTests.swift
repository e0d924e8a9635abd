import Foundation
import LiveCore
import TestSupport
import Testing

/// Requests that were hit by chance: there is always an answer or a close, and the server lives on.
@Suite(.blocking) struct FuzzTests {
    private static let seeds: [[UInt8]] =
        [
            postRequest("/comments/p", body: newComment("hi")),
            postRequest("/comments/p", body: newComment("hi", name: "Ann"), fields: ["Idempotency-Key: k"]),
            postRequest("/comments/p", body: newComment("hi"), fields: ["Expect: 100-continue"]),
        ]
        + [
            "POST /comments/p HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "21;x=y\r\n{\"author_id\":\"a\",\"content\":\"chu\"}\r\n0\r\nX: y\r\n\r\n",
            "GET /comments/p?cursor=5&direction=after&pageSize=7&q=hi HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /comments/p/5 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\nGET /posts/p HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /stream/comments?postId=p&history=5 HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 7\r\nOrigin: http://a\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /stream/comments?postId=p&cursor=1 HTTP/1.1\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\nHEAD /comments/p HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        ].map { Array($0.utf8) }

    private static let nastyWords: [[UInt8]] =
        [
            "\r\n", "\n", "\r", "\r\n\r\n", "\0", " ", "\t", ":", "%", "%00", "%2f", "?", "#", "/", "..", "&", "=", ";",
            ",",
            "Content-Length: 0\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n", "Connection: close\r\n",
            "Connection: upgrade\r\nUpgrade: websocket\r\n", "Upgrade: h2c\r\n", "Host: b\r\n",
            "Expect: 100-continue\r\n",
            "HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/0.9", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "0\r\n\r\n",
            "ffffffffffffffff\r\n",
            "GET ", "POST ", "HEAD ", "CONNECT ", "postId=", "history=", "cursor=", "9007199254740993", "-1", "{", "[",
            "\"", "\\u",
            "\\ud800",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x80], [0x16, 0x03, 0x01]]

    private static func mutated(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let end = Int.random(in: place...min(place + 40, bytes.count), using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes.insert(contentsOf: nastyWords.randomElement(using: &random) ?? [], at: place)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            case 4: bytes.replaceSubrange(place..<end, with: nastyWords.randomElement(using: &random) ?? [])
            case 5: bytes = Array(bytes[..<place]) + (seeds.randomElement(using: &random) ?? [])
            default:
                let filler = [UInt8](
                    repeating: bytes.randomElement(using: &random) ?? 0,
                    count: 1 << Int.random(in: 0..<17, using: &random))
                bytes.insert(contentsOf: filler, at: place)
            }
        }
        return bytes
    }

    @Test(arguments: 1...4)
    func thereIsAlwaysAnAnswerOrAClose(seed: UInt64) throws {
        let server = try ServerProcess()
        var random = SeededGenerator(seed: seed)
        for round in 0..<500 {
            let request = Self.mutated(&random)
            guard let socket = try? TestSocket(port: server.port) else {
                server.kill()
                Issue.record("seed \(seed) round \(round): the server is gone: \(server.log)")
                return
            }
            var rest = request[...]
            while !rest.isEmpty {
                let count = Bool.random(using: &random) ? rest.count : Int.random(in: 1...rest.count, using: &random)
                guard (try? socket.send(rest.prefix(count))) != nil else { break }
                rest = rest.dropFirst(count)
            }
            // Nobody waits for more now, so it must end, whatever it was.
            socket.finishSending()
            let answer = try Self.everything(from: socket, "seed \(seed) round \(round)")
            let text = String(decoding: answer, as: UTF8.self)
            #expect(answer.isEmpty || text.hasPrefix("HTTP/1.1 "), "seed \(seed) round \(round): \(text.prefix(80))")
            #expect(!text.contains("HTTP/1.1 500"), "seed \(seed) round \(round): \(text.prefix(300))")
        }
        #expect(try server.ask("GET", "/readyz").status == 200)
        #expect(try server.post("still here", to: "q").status == 201)
        #expect(server.terminate() == 0)
    }

    /// The short way and the long way answer alike: a field that nobody minds makes the long way of it.
    @Test func aPlainRequestIsAnsweredLikeAnyOther() throws {
        let server = try ServerProcess()
        var random = SeededGenerator(seed: 11)
        for round in 0..<250 {
            let request = Self.mutated(&random)
            guard let end = request.firstRange(of: Array("\r\n".utf8))?.upperBound else { continue }
            let other = request[..<end] + Array("TE: trailers\r\n".utf8) + request[end...]
            let answers = try [request, Array(other)].map { request in
                let socket = try TestSocket(port: server.port)
                try? socket.send(request)
                socket.finishSending()
                return String(decoding: try Self.everything(from: socket, "round \(round)"), as: UTF8.self)
            }
            let statuses = answers.map { $0.prefix(12).replacing("200", with: "201") }
            #expect(statuses[0] == statuses[1], "round \(round): \(String(decoding: request, as: UTF8.self))")
        }
    }

    /// What comes until the connection ends, in order or by a reset.
    private static func everything(from socket: TestSocket, _ name: String) throws -> [UInt8] {
        var all: [UInt8] = []
        while try !socket.isClosed() {
            guard let bytes = try? socket.receive() else { break }
            all += bytes
        }
        return all
    }
}
