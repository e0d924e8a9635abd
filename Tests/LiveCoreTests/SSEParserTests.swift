import Foundation
import LiveCore
import TestSupport
import Testing

/// The parser gives exactly the events the standard asks for, however the bytes are cut.
@Suite struct SSEParserTests {
    struct Vector: Decodable, Sendable {
        struct Expected: Decodable, Sendable {
            let type: String
            let data: String
            let lastEventId: String
        }

        let name: String
        let chunks_b64: [String]
        let events: [Expected]
        let retry_ms: Int?
        let reconnect_last_event_id: String

        var bytes: [UInt8] { chunks_b64.flatMap { Data(base64Encoded: $0).map(Array.init) ?? [] } }

        var messages: [SSEMessage] {
            events.map { SSEMessage(event: $0.type, data: Array($0.data.utf8), lastEventID: $0.lastEventId) }
        }
    }

    @Test(
        .enabled(if: SharedData.folder != nil),
        arguments: ["wpt_eventsource", "sse_launchdarkly", "sse_httpx_rust"])
    func passesTheSuites(name: String) throws {
        struct Suite: Decodable { let cases: [Vector] }
        let file = try #require(SharedData.folder?.appending(path: "sse/\(name).json"))
        let vectors = try JSONDecoder().decode(Suite.self, from: Data(contentsOf: file)).cases
        #expect(vectors.count >= 29)
        for vector in vectors { try check(vector) }
    }

    private func check(_ vector: Vector) throws {
        let bytes = vector.bytes
        var cuts = [[], Array(bytes.indices.dropFirst())]
        // Every split in two, and for long streams a sample of them.
        cuts += stride(from: 1, to: bytes.count, by: max(bytes.count / 2_000, 1)).map { [$0] }
        for cut in cuts {
            let (messages, parser) = try parse(bytes, cutAt: cut)
            #expect(messages == vector.messages, "\(vector.name), cut at \(cut.prefix(1))")
            #expect(parser.retryMilliseconds == vector.retry_ms, "\(vector.name)")
            #expect(parser.lastEventID == vector.reconnect_last_event_id, "\(vector.name)")
        }
    }

    private func parse(_ bytes: [UInt8], cutAt cuts: [Int]) throws -> ([SSEMessage], SSEParser) {
        var parser = SSEParser()
        var messages: [SSEMessage] = []
        for (from, to) in zip([0] + cuts, cuts + [bytes.count]) {
            parser.append(bytes[from..<to])
            while let message = try parser.next() { messages.append(message) }
        }
        return (messages, parser)
    }

    @Test(arguments: [
        ("data: a\n\n", ["message|a|"]),
        ("\u{FEFF}data:a\r\rdata:b\r\n\r\ndata:c\n\n", ["message|a|", "message|b|", "message|c|"]),
        ("id: 7\nevent: x\ndata: a\ndata\ndata: b\n\n", ["x|a\n\nb|7"]),
        (": nothing\n\nid: 1\n\ndata: after\n\n", ["message|after|1"]),
        ("id: 1\u{0}2\ndata: a\n\n", ["message|a|"]),
        ("event: lost\n\ndata: a\n\n", ["message|a|"]),
        ("data\n\ndata\ndata\n\n", ["message||", "message|\n|"]),
        ("data: not ended", []),
    ])
    func readsStreams(text: String, expected: [String]) throws {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            let messages = try parse(bytes, cutAt: [cut]).0
            let seen = messages.map { "\($0.event)|\(String(decoding: $0.data, as: UTF8.self))|\($0.lastEventID)" }
            #expect(seen == expected)
        }
    }

    @Test func replacesInvalidUTF8() throws {
        let messages = try parse(Array("data: a".utf8) + [0xFF] + Array("b\n\n".utf8), cutAt: []).0
        #expect(messages.map(\.data) == [Array("a\u{FFFD}b".utf8)])
    }

    @Test(arguments: ["data: " + String(repeating: "x", count: 100), String(repeating: "data: xxxxxxxxx\n", count: 12)])
    func refusesToHoldMoreThanItMay(stream: String) {
        var parser = SSEParser(maximumEventBytes: 64)
        parser.append(Array(stream.utf8))
        #expect(throws: SSEError.eventTooLarge(limit: 64)) { try parser.next() }
    }

    @Test func readsWhatTheEncoderWrites() throws {
        let post = try #require(PostID(rawValue: "42"))
        let id = try #require(EventID(rawValue: 9_007_199_254_740_991))
        let comment = LiveCore.Comment(
            post: post, id: id, author: "7", authorName: "Ada", content: "a\nb \u{202E}c", replyTo: .zero)
        let messages = try parse(StreamDialect.serverSentEvents.event(Event(comment)) + SSEFrame.keepAlive, cutAt: []).0
        #expect(messages.map(\.event) == ["comment"])
        #expect(messages.map(\.lastEventID) == ["9007199254740991"])
        #expect(try LiveCore.Comment(json: messages[0].data) == comment)
    }
}
