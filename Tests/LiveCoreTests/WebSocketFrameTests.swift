import LiveCore
import TestSupport
import Testing

/// Frames as RFC 6455 has them.
@Suite struct WebSocketFrameTests {
    private let post = PostID(rawValue: "video:42")!

    /// The examples of RFC 6455, 5.7.
    @Test func areThoseOfTheStandard() {
        let hello = Array("Hello".utf8)
        #expect(WebSocketFrame.text(hello) == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        #expect(WebSocketFrame.pong(hello) == [0x8A, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        #expect(WebSocketFrame.keepAlive == [0x89, 0x00])
        let (short, long) = ([UInt8](repeating: 1, count: 256), [UInt8](repeating: 1, count: 65_536))
        #expect(WebSocketFrame.text(short) == [0x81, 0x7E, 0x01, 0x00] + short)
        #expect(WebSocketFrame.text(long) == [0x81, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + long)
        #expect(WebSocketFrame.close(.goingAway, "hi") == [0x88, 0x04, 0x03, 0xE9, 0x68, 0x69])
        #expect(WebSocketFrame.close(echoing: []) == [0x88, 0x00])
    }

    @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 70_000]) func saysHowLongItIs(count: Int) {
        let payload = [UInt8](repeating: 7, count: count)
        let frame = WebSocketFrame.text(payload)
        #expect(frame.suffix(count).elementsEqual(payload))
        #expect(frame.count - count == (count < 126 ? 2 : count < 65_536 ? 4 : 10))
    }

    /// In both dialects the same events, ids and bytes of data.
    @Test func sayWhatServerSentEventsSay() throws {
        var random = SeededGenerator(seed: 65)
        for _ in 0..<1_000 {
            let id = try #require(EventID(rawValue: .random(in: 0...EventID.max.rawValue, using: &random)))
            let comment = LiveCore.Comment(
                post: post, id: id, author: random.text(upTo: 20), authorName: random.text(upTo: 20),
                content: random.text(upTo: 200))
            let actions: [Event.Action] = [
                .comment(comment), .restore(comment), .pin(comment), .unpin(comment: id),
                .delete(comment: id, by: random.text(upTo: 9), reason: random.text(upTo: 9)),
                .purge(
                    comments: Array(repeating: id, count: 500), author: nil, by: random.text(upTo: 9), reason: nil),
                .state(PostState(isOpen: true, slowModeSeconds: 3)),
            ]
            for action in actions {
                let event = Event(post: post, id: id, action: action)
                try expectSame { $0.event(event) }
            }
        }
        let thinned = Thinned(after: .zero, before: .max, shown: 3, withheld: 4)
        try expectSame { $0.gap(Gap(after: .zero, before: .max, reason: .slow), in: post) }
        try expectSame { $0.thinned(thinned, in: post) }
        try expectSame { $0.viewers(9, in: post) }
    }

    @Test func sayGoodbye() {
        let going = StreamDialect.webSocket.farewell(.goingDown(retryMilliseconds: 4_321))
        #expect(going == [0x88, 13, 0x03, 0xE9] + "retry: 4321".utf8)
        let retry = StreamDialect.serverSentEvents.farewell(.goingDown(retryMilliseconds: 4_321))
        #expect(retry == Array("retry: 4321\n\n".utf8))
        #expect(StreamDialect.webSocket.farewell(.notAllowed).starts(with: [0x88, 27, 0x03, 0xF0]))
        #expect(StreamDialect.serverSentEvents.farewell(.notAllowed).isEmpty)
    }

    private func expectSame(_ frame: (StreamDialect) -> [UInt8]) throws {
        var parser = SSEParser()
        parser.append(frame(.serverSentEvents))
        let expected = try #require(try parser.next())
        let bytes = frame(.webSocket)
        let header = bytes[1] < 126 ? 2 : bytes[1] == 126 ? 4 : 10
        #expect(try TestWebSocket.event(Array(bytes.dropFirst(header))) == expected)
    }
}
