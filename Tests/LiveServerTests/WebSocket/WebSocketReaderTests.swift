import LiveCore
import NIOCore
import NIOEmbedded
import NIOWebSocket
import TestSupport
import Testing

@testable import LiveServer

private typealias CloseCode = LiveCore.WebSocketFrame.CloseCode

/// What a client sends, taken apart.
@Suite struct WebSocketReaderTests {
    private typealias Client = TestWebSocket

    /// Everything that comes of bytes, however they are cut.
    private func parts(_ bytes: [UInt8], cutEvery count: Int = .max) throws -> [WebSocketReader.Part] {
        var (reader, pending, parts) = (WebSocketReader(), ByteBuffer(), [WebSocketReader.Part]())
        var rest = bytes[...]
        while !rest.isEmpty {
            pending.writeBytes(rest.prefix(count))
            rest = rest.dropFirst(count)
            while let part = try reader.next(in: &pending) { parts.append(part) }
        }
        #expect(pending.readableBytes == 0 && !reader.isInMessage)
        return parts
    }

    private func code(_ bytes: [UInt8]) -> CloseCode? {
        do {
            _ = try parts(bytes)
            return nil
        } catch {
            return (error as? WebSocketFlaw)?.code
        }
    }

    private func text(_ text: String) -> WebSocketReader.Part { .text(ByteBuffer(string: text)) }

    /// The examples of RFC 6455, 5.7, of which those of a client are masked.
    @Test(arguments: [1, 2, 3, .max]) func readsWhatTheStandardHas(cut: Int) throws {
        let hello: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(try parts(hello, cutEvery: cut) == [text("Hello")])
        let fragments = Client.frame(0x01, Array("Hel".utf8)) + Client.frame(0x80, Array("lo".utf8))
        #expect(try parts(fragments, cutEvery: cut) == [text("Hello")])
        let ping: [UInt8] = [0x89, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(try parts(ping, cutEvery: cut) == [.ping(ByteBuffer(string: "Hello"))])
        let pong: [UInt8] = [0x8A] + ping.dropFirst()
        #expect(try parts(pong, cutEvery: cut) == [.pong])
    }

    /// SwiftNIO's encoder, with masks of its own, and any number of fragments with pings between.
    @Test func readsWhatAnotherImplementationWrites() throws {
        var random = SeededGenerator(seed: 6_455)
        for _ in 0..<500 {
            var (bytes, expected): ([UInt8], [WebSocketReader.Part]) = ([], [])
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let message = random.text(upTo: 300)
                expected += try write(message, to: &bytes, &random)
            }
            let cut = Int.random(in: 1...40, using: &random)
            #expect(try parts(bytes, cutEvery: cut) == expected)
        }
    }

    private func write(
        _ message: String, to bytes: inout [UInt8], _ random: inout SeededGenerator
    ) throws -> [WebSocketReader.Part] {
        let channel = EmbeddedChannel(handler: WebSocketFrameEncoder())
        defer { _ = try? channel.finish() }
        var (rest, opcode): (ArraySlice<UInt8>, WebSocketOpcode) = (Array(message.utf8)[...], .text)
        var pings: [WebSocketReader.Part] = []
        repeat {
            let part = rest.prefix(.random(in: 0...rest.count, using: &random))
            rest = rest.dropFirst(part.count)
            let mask = WebSocketMaskingKey.random(using: &random)
            try channel.writeOutbound(
                NIOWebSocket.WebSocketFrame(
                    fin: rest.isEmpty, opcode: opcode, maskKey: mask, data: ByteBuffer(bytes: part)))
            opcode = .continuation
            if !rest.isEmpty, Bool.random(using: &random) {
                pings.append(.ping(ByteBuffer(bytes: part.prefix(125))))
                try channel.writeOutbound(
                    NIOWebSocket.WebSocketFrame(
                        fin: true, opcode: .ping, maskKey: mask, data: ByteBuffer(bytes: part.prefix(125))))
            }
        } while !rest.isEmpty
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
        return pings + [text(message)]
    }

    @Test func readsAMessageOfTheLargestSizeAndNoLarger() throws {
        let whole = [UInt8](repeating: 0x61, count: Limits.bodyBytes)
        #expect(try parts(Client.frame(0x81, whole)) == [.text(ByteBuffer(bytes: whole))])
        let half = [UInt8](repeating: 0x61, count: Limits.bodyBytes / 2)
        #expect(try parts(Client.frame(0x01, half) + Client.frame(0x80, half)) == [.text(ByteBuffer(bytes: whole))])
        #expect(code(Client.frame(0x81, whole + [0x61])) == .messageTooLarge)
        #expect(code(Client.frame(0x01, half) + Client.frame(0x80, half + [0x61])) == .messageTooLarge)
        // As soon as the length is there.
        #expect(code([0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == .messageTooLarge)
        #expect(code([0x81, 0xFE, 0xFF, 0xFF]) == .messageTooLarge)
    }

