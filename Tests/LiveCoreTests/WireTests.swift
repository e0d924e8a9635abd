import Foundation
import LiveCore
import TestSupport
import Testing

/// What goes over the wire comes back as it was, and has the members the contract names.
@Suite struct WireTests {
    private let post: PostID
    private let comment: LiveCore.Comment
    private let reply: LiveCore.Comment

    init() throws {
        post = try #require(PostID(rawValue: "video:42"))
        let id = try #require(EventID(rawValue: 2_439_013_990_905_607))
        comment = LiveCore.Comment(post: post, id: id, author: "7", content: "hi")
        reply = LiveCore.Comment(
            post: post, id: id.successor, author: "8", authorName: "Ada \u{202E}", content: "a\n\"b\" \\ 😀\u{2028}",
            replyTo: id)
    }

    private func object(_ bytes: [UInt8]) throws -> JSONTree {
        try JSONDecoder().decode(JSONTree.self, from: Data(bytes))
    }

    private func object(_ body: (inout JSONWriter) -> Void) throws -> JSONTree {
        var writer = JSONWriter()
        body(&writer)
        return try object(writer.bytes)
    }

    private func tree(_ members: KeyValuePairs<String, JSONTree>) -> JSONTree {
        .object(Dictionary(uniqueKeysWithValues: members.map { (Array($0.utf8), $1) }))
    }

    // MARK: - Items and receipts

