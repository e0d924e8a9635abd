import LiveCore
import Testing

@testable import LiveClient

@Suite struct StreamPositionTests {
    private let post = PostID(rawValue: "42")!

    private func message(_ id: String, _ event: String = "comment") -> SSEMessage {
        SSEMessage(event: event, data: [], lastEventID: id)
    }

    @Test func asksForItsStartAndThenForWhatFollowsTheLastID() throws {
        var position = StreamPosition(post: post, start: .history(10), maxRate: 20)
        #expect(position.request.target == "/stream/comments?postId=42&history=10&maxRate=20")
        #expect(!position.request.headers.contains { $0.name == "Last-Event-ID" })
        _ = position.advance(to: message("7"))
        #expect(position.request.headers.contains { $0.name == "Last-Event-ID" && $0.value == "7" })
        let after = StreamPosition(post: post, start: .after(try #require(EventID(rawValue: 5))))
        #expect(after.request.target == "/stream/comments?postId=42&cursor=5")
    }

    @Test func takesEachEventOnce() {
        var position = StreamPosition(post: post, start: .history(0))
        let isNew = ["3", "3", "2", "x", "", "9"].map { position.advance(to: message($0)) }
        #expect(isNew == [true, false, false, false, false, true])
        // Without an id of its own, an event has no place to compare.
        let isShown = position.advance(to: message("9", "viewers"))
        #expect(isShown)
    }

    /// A server may say where a stream stands before anything happens on it.
    @Test func notesAPositionWithoutAnEvent() {
        var position = StreamPosition(post: post, start: .history(0))
        position.advance(to: "8")
        #expect(position.last == EventID(rawValue: 8))
        let isNew = position.advance(to: message("8"))
        #expect(!isNew)
    }
}