    @Test func aMessageMayComeInAnyNumberOfParts() throws {
        let letters = Array("parts".utf8)
        let bytes = Client.frame(0x01, []) + letters.flatMap { Client.frame(0x00, [$0]) + Client.frame(0x00, []) }
        #expect(try parts(bytes + Client.frame(0x80, [])) == [text("parts")])
    }

    private struct Flawed: Sendable {
        let name: String
        let bytes: [UInt8]
        var code: CloseCode? = .protocolError
    }

    private static let flawed = [
        Flawed(name: "a reserved bit", bytes: [0xC1]), Flawed(name: "another", bytes: [0xA1]),
        Flawed(name: "the third", bytes: [0x91]), Flawed(name: "an unknown opcode", bytes: [0x83]),
        Flawed(name: "an unknown control opcode", bytes: [0x8B]),
        Flawed(name: "binary", bytes: [0x82], code: .unacceptableData),
        Flawed(name: "a continuation of nothing", bytes: [0x80]), Flawed(name: "a ping in parts", bytes: [0x09]),
        Flawed(name: "a close in parts", bytes: [0x08]), Flawed(name: "no mask", bytes: [0x81, 0x05]),
        Flawed(name: "a ping whose length is to come", bytes: [0x89, 0xFE], code: nil),
        Flawed(name: "a long ping", bytes: [0x89, 0xFE, 0x00, 0x7E]),
        Flawed(name: "a text in a text", bytes: TestWebSocket.frame(0x01, [0x61]) + [0x81]),
        Flawed(name: "no UTF-8", bytes: TestWebSocket.frame(0x81, [0xFF]), code: .invalidText),
        Flawed(name: "a surrogate", bytes: TestWebSocket.frame(0x81, [0xED, 0xA0, 0x80]), code: .invalidText),
        Flawed(name: "half a character", bytes: TestWebSocket.frame(0x81, [0xC3]), code: .invalidText),
        Flawed(name: "a close code of one byte", bytes: TestWebSocket.frame(0x88, [0x03])),
        Flawed(
            name: "a reason that is no UTF-8", bytes: TestWebSocket.frame(0x88, [0x03, 0xE8, 0xFF]), code: .invalidText),
    ]

    @Test(arguments: flawed.indices) func refusesAtOnce(index: Int) {
        let flawed = Self.flawed[index]
        var (reader, pending) = (WebSocketReader(), ByteBuffer(bytes: flawed.bytes))
        var code: CloseCode?
        do throws(WebSocketFlaw) {
            _ = try reader.next(in: &pending)
        } catch {
            code = error.code
        }
        #expect(code == flawed.code, "\(flawed.name)")
    }

    @Test(arguments: [
        (999, false), (1_000, true), (1_003, true), (1_004, false), (1_005, false), (1_006, false), (1_007, true),
        (1_011, true), (1_014, true), (1_015, false), (1_016, false), (2_999, false), (3_000, true), (4_999, true),
        (5_000, false), (65_535, false), (0, false),
    ])
    func someCloseCodesMayBeSent(number: Int, isAllowed: Bool) throws {
        let frame = Client.frame(0x88, [UInt8(number >> 8), UInt8(number & 0xFF)] + "why".utf8)
        #expect(code(frame) == (isAllowed ? nil : .protocolError))
        guard isAllowed else { return }
        #expect(try parts(frame) == [.close(ByteBuffer(integer: UInt16(number)))])
    }

    @Test func aCharacterMayBeCutInTwo() throws {
        let bytes = Client.frame(0x01, [0xC3]) + Client.frame(0x80, [0xA9])
        #expect(try parts(bytes) == [text("é")])
    }

    /// Nothing that comes in makes it fail otherwise, or take more than it has room for.
    @Test func survivesAnything() {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<5_000 {
            var (reader, pending) = (WebSocketReader(), ByteBuffer())
            do throws(WebSocketFlaw) {
                for _ in 0..<20 {
                    let usual: [UInt8] = [0x81, 0x01, 0x80, 0x00, 0x89, 0x8A]
                    let isUsual = Int.random(in: 0..<10, using: &random) > 0
                    let first =
                        isUsual ? usual.randomElement(using: &random) ?? 0 : .random(in: 0...255, using: &random)
                    let payload = Array(random.text(upTo: 30).utf8)
                    pending.writeBytes(Client.frame(first, payload, isMasked: .random(in: 0...30, using: &random) > 0))
                    while try reader.next(in: &pending) != nil {}
                }
            } catch {
                #expect(!error.reason.isEmpty && error.reason.utf8.count <= 123)
            }
        }
    }
}

/// The handshake's fields.
@Suite struct WebSocketHandshakeTests {
    private static let good = [
        "host": ["a"], "upgrade": ["websocket"], "connection": ["Upgrade"], "sec-websocket-version": ["13"],
        "sec-websocket-key": [TestWebSocket.key],
    ]

    private func handshake(_ change: [String: [String]]) throws -> WebSocketHandshake? {
        let fields = Self.good.merging(change) { $1 }
        return try WebSocketHandshake { fields[$0] ?? [] }
    }

    @Test func theAnswerIsTheStandards() throws {
        #expect(try handshake([:])?.accept == TestWebSocket.accept)
    }

