import Foundation
import LiveCore
import Synchronization
import TestSupport
import Testing

@testable import LiveServer

/// The stream over WebSocket, on a real server.
@Suite(.blocking) struct WebSocketTests {
    /// A field that is not plain makes a request take the way through the framework.
    private static let ways = [[], ["TE: trailers"]]

    private func ids(_ viewer: TestWebSocket, _ count: Int) throws -> [EventID] {
        try (0..<count).map { _ in
            let message = try #require(try viewer.next())
            #expect(message.event == "comment")
            return try #require(EventID(message.lastEventID))
        }
    }

    private func post(_ content: String, author: String = "ann", more: String = "") -> String {
        #"{"post":{"author_id":"\#(author)","content":"\#(content)"\#(more)}}"#
    }

    // MARK: - Handshake

    @Test(arguments: ways) func theHandshakeIsAnsweredAndNothingElseAgreedOn(fields: [String]) throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        try socket.send(TestWebSocket.request(fields: fields + ["Sec-WebSocket-Protocol: chat"]))
        let head = try socket.responseHead()
        #expect(head.status == 101 && head.headers["sec-websocket-accept"] == TestWebSocket.accept)
        #expect(head.headers["upgrade"] == "websocket" && head.headers["connection"] == "Upgrade")
        #expect(head.headers["sec-websocket-extensions"] == nil && head.headers["sec-websocket-protocol"] == nil)
    }

    @Test func aConnectionAlreadyInUseMayBecomeOne() throws {
        let server = try ServerProcess()
        for first in ["/healthz", "/comments/p"] {
            let socket = try TestSocket(port: server.port)
            #expect(try socket.request("GET", first).status == 200)
            try socket.send(TestWebSocket.request(query: "&history=1"))
            #expect(try socket.responseHead().status == 101)
        }
    }

    @Test(arguments: [
        ("&cursor=x", [], 400, "invalid_parameter"), ("&history=501", [], 400, "invalid_parameter"),
        ("&postId=", [], 400, "invalid_parameter"), ("", ["Sec-WebSocket-Key: x"], 400, "bad_request"),
        ("", ["Sec-WebSocket-Version: 8"], 426, "upgrade_required"),
        ("", ["Origin: https://evil.test"], 403, "foreign_origin"), ("", ["Origin: null"], 403, "foreign_origin"),
        ("", ["Origin: http://test", "Origin: http://test"], 403, "foreign_origin"),
        ("&access_token=x", [], 401, "invalid_token"), ("", ["Authorization: Bearer x"], 401, "invalid_token"),
    ])
    func whatIsWrongIsSaidInHTTP(query: String, fields: [String], status: Int, code: String) throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        try socket.send(TestWebSocket.request(query: query, fields: fields))
        let answer = try socket.response()
        #expect(answer.status == status && Problem(json: answer.body)?.code == code, "\(answer.text)")
        if status == 426 {
            #expect(answer.headers["sec-websocket-version"] == "13" && answer.headers["upgrade"] == "websocket")
            #expect(answer.headers["connection"]?.contains("upgrade") == true)
        }
        #expect(try socket.isClosed())
    }

    @Test(arguments: ways) func pagesOfThisHostAndOfConfiguredOnesMayConnect(fields: [String]) throws {
        let server = try ServerProcess(["--cors-origin", "https://site.test"])
        for origin in ["http://test", "https://test", "https://site.test"] {
            _ = try TestWebSocket(port: server.port, fields: fields + ["Origin: \(origin)"])
        }
        #expect(throws: TestSocket.Failure.self) {
            try TestWebSocket(port: server.port, fields: fields + ["Origin: https://other.test"])
        }
    }

    @Test func anotherProtocolIsNotSpoken() throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        try socket.send(
            "GET /stream/comments?postId=p HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
        let head = try socket.responseHead()
        #expect(head.status == 200 && head.headers["content-type"] == "text/event-stream")
    }

    @Test func oneConnectionTooManyIsToldSo() throws {
        let server = try ServerProcess(["--max-connections", "1"])
        let first = try TestWebSocket(port: server.port)
        let second = try TestSocket(port: server.port)
        try second.send(TestWebSocket.request())
        #expect(try second.response().status == 503)
        withExtendedLifetime(first) {}
    }

    // MARK: - Events

    /// Event for event, id for id and byte for byte of the data, from every position.
    @Test(arguments: ways) func itSaysWhatServerSentEventsSay(fields: [String]) throws {
        let server = try ServerProcess()
        let token = try Command.run("lcd token --role moderator --subject mod --data '\(server.data.path)'")
        func moderate(_ method: String, _ target: String, _ body: String? = nil) throws {
            let headers = ["Authorization": "Bearer \(token.lines.first ?? "")"]
            let answer = try TestSocket(port: server.port).request(
                method, target, headers: headers, json: body.map { Array($0.utf8) })
            try #require(answer.status < 300, "\(answer.text)")
        }
        let before = try (0..<40).map { try server.postAccepted("\($0) \u{202E} \u{1F600}\n\"") }
        for query in ["&cursor=0", "&history=7", "&cursor=\(before[20])", "&cursor=0&maxRate=10", "", "&history=0"] {
            let reader = try TestStream(port: server.port, post: "p", query: query)
            let viewer = try TestWebSocket(port: server.port, query: query, fields: fields)
            let live = try server.postAccepted("live for \(query)")
            try moderate("PATCH", "/posts/p", #"{"pinned": \#(live)}"#)
            // A notice of thinning comes by the clock, and so each reader's in its own place.
            func read(_ next: () throws -> SSEMessage?, until isEnd: (SSEMessage) -> Bool) throws -> [SSEMessage] {
                var messages: [SSEMessage] = []
                while let message = try next() {
                    if message.event != "thinned" { messages.append(message) }
                    if isEnd(message) { return messages }
                }
                throw Unexpected(answer: "it ended")
            }
            // What is deleted before it is sent is not sent, so both have to be as far.
            let isPin = { (message: SSEMessage) in
                message.event == "pin" && String(decoding: message.data, as: UTF8.self).contains("\(live)")
            }
            var expected = try read(reader.next, until: isPin)
            var seen = try read(viewer.next, until: isPin)
            try moderate("DELETE", "/comments/p/\(live)?reason=because")
            try moderate("POST", "/comments/p/\(live)/restore")
            try moderate("PATCH", "/posts/p", #"{"pinned": null, "state": "closed"}"#)
            try moderate("PATCH", "/posts/p", #"{"state": "open"}"#)
            let end = try server.postAccepted("end of \(query)")
            let isEnd = { (message: SSEMessage) in EventID(message.lastEventID).map { $0 >= end } == true }
            expected += try read(reader.next, until: isEnd)
            seen += try read(viewer.next, until: isEnd)
            if query.contains("maxRate") {
                #expect(Set(seen.filter { $0.event != "comment" }) == Set(expected.filter { $0.event != "comment" }))
            } else {
                #expect(seen == expected && expected.count >= 5, "\(query)")
            }
        }
    }

    @Test func lastEventIDIsAPositionHereToo() throws {
        let server = try ServerProcess()
        let before = try (0..<5).map { try server.postAccepted("\($0)") }
        let viewer = try TestWebSocket(port: server.port, query: "&history=5", fields: ["Last-Event-ID: \(before[2])"])
        #expect(try ids(viewer, 2) == Array(before[3...]))
    }

    @Test func viewersOfBothKindsAreCountedTogether() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        let reader = try TestStream(port: server.port, post: "p")
        #expect(try server.ask("GET", "/posts/p").text.contains(#""viewers":2"#))
        var count = ""
        while !count.contains(#""viewers":2"#) {
            count = String(decoding: try #require(try viewer.nextText()), as: UTF8.self)
        }
        #expect(count == #"{"event":"viewers","data":{"video_id":"p","viewers":2}}"#)
        try viewer.sendClose()
        #expect(try viewer.nextClose().closeCode == 1_000)
        try wait("one left") { try server.ask("GET", "/posts/p").text.contains(#""viewers":1"#) }
        withExtendedLifetime(reader) {}
    }

    /// More than sockets take at once, for one who reads nothing until all of it is there.
    @Test func aSlowReaderMissesNothing() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        let (count, text) = (3_000, String(repeating: "x", count: 2_000))
        let poster = try TestSocket(port: server.port)
        var expected: [EventID] = []
        for _ in 0..<count {
            let answer = try poster.request("POST", "/comments/p", json: newComment(text))
            expected.append(try LiveCore.Comment(json: answer.body).id)
        }
        #expect(try ids(viewer, count) == expected)
    }

    // MARK: - Posting

    @Test(arguments: ways) func aCommentIsPostedAndReceivedInTheOrderOfRequests(fields: [String]) throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port, fields: fields)
        let count = 100
        for number in 0..<count { try viewer.send(number % 10 == 3 ? "{}" : post("\(number)")) }
        for number in 0..<count {
            let answer = try viewer.nextAnswer()
            if number % 10 == 3 {
                #expect(answer.hasPrefix(#"{"error":{"type""#) && answer.contains(#""code":"invalid_body""#))
            } else {
                #expect(answer.hasPrefix(#"{"receipt":{"comment_id":"#) && answer.contains(#""content":"\#(number)""#))
            }
        }
        #expect(try server.contents() == (0..<count).filter { $0 % 10 != 3 }.map { "\($0)" })
    }

    @Test func whatIsPostedComesBackAsAnEvent() throws {
        let server = try ServerProcess()
        let (viewer, other) = (try TestWebSocket(port: server.port), try TestStream(port: server.port, post: "p"))
        try viewer.send(post("hi", more: #","author_name":"Ann""#))
        let answer = try viewer.nextAnswer()
        let receipt = try #require(answer.wholeMatch(of: /\{"receipt":(\{.*\})\}/)).1
        let comment = try LiveCore.Comment(json: Array(receipt.utf8))
        #expect(comment.content == "hi" && comment.authorName == "Ann" && comment.post.rawValue == "p")
        let again = try TestWebSocket(port: server.port, query: "&cursor=0")
        for message in [try other.next(), try again.next()] {
            #expect(try LiveCore.Comment(json: #require(message).data) == comment)
        }
    }

    @Test func aKeyPostsOnce() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        for _ in 0..<2 { try viewer.send(post("once", more: #","key":"k""#)) }
        try viewer.send(post("other", more: #","key":"k""#))
        let (first, second, third) = (try viewer.nextAnswer(), try viewer.nextAnswer(), try viewer.nextAnswer())
        #expect(first.hasSuffix("}}") && second == first.dropLast() + #","replayed":true}"#)
        #expect(third.contains(#""code":"idempotency_mismatch""#) && third.contains(#""status":422"#))
        // And it is the key of a POST.
        let posted = try server.post("once", headers: ["Idempotency-Key": "k"])
        #expect(posted.status == 200 && posted.headers["idempotency-replayed"] == "true")
        #expect(try server.contents() == ["once"])
    }

    @Test(arguments: [
        ("nonsense", "invalid_body"), (#"{"post":{"author_id":"a"}}"#, "invalid_body"),
        (#"{"post":{"author_id":"a","content":" "}}"#, "content_empty"),
        (#"{"post":{"author_id":"a","content":"x","reply_to":9}}"#, "unknown_reply_to"),
        (#"{"post":{"author_id":"a","content":"x","key":"\u0001"}}"#, "invalid_body"),
    ])
    func whatIsRefusedIsAnErrorAndTheStreamGoesOn(message: String, code: String) throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        try viewer.send(message)
        let answer = try viewer.nextAnswer()
        let json = try #require(answer.wholeMatch(of: /\{"error":(\{.*\})\}/)).1
        let problem = try #require(Problem(json: Array(json.utf8)))
        #expect(problem.code == code && !problem.requestID.isEmpty, "\(answer)")
        try viewer.send(post("fine"))
        #expect(try viewer.nextAnswer().hasPrefix(#"{"receipt""#))
    }

    @Test func rulesAndRatesHoldForItToo() throws {
        let server = try ServerProcess(["--rate-author", "1:3"])
        let token = try Command.run("lcd token --role admin --subject mod --data '\(server.data.path)'")
        for rule in [#"{"words": ["later"], "action": "hold"}"#, #"{"words": ["never"], "action": "reject"}"#] {
            let answer = try TestSocket(port: server.port).request(
                "POST", "/moderation/rules", headers: ["Authorization": "Bearer \(token.lines.first ?? "")"],
                json: Array(rule.utf8))
            #expect(answer.status == 201, "\(answer.text)")
        }
        let viewer = try TestWebSocket(port: server.port)
        for text in ["later", "never", "now", "more"] { try viewer.send(post(text)) }
        let held = try viewer.nextAnswer()
        #expect(held.hasPrefix(#"{"receipt""#) && held.contains(#""held":true"#) && !held.contains("later"))
        #expect(try viewer.nextAnswer().contains(#""code":"rejected_by_rule""#))
        #expect(try viewer.nextAnswer().contains(#""content":"now""#))
        let limited = try viewer.nextAnswer()
        #expect(limited.contains(#""code":"rate_limited""#) && limited.contains(#""retry_after":1"#))
        #expect(try server.contents() == ["now"])
    }

    @Test(arguments: [true, false]) func theTokenSaysWhoPosts(isInQuery: Bool) async throws {
        let server = try ServerProcess(["--auth", "token"])
        let token = try await server.token(.viewer, name: "Ann B.")
        let viewer = try TestWebSocket(
            port: server.port, query: isInQuery ? "&access_token=\(token)" : "",
            fields: isInQuery ? [] : ["Authorization: Bearer \(token)"])
        try viewer.send(post("mine", author: "ann"))
        #expect(try viewer.nextAnswer().contains(#""author_name":"Ann B.""#))
        try viewer.send(post("not mine", author: "bob"))
        #expect(try viewer.nextAnswer().contains(#""code":"forbidden""#))
        let nobody = try TestWebSocket(port: server.port)
        try nobody.send(post("hi"))
        #expect(try nobody.nextAnswer().contains(#""code":"token_required""#))
        #expect(try server.contents() == ["mine"])
    }

    /// Far more than may be under way, from one who does not read: what is not read yet waits where it is.
    @Test func whoSendsFasterThanIsStoredWaits() throws {
        let server = try ServerProcess()
        // One thread only sends, the other only receives.
        nonisolated(unsafe) let viewer = try TestWebSocket(port: server.port)
        let count = 5_000
        var bytes: [UInt8] = []
        for number in 0..<count { bytes += TestWebSocket.frame(0x81, Array(post("\(number)").utf8)) }
        let sent = bytes
        try onThreads([
            { try viewer.socket.send(sent) },
            {
                for number in 0..<count {
                    let answer = try viewer.nextAnswer()
                    guard answer.contains(#""content":"\#(number)""#) else { throw Unexpected(answer: answer) }
                }
            },
        ])
    }

    // MARK: - Control frames and goodbyes

    @Test func aPingIsAnsweredWithWhatItSaid() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        for payload in [[], Array("ping".utf8), [UInt8](repeating: 9, count: 125)] {
            try viewer.send(0x89, payload)
            var frame = try viewer.nextFrame()
            while frame?.first == 0x81 { frame = try viewer.nextFrame() }
            #expect(frame?.first == 0x8A && frame?.payload == payload)
        }
        try viewer.send(0x8A, [1])
        try viewer.send(post("still here"))
        #expect(try viewer.nextAnswer().contains("still here"))
    }

    @Test(arguments: [[], [0x03, 0xE8], [0x03, 0xE9] + "leaving".utf8, [0x0F, 0xA0]] as [[UInt8]])
    func aGoodbyeIsEchoedAndTheConnectionCloses(payload: [UInt8]) throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        try viewer.send(0x88, payload)
        #expect(try viewer.nextClose().payload == Array(payload.prefix(2)))
        #expect(try viewer.nextFrame() == nil)
    }

    /// Who says goodbye right behind a comment still gets the receipt.
    @Test func theReceiptsComeBeforeTheGoodbye() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        let bytes = (0..<10).flatMap { TestWebSocket.frame(0x81, Array(post("\($0)").utf8)) }
        let late = TestWebSocket.frame(0x81, Array(post("late").utf8))
        try viewer.socket.send(bytes + TestWebSocket.frame(0x88, []) + late)
        for number in 0..<10 { #expect(try viewer.nextAnswer().contains(#""content":"\#(number)""#)) }
        #expect(try viewer.nextClose().payload.isEmpty)
        #expect(try viewer.nextFrame() == nil)
        #expect(try server.contents().count == 10)
    }

    @Test(
        arguments: [
            (TestWebSocket.frame(0x81, Array("hi".utf8), isMasked: false), 1_002),
            (TestWebSocket.frame(0x82, [1, 2, 3]), 1_003), (TestWebSocket.frame(0xC1, []), 1_002),
            (TestWebSocket.frame(0x83, []), 1_002), (TestWebSocket.frame(0x80, []), 1_002),
            (TestWebSocket.frame(0x01, []) + TestWebSocket.frame(0x81, []), 1_002),
            (TestWebSocket.frame(0x81, [0xFF]), 1_007),
            (TestWebSocket.frame(0x89, .init(repeating: 0, count: 126)), 1_002),
            (TestWebSocket.frame(0x81, .init(repeating: 0x61, count: 32_769)), 1_009),
            ([0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 1_009),
        ] as [([UInt8], Int)])
    func whatMayNotBeSentEndsTheConnectionWithACode(bytes: [UInt8], code: Int) throws {
        let server = try ServerProcess()
        let (viewer, other) = (try TestWebSocket(port: server.port), try TestWebSocket(port: server.port))
        try viewer.socket.send(bytes)
        let close = try viewer.nextClose()
        #expect(close.closeCode == code && !close.text.isEmpty, "\(close)")
        #expect(try viewer.nextFrame() == nil)
        // Nobody else notices.
        let id = try server.postAccepted("go on")
        #expect(try ids(other, 1) == [id])
    }

    @Test func aByteAtATimeIsEnough() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        let fragments = Array(post("bit by bit").utf8).map { [$0] }
        for byte in TestWebSocket.frame(0x01, []) { try viewer.socket.send([byte]) }
        for fragment in fragments { try viewer.send(0x00, fragment) }
        try viewer.send(0x89)
        for byte in TestWebSocket.frame(0x80, []) { try viewer.socket.send([byte]) }
        #expect(try viewer.nextFrame(pastEvents: true)?.first == 0x8A)
        #expect(try viewer.nextAnswer().contains("bit by bit"))
    }

    /// A client has to wait for the answer; one that does not is heard all the same.
    @Test func framesRightBehindTheRequestAreHeard() throws {
        let server = try ServerProcess()
        let socket = try TestSocket(port: server.port)
        try socket.send(
            Array(TestWebSocket.request().utf8) + TestWebSocket.frame(0x81, Array(post("eager").utf8))
                + TestWebSocket.frame(0x88, []))
        #expect(try socket.responseHead().status == 101)
        #expect(try String(decoding: socket.receiveAll(), as: UTF8.self).contains("eager"))
        #expect(try server.contents() == ["eager"])
    }

    @Test func whoCutsTheConnectionHasLeft() throws {
        let server = try ServerProcess()
        for fields in Self.ways {
            for rest in [[], TestWebSocket.frame(0x81, Array("half".utf8)).dropLast(2)] {
                let viewer = try TestWebSocket(port: server.port, fields: fields)
                try viewer.socket.send(rest)
                viewer.socket.finishSending()
                _ = try viewer.socket.receiveAll()
            }
        }
        try wait("nobody left") { try server.ask("GET", "/posts/p").text.contains(#""viewers":0"#) }
    }

    // MARK: - Sent away

    @Test func aServerGoingDownSaysWhenToComeBack() throws {
        let server = try ServerProcess()
        let viewers = try (0..<60).map { index in
            try TestWebSocket(port: server.port, fields: Self.ways[index % 2])
        }
        let pid = server.process.processIdentifier
        kill(pid, SIGTERM)
        var times: Set<Int> = []
        for viewer in viewers {
            let close = try viewer.nextClose()
            let time = try #require(close.text.wholeMatch(of: /retry: ([0-9]+)/).flatMap { Int($0.1) })
            #expect(close.closeCode == 1_001 && (2_000...12_000).contains(time))
            times.insert(time)
            try? viewer.sendClose(1_001)
            #expect(try viewer.nextFrame() == nil)
        }
        #expect(times.count > 30, "the times are spread")
        #expect(server.waitUntilExit() == 0)
    }

    /// One who never says goodbye does not hold it up for long.
    @Test func aSilentViewerDoesNotKeepTheServer() throws {
        let server = try ServerProcess()
        let viewer = try TestWebSocket(port: server.port)
        #expect(server.terminate() == 0)
        #expect(try viewer.nextClose().closeCode == 1_001)
        #expect(try viewer.nextFrame() == nil)
    }

    @Test(arguments: ways) func aRevokedTokenEndsTheStreamWith1008(fields: [String]) async throws {
        let server = try ServerProcess(["--auth", "token", "--read", "token"])
        let admin = try await server.token(.admin, subject: "root")
        let (bob, ann) = (try await server.token(.viewer, subject: "bob"), try await server.token(.viewer))
        let gone = try TestWebSocket(port: server.port, query: "&access_token=\(bob)", fields: fields)
        let stays = try TestWebSocket(port: server.port, query: "&access_token=\(ann)", fields: fields)
        #expect(throws: TestSocket.Failure.self) { try TestWebSocket(port: server.port, fields: fields) }
        let revoked = try TestSocket(port: server.port).request(
            "POST", "/moderation/revocations", headers: ["Authorization": "Bearer \(admin)"],
            json: Array(#"{"subject":"bob"}"#.utf8))
        #expect(revoked.status == 201)
        #expect(try gone.nextClose().closeCode == 1_008)
        try gone.sendClose(1_008)
        #expect(try gone.nextFrame() == nil)
        try stays.send(post("still here"))
        #expect(try stays.nextAnswer().contains("still here"))
    }

    // MARK: - TLS

    @Test func itIsSpokenOverTLSToo() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        try Data(Array(TestWebSocket.request().utf8)).write(to: certificate.folder.appending(path: "request"))
        let message = TestWebSocket.frame(0x81, Array(post("over TLS").utf8)) + TestWebSocket.frame(0x88, [0x03, 0xE8])
        try Data(message).write(to: certificate.folder.appending(path: "message"))
        // `-quiet` goes on after its input has ended, until the server closes.
        let run = try certificate.run(
            """
            cat request message |
                timeout 20 openssl s_client -quiet -connect 127.0.0.1:\(server.port) -CAfile cert 2>errors >answer
            tr -d '\\000\\210' <answer
            """)
        #expect(run.output.contains("101 Switching Protocols") && run.output.contains(#"{"receipt":{"#), "\(run)")
    }
}

extension TestWebSocket {
    /// The next frame that is no event.
    fileprivate func nextFrame(pastEvents: Bool) throws -> Frame? {
        var frame = try nextFrame()
        while let found = frame, found.first == 0x81, try Self.event(found.payload) != nil { frame = try nextFrame() }
        return frame
    }
}
