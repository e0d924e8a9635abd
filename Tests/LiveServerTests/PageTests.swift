import LiveCore
import TestSupport
import Testing

/// Pages of a post, one comment, and the post at a glance.
@Suite(.blocking) struct PageTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private func post(_ count: Int) throws -> [EventID] {
        try (0..<count).map { try server.postAccepted("comment \($0)") }
    }

    @Test func pagesGoBackFromTheNewest() throws {
        let ids = try post(7)
        let newest = try server.page(query: "pageSize=3")
        #expect(newest.comments.map(\.id) == Array(ids[4...]) && newest.hasMore)
        #expect(newest.before == ids[4] && newest.after == ids[6])
        let middle = try server.page(query: "pageSize=3&cursor=\(ids[4])")
        #expect(middle.comments.map(\.id) == Array(ids[1..<4]) && middle.hasMore)
        let oldest = try server.page(query: "pageSize=3&direction=before&cursor=\(ids[1])")
        #expect(oldest.comments.map(\.id) == [ids[0]] && !oldest.hasMore)
        #expect(try server.page(query: "pageSize=7").hasMore == false)
    }

    @Test func pagesGoOnFromTheOldest() throws {
        let ids = try post(5)
        let oldest = try server.page(query: "pageSize=2&direction=after")
        #expect(oldest.comments.map(\.id) == Array(ids[..<2]) && oldest.hasMore)
        let next = try server.page(query: "pageSize=3&direction=after&cursor=\(ids[1])")
        #expect(next.comments.map(\.id) == Array(ids[2...]) && !next.hasMore)
        #expect(try server.page(query: "direction=after&cursor=0").comments.map(\.id) == ids)
    }

    @Test func anEmptyPageGivesTheCursorBack() throws {
        let unknown = try server.page(of: "unknown")
        #expect(unknown == Page(comments: [], cursor: nil, hasMore: false))
        let last = try #require(try post(1).last)
        for (query, cursor) in [("direction=after&cursor=\(last)", last), ("direction=before&cursor=0", .zero)] {
            let page = try server.page(query: query)
            #expect(page.comments.isEmpty && page.before == cursor && page.after == cursor && !page.hasMore)
        }
    }

    @Test func timesNarrowAPage() throws {
        let comments = try post(2).map { id in try #require(try server.page().comments.first { $0.id == id }) }
        var last = comments[1]
        // Two comments of one millisecond can't be told apart by time.
        while last.timestamp == comments[0].timestamp {
            let id = try server.postAccepted("later")
            last = try #require(try server.page().comments.first { $0.id == id })
        }
        let since = try server.page(query: "since=\(last.timestamp)").comments.map(\.id)
        #expect(since == [last.id])
        let until = try server.page(query: "until=\(last.timestamp)").comments.map(\.id)
        #expect(!until.contains(last.id) && until.contains(comments[0].id))
        #expect(try server.page(query: "since=\(last.timestamp + 1)").comments.isEmpty)
        #expect(try server.page(query: "until=0").comments.isEmpty)
    }

    @Test func aPageCanBeSearched() throws {
        for content in ["Straße", "ＨＥＬＬＯ there", "nothing", "say hello", "100% sure"] {
            _ = try server.postAccepted(content)
        }
        #expect(try server.page(query: "q=hello").comments.map(\.content) == ["ＨＥＬＬＯ there", "say hello"])
        #expect(try server.page(query: "q=100%25+s").comments.map(\.content) == ["100% sure"])
        #expect(try server.page(query: "q=STRA%C3%9FE").comments.map(\.content) == ["Straße"])
        #expect(try server.page(query: "q=absent").comments.isEmpty)
        #expect(try server.page(query: "q=").comments.count == 5)
    }

    @Test func oneCommentIsAnItemOrNotThere() throws {
        let id = try #require(try post(1).first)
        let found = try server.ask("GET", "/comments/p/\(id)")
        #expect(found.status == 200)
        #expect(try LiveCore.Comment(json: found.body, in: PostID(rawValue: "p")).content == "comment 0")
        #expect(!found.text.contains("video_id"))
        for target in ["/comments/p/1", "/comments/other/\(id)", "/comments/p/0"] {
            let answer = try server.ask("GET", target)
            #expect(answer.status == 404 && Problem(json: answer.body)?.code == "comment_not_found", "\(target)")
        }
    }

    @Test func aPostCanBeSeenAtAGlance() throws {
        let unknown = try server.ask("GET", "/posts/p")
        #expect(
            unknown.text == """
                {"video_id":"p","state":"open","slow_mode_seconds":0,"pinned":null,"comment_count":0,"viewers":0,\
                "last_comment_id":null}
                """)
        let last = try #require(try post(3).last)
        let viewers = try (0..<2).map { _ in try TestStream(port: server.port, post: "p") }
        #expect(
            try server.ask("GET", "/posts/p").text == """
                {"video_id":"p","state":"open","slow_mode_seconds":0,"pinned":null,"comment_count":3,"viewers":2,\
                "last_comment_id":\(last)}
                """)
        withExtendedLifetime(viewers) {}
    }
}