    @Test func writesItems() throws {
        let id = comment.id.rawValue
        #expect(
            try object { $0.item(comment, namesPost: false) }
                == tree([
                    "comment_id": .integer(id), "comment": .string("hi"), "timestamp": .integer(1_700_000_000_123),
                    "author_id": .string("7"),
                ]))
        #expect(
            try object { $0.item(reply, namesPost: true) }
                == tree([
                    "video_id": .string("video:42"), "comment_id": .integer(id + 1), "comment": .string(reply.content),
                    "timestamp": .integer(1_700_000_000_123), "author_id": .string("8"),
                    "author_name": .string(reply.authorName ?? ""), "reply_to": .integer(id),
                ]))
    }

    @Test func readsItsItemsAndReceipts() throws {
        for original in [comment, reply] {
            for write in [
                { (json: inout JSONWriter) in json.item(original, namesPost: true) },
                { (json: inout JSONWriter) in json.receipt(original) },
            ] {
                var writer = JSONWriter()
                write(&writer)
                #expect(try LiveCore.Comment(json: writer.bytes) == original)
            }
            var writer = JSONWriter()
            writer.item(original, namesPost: false)
            #expect(try LiveCore.Comment(json: writer.bytes, in: post) == original)
            #expect(throws: JSONError.self) { try LiveCore.Comment(json: writer.bytes) }
        }
    }

    @Test func leavesTheTextOutOfADeletedCommentsReceipt() throws {
        #expect(
            try object { $0.receipt(comment, isDeleted: true) }
                == tree([
                    "comment_id": .integer(comment.id.rawValue), "video_id": .string("video:42"),
                    "author_id": .string("7"), "deleted": .boolean(true), "timestamp": .integer(comment.timestamp),
                ]))
    }

    @Test func readsTheBodiesItWrites() throws {
        for comment in [
            try NewComment(author: "7", content: "hi"),
            try NewComment(author: "\"8\"", authorName: "Ada", content: "a\n\tb", replyTo: reply.id),
        ] {
            var writer = JSONWriter()
            writer.newComment(comment)
            #expect(try NewComment(json: writer.bytes) == comment)
        }
    }

    // MARK: - Pages and problems

    @Test func roundTripsPages() throws {
        for page in [
            Page(comments: [], cursor: nil, hasMore: false),
            Page(comments: [], cursor: reply.id, hasMore: false),
            Page(comments: [comment, reply], cursor: .max, hasMore: true),
        ] {
            #expect(try Page(json: page.json, in: post) == page)
        }
        let empty = Page(comments: [], cursor: nil, hasMore: false)
        #expect(
            try object(empty.json)
                == tree(["comments": .array([]), "before": .null, "after": .null, "has_more": .boolean(false)]))
    }

    @Test func givesThePageNeighboursCursors() {
        let page = Page(comments: [comment, reply], cursor: .max, hasMore: true)
        #expect(page.before == comment.id && page.after == reply.id)
        let empty = Page(comments: [], cursor: comment.id, hasMore: false)
        #expect(empty.before == comment.id && empty.after == comment.id)
    }

    @Test func roundTripsProblems() throws {
        var problem = Problem(
            status: 429, code: "rate_limited", title: "Too Many Requests", detail: "slow \"down\"", requestID: "r-1")
        #expect(Problem(json: problem.json) == problem)
        problem.retryAfter = 3
        #expect(Problem(json: problem.json) == problem)
        #expect(
            try object(problem.json)
                == tree([
                    "type": .string("about:blank"), "title": .string("Too Many Requests"), "status": .integer(429),
                    "detail": .string("slow \"down\""), "code": .string("rate_limited"),
                    "request_id": .string("r-1"), "retry_after": .integer(3),
                ]))
    }

    @Test(arguments: ["", "{}", "<html>", #"{"status": 500}"#, #"{"status": "500", "code": "x"}"#, #"{"code": "x"}"#])
    func takesNothingElseForAProblem(text: String) {
        #expect(Problem(json: Array(text.utf8)) == nil)
    }

    // MARK: - Events

    @Test func namesTheMembersOfEveryEvent() throws {
        let (id, by) = (JSONTree.integer(comment.id.rawValue), JSONTree.string("mod"))
        let video = JSONTree.string("video:42")
        let ids = JSONTree.array([id, .integer(reply.id.rawValue)])
        let expected: [(Event.Action, String, JSONTree)] = [
            (.comment(comment), "comment", try object { $0.item(comment, namesPost: true) }),
            (.restore(comment), "restore", try object { $0.item(comment, namesPost: true) }),
            (
                .delete(comment: comment.id, by: "mod", reason: nil), "delete",
                tree(["video_id": video, "comment_id": id, "by": by])
            ),
            (
                .delete(comment: comment.id, by: "mod", reason: "spam"), "delete",
                tree(["video_id": video, "comment_id": id, "by": by, "reason": .string("spam")])
            ),
            (
                .pin(comment), "pin",
                tree(["video_id": video, "comment": try object { $0.item(comment, namesPost: false) }])
            ),
            (.unpin(comment: comment.id), "unpin", tree(["video_id": video, "comment_id": id])),
            (
                .purge(comments: [comment.id, reply.id], author: nil, by: "mod", reason: nil), "purge",
                tree(["video_id": video, "comment_ids": ids, "by": by])
            ),
            (
                .purge(comments: [comment.id, reply.id], author: "7", by: "mod", reason: "flood"), "purge",
                tree([
                    "video_id": video, "comment_ids": ids, "author_id": .string("7"), "by": by,
                    "reason": .string("flood"),
                ])
            ),
            (
                .state(PostState(slowModeSeconds: 30, uniqueSeconds: 9, isShielded: true)), "state",
                tree([
                    "video_id": video, "state": .string("open"), "slow_mode_seconds": .integer(30),
                    "unique_seconds": .integer(9), "shielded": .boolean(true),
                ])
            ),
            (
                .state(PostState(isOpen: false, slowModeSeconds: 5)), "state",
                tree(["video_id": video, "state": .string("closed"), "slow_mode_seconds": .integer(5)])
            ),
        ]
        for (action, name, data) in expected {
            let event = Event(post: post, id: reply.id.successor, action: action)
            let message = try onlyMessage(in: StreamDialect.serverSentEvents.event(event))
            #expect(message.event == name)
            #expect(message.lastEventID == event.id.description)
            #expect(try object(message.data) == data)
        }
    }

    @Test func namesTheMembersOfAGap() throws {
        let gap = Gap(after: comment.id, before: reply.id, reason: .slow)
        let message = try onlyMessage(in: StreamDialect.serverSentEvents.gap(gap, in: post))
        #expect(message.event == "gap")
        #expect(message.lastEventID == comment.id.description)
        #expect(
            try object(message.data)
                == tree([
                    "video_id": .string("video:42"), "after": .integer(comment.id.rawValue),
                    "before": .integer(reply.id.rawValue), "reason": .string("slow"),
                ]))
    }

    @Test func namesTheMembersOfAThinnedNotice() throws {
        let thinned = Thinned(after: comment.id, before: reply.id, shown: 20, withheld: 1_980)
        let message = try onlyMessage(in: StreamDialect.serverSentEvents.thinned(thinned, in: post))
        #expect(message.event == "thinned")
        #expect(message.lastEventID == comment.id.description)
        #expect(
            try object(message.data)
                == tree([
                    "video_id": .string("video:42"), "after": .integer(comment.id.rawValue),
                    "before": .integer(reply.id.rawValue), "shown": .integer(20), "withheld": .integer(1_980),
                ]))
    }

    @Test func aCountOfViewersHasNoID() throws {
        let message = try onlyMessage(in: StreamDialect.serverSentEvents.viewers(1_000, in: post))
        #expect(message.event == "viewers")
        #expect(message.lastEventID.isEmpty)
        #expect(try object(message.data) == tree(["video_id": .string("video:42"), "viewers": .integer(1_000)]))
    }

    @Test func encodesTheRestOfAStream() {
        #expect(String(decoding: SSEFrame.retry(milliseconds: 2_000), as: UTF8.self) == "retry: 2000\n\n")
        #expect(String(decoding: SSEFrame.keepAlive, as: UTF8.self) == ": \n\n")
    }

    /// Whatever people write, a frame is an id line, an event line, one data line and an empty one.
    @Test func keepsEveryFrameToOneDataLine() throws {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<3_000 {
            let id = try #require(EventID(rawValue: .random(in: 0...EventID.max.rawValue, using: &random)))
            let comment = LiveCore.Comment(
                post: post, id: id, author: random.text(upTo: 20), authorName: random.text(upTo: 20),
                content: random.text(upTo: 200))
            let actions: [Event.Action] = [
                .comment(comment), .pin(comment),
                .delete(comment: id, by: random.text(upTo: 9), reason: random.text(upTo: 9)),
                .purge(
                    comments: [id], author: random.text(upTo: 9), by: random.text(upTo: 9),
                    reason: random.text(upTo: 9)),
            ]
            for action in actions {
                let frame = StreamDialect.serverSentEvents.event(Event(post: post, id: id, action: action))
                let lines = frame.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                #expect(lines.count == 5 && lines[3].isEmpty && lines[4].isEmpty)
                #expect(!frame.contains(UInt8(ascii: "\r")) && !frame.contains(0))
                let message = try onlyMessage(in: frame)
                if case .comment = action {
                    #expect(try LiveCore.Comment(json: message.data) == comment)
                    #expect(try Array(LiveCore.Comment(json: message.data).content.utf8) == Array(comment.content.utf8))
                }
            }
        }
    }

    private func onlyMessage(in frame: [UInt8]) throws -> SSEMessage {
        var parser = SSEParser()
        parser.append(frame)
        let message = try #require(try parser.next())
        #expect(try parser.next() == nil)
        return message
    }
}
