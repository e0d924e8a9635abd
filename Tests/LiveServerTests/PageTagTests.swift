import LiveCore
import TestSupport
import Testing

/// A page that has not changed is not sent again.
@Suite(.blocking) struct PageTagTests {
    private let server: ServerProcess

    init() throws { server = try ServerProcess() }

    private func tag(_ target: String) throws -> String {
        try #require(try server.ask("GET", target).headers["etag"])
    }

    private func status(_ target: String, having tag: String) throws -> Int {
        try server.ask("GET", target, headers: ["If-None-Match": tag]).status
    }

    @Test func anUnchangedPageIs304WithoutABody() throws {
        _ = try server.postAccepted("one")
        let tag = try tag("/comments/p")
        let again = try server.ask("GET", "/comments/p", headers: ["If-None-Match": tag])
        #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
        #expect(try server.ask("HEAD", "/comments/p").headers["etag"] == tag)
        for named in ["\"other\", \(tag)", "W/\(tag)", "*", "\"a\" , W/\(tag) , \"b\""] {
            #expect(try status("/comments/p", having: named) == 304, "\(named)")
        }
        for other in ["\"other\"", "", tag.replacing("\"", with: ""), "W/\"x\""] {
            #expect(try status("/comments/p", having: other) == 200, "\(other)")
        }
    }

    @Test func anythingNewInThePostChangesIt() throws {
        let empty = try tag("/comments/p")
        #expect(try status("/comments/p", having: empty) == 304)
        _ = try server.postAccepted("one")
        #expect(try status("/comments/p", having: empty) == 200)
        let first = try tag("/comments/p")
        _ = try server.postAccepted("elsewhere", to: "q")
        #expect(try status("/comments/p", having: first) == 304)
    }

    @Test func everyRangeHasATagOfItsOwn() throws {
        let id = try server.postAccepted("one")
        let targets = [
            "/comments/p", "/comments/p?pageSize=49", "/comments/p?direction=after", "/comments/p?cursor=0",
            "/comments/p?cursor=\(id)", "/comments/p?since=0", "/comments/p?until=0", "/comments/p?q=o",
            "/comments/p?q=n",
        ]
        let tags = try targets.map(tag)
        #expect(Set(tags).count == targets.count)
        // The default, said or not, is the same range.
        #expect(try tag("/comments/p?direction=before&pageSize=50") == tags[0])
    }
}
