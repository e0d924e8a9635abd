import LiveCore
import TestSupport
import Testing

/// A stream of several posts, as its viewers see it.
@Suite(.blocking) struct PostsStreamTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private func post(_ name: String) throws -> PostID { try #require(PostID(rawValue: name)) }

    /// A field that is not plain makes a request take the way through the framework.
    private static let ways = [[], ["TE: trailers"]]

    @Test func anIdComesBeforeTheBodyThatAStreamOfOnePostHas() throws {
        let socket = try TestSocket(port: server.port)
        try socket.send("GET /stream/comments?postId=p&postId=q&postId=p HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try socket.responseHead().status == 200)
        let alone = try TestSocket(port: server.port)
        try alone.send("GET /stream/comments?postId=q HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try alone.responseHead().status == 200)
        let id = try server.postAccepted("one", to: "q")
        let own = try alone.receive(through: "\"author_id\":\"ann\"}\n\n")
        let shared = try socket.receive(through: "\"author_id\":\"ann\"}\n\n")
        let lines = shared.split(separator: "\n").filter { $0.hasPrefix("id: ") }
        let text = try #require(lines.first?.dropFirst(4))
        #expect(shared == own.replacing("id: \(id)\n", with: "id: \(text)\n"))
        let cursor = try #require(StreamCursor(String(text)))
        #expect(try cursor.position(in: post("q")) == id && cursor.position(in: post("p")) == .zero)
    }

    private func comment(_ message: SSEMessage?) throws -> LiveCore.Comment {
        let message = try #require(message)
        #expect(message.event == "comment")
        return try LiveCore.Comment(json: message.data)
    }

    @Test func aPlainCursorIsMeantForEveryPostAndHistoryToo() throws {
        for number in 0..<4 {
            let (p, q) = ("p\(number)", "q\(number)")
            let first = try server.postAccepted("p1", to: p)
            try server.postAccepted("q1", to: q)
            try server.postAccepted("p2", to: p)
            let (query, expected) = [
                ("&cursor=0", ["p1", "q1", "p2"]), ("&cursor=\(first)", ["q1", "p2"]), ("&history=1", ["q1", "p2"]),
                ("&history=0", []),
            ][number]
            let stream = try TestStream(port: server.port, post: p, query: "&postId=\(q)" + query)
            #expect(try Set(expected.map { _ in try comment(stream.next()).content }) == Set(expected), "\(query)")
            try server.postAccepted("live", to: q)
            #expect(try comment(stream.next()).content == "live")
        }
    }

    /// Over both dialects, in any of the three places where a position can be named.
    @Test func goesOnFromAnIdWhereverItIsNamed() throws {
        let posts = try ["p", "q", "r"].map(post)
        for number in 0..<6 { try server.postAccepted("\(number)", to: posts[number % 3].rawValue) }
        let stream = try TestStream(port: server.port, post: "p", query: "&postId=q&postId=r&cursor=0")
        let viewer = try TestWebSocket(port: server.port, query: "&postId=q&postId=r&cursor=0")
        var ids: [String] = []
        for _ in 0..<6 {
            ids += [try #require(try stream.next()).lastEventID, try #require(try viewer.next()).lastEventID]
        }
        for id in ids {
            let query = "&postId=p&postId=q"
            let streams = [
                try TestStream(port: server.port, post: "r", query: query, lastEventID: id),
                try TestStream(port: server.port, post: "r", query: query + "&cursor=\(id)"),
                try TestStream(port: server.port, post: "r", query: query + "&cursor=0&history=9", lastEventID: id),
            ]
            let socket = try TestWebSocket(port: server.port, post: "r", query: query + "&cursor=\(id)")
            for post in posts { try server.postAccepted("after \(id)", to: post.rawValue) }
            let cursor = try #require(StreamCursor(id))
            let expected = try posts.map { post in
                let position = try #require(cursor.position(in: post))
                let query = "direction=after&pageSize=500&cursor=\(position)"
                return try server.page(of: post.rawValue, query: query).comments.map(\.content)
            }
            let count = expected.reduce(0) { $0 + $1.count }
            for next in streams.map({ stream in { try stream.next() } }) + [{ try socket.next() }] {
                let comments = try (0..<count).map { _ in try comment(next()) }
                #expect(posts.map { post in comments.filter { $0.post == post }.map(\.content) } == expected)
            }
        }
    }

    @Test func aLastEventIDThatIsNoneGivesAGapInEachPost() throws {
        let last = [try server.postAccepted("p"), try server.postAccepted("q", to: "q")]
        for text in ["x", "-1", "m", "mAAAA", "9007199254740992", "m" + String(repeating: "A", count: 5_000)] {
            let stream = try TestStream(port: server.port, post: "p", query: "&postId=q&cursor=0", lastEventID: text)
            let gaps = try (0..<2).map { _ in try #require(try stream.next()) }
            #expect(gaps.allSatisfy { $0.event == "gap" }, "\(text)")
            let cursor = try #require(StreamCursor(gaps[1].lastEventID))
            #expect(try [cursor.position(in: post("p")), cursor.position(in: post("q"))] == last, "\(text)")
        }
    }

    @Test func fiftyPostsAreOneStreamAndOneConnection() throws {
        let server = try ServerProcess(["--max-connections", "2"])
        let names = (0..<50).map { "post-\($0)" }
        let query = (names.dropFirst() + names).map { "&postId=\($0)" }.joined()
        let stream = try TestStream(port: server.port, post: names[0], query: query)
        let socket = try TestSocket(port: server.port)
        for name in names {
            let answer = try socket.request("POST", "/comments/\(name)", json: newComment("to \(name)"))
            #expect(answer.status == 201)
        }
        #expect(Set(try names.map { _ in try comment(stream.next()).content }) == Set(names.map { "to \($0)" }))
    }

    @Test func aSocketThatIsNotReadCostsNothingAndMissesNothing() throws {
        let stream = try TestStream(port: server.port, post: "p", query: "&postId=q")
        let content = String(repeating: "x", count: 2_000)
        // Far more than sockets hold.
        let socket = try TestSocket(port: server.port)
        for number in 0..<8_000 {
            let answer = try socket.request(
                "POST", "/comments/\(number % 2 == 0 ? "p" : "q")",
                json: newComment("\(number) \(content)".prefix(2_000).description))
            try #require(answer.status == 201)
        }
        var numbers: [PostID: [Int]] = [:]
        for _ in 0..<8_000 {
            let comment = try comment(stream.next())
            numbers[comment.post, default: []].append(Int(comment.content.prefix { $0 != " " }) ?? -1)
        }
        #expect(try numbers[post("p")] == Array(stride(from: 0, to: 8_000, by: 2)))
        #expect(try numbers[post("q")] == Array(stride(from: 1, to: 8_000, by: 2)))
    }

    // MARK: - Over WebSocket

    @Test(arguments: ways) func aCommentSaysWhichPostItIsFor(fields: [String]) throws {
        let viewer = try TestWebSocket(port: server.port, query: "&postId=q", fields: fields)
        func answer(_ more: String) throws -> String {
            try viewer.send(#"{"post":{"author_id":"ann","content":"hi"\#(more)}}"#)
            return try viewer.nextAnswer()
        }
        for (more, name) in [
            ("", "video_id"), (#","video_id":null"#, "video_id"), (#","video_id":"r""#, "video_id"),
            (#","video_id":7"#, "video_id"), (#","video_id":"a b""#, "video_id"),
        ] {
            let text = try answer(more)
            #expect(text.contains("invalid_body") && text.contains("\(name): allowed is"), "\(text)")
        }
        #expect(try answer(#","video_id":"q""#).contains(#""video_id":"q""#))
        #expect(try answer(#","video_id":"p","key":"1""#).contains(#""video_id":"p""#))
        #expect(try [server.contents(), server.contents(of: "q"), server.contents(of: "r")] == [["hi"], ["hi"], []])
    }

    @Test func whereThereIsOnePostItMayBeNamed() throws {
        let viewer = try TestWebSocket(port: server.port)
        for (more, isGood) in [("", true), (#","video_id":"p""#, true), (#","video_id":"q""#, false)] {
            try viewer.send(#"{"post":{"author_id":"ann","content":"hi"\#(more)}}"#)
            #expect(try viewer.nextAnswer().contains("receipt") == isGood)
        }
    }
}