    @Test(arguments: [
        ["connection": ["keep-alive, upgrade"]], ["connection": ["keep-alive", " UPGRADE "]],
        ["upgrade": ["WebSocket"]], ["upgrade": ["h2c, websocket"]], ["sec-websocket-version": ["13 "]],
    ])
    func fieldsAreReadAsListsInAnyCase(change: [String: [String]]) throws { #expect(try handshake(change) != nil) }

    @Test(arguments: [[], ["h2c"], ["websockets"]]) func whoDoesNotAskGetsNone(upgrade: [String]) throws {
        #expect(try handshake(["upgrade": upgrade]) == nil)
    }

    @Test(arguments: [
        (["connection": []], 400), (["connection": ["keep-alive"]], 400), (["sec-websocket-key": []], 400),
        (["sec-websocket-key": ["short"]], 400), (["sec-websocket-key": ["AAAA"]], 400),
        (["sec-websocket-key": [TestWebSocket.key, TestWebSocket.key]], 400), (["sec-websocket-version": []], 426),
        (["sec-websocket-version": ["8"]], 426), (["sec-websocket-version": ["13", "13"]], 426),
    ])
    func whoAsksWronglyIsToldSo(change: [String: [String]], status: Int) {
        let problem = #expect(throws: Problem.self) { try handshake(change) }
        #expect(problem?.status == status)
    }

    @Test(arguments: [
        ("http://a", "a", true), ("https://a", "a", true), ("https://A", "a", true), ("http://a:8080", "a:8080", true),
        ("http://a", "a:80", true), ("https://a", "a:443", true), ("http://[::1]:80", "[::1]:80", true),
        ("http://a", "a:443", false), ("http://a:8080", "a", false), ("http://b", "a", false), ("null", "a", false),
        ("", "", false), ("http://", "", false), ("a", "a", false), ("http://a.b", "a", false),
        ("http://a/", "a", false), ("ftp://a", "a", false), ("http://a, http://a", "a", false),
        ("https://site.test", "a", true),
    ])
    func whereAScriptMayBeFrom(origin: String, host: String, isAdmitted: Bool) {
        let policy = CORSPolicy(allowed: ["https://site.test"])
        #expect(policy.admits(origin, to: host) == isAdmitted)
        #expect(CORSPolicy(allowed: ["*"]).admits(origin, to: host))
    }
}

/// The messages of a client.
@Suite struct WebSocketPostTests {
    @Test func takesTheCommentAndTheKeyOut() throws {
        let post = try WebSocketPost(
            json: Array(#" {"x": [1], "post": {"author_id": 7, "content": "a\n\"}", "key": "k"}} "#.utf8))
        #expect(post.key == "k")
        let comment = try post.comment.get()
        #expect(comment.author == "7" && comment.content == "a\n\"}")
    }

    /// Who may not post is told that first.
    @Test func whatIsNoCommentIsKeptForLater() throws {
        let post = try WebSocketPost(json: Array(#"{"post": {"key": null, "author_id": "a", "content": " "}}"#.utf8))
        #expect(post.key == nil)
        #expect(post.comment == .failure(.contentEmpty))
        let other = try WebSocketPost(json: Array(#"{"post": {"content": 5}}"#.utf8))
        #expect(other.comment == .failure(.invalid(field: "content", allowed: "a string")))
    }

    @Test func ofMembersWithOneNameTheLastCounts() throws {
        let post = try WebSocketPost(
            json: Array(
                #"{"post": {"author_id": "a", "content": "x", "key": "k"}, "post": {"author_id": "b"}}"#.utf8))
        #expect(post.key == nil)
        #expect(post.comment == .failure(.invalid(field: "content", allowed: "a string")))
    }

    @Test(arguments: [
        (#"{"post": {"key": 1}}"#, "key: allowed is \(IdempotencyKey.allowed)"),
        (#"{"post": {"key": "\u0001"}}"#, "key: allowed is \(IdempotencyKey.allowed)"),
        (#"{"post": 7}"#, "post: allowed is an object"),
        (#"{"posts": {}}"#, "post: allowed is an object"),
        (#"{"post": {"key": "k"}"#, "the message is no valid JSON object: expected ',' or '}' at byte 21"),
    ])
    func saysWhatIsWrong(json: String, expected: String) {
        let problem = #expect(throws: Problem.self) { try WebSocketPost(json: Array(json.utf8)) }
        #expect(problem?.detail == expected)
    }

    @Test(arguments: [
        "", "[]", "{}", "nothing", #"{"post": 1}"#, #"{"post": []}"#, #"{"post": null}"#, #"{"post": {}"#,
        #"{"post": {"key": 1}}"#, #"{"post": {"key": ""}}"#, #"{"post": {"key": "é"}}"#, #"{"post": {}} {}"#,
        #"{"post": "{}"}"#,
    ])
    func anythingElseIsAProblem(json: String) {
        let problem = #expect(throws: Problem.self) { try WebSocketPost(json: Array(json.utf8)) }
        #expect(problem?.code == "invalid_body", "\(json)")
    }
}
