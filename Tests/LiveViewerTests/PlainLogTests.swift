import LiveCore
import Testing

@testable import LiveViewer

@Suite struct PlainLogTests {
    private func lines(_ inputs: [Input], posts: [String] = ["demo"]) -> [String] {
        var stage = Stage(posts: posts)
        var log = PlainLog(stage.model)
        var lines: [String] = []
        for input in inputs {
            lines += log.lines(for: input, stage.model)
            stage.send(input)
            lines += log.lines(after: stage.model)
        }
        return lines
    }

    @Test func tellsEachThingOnce() {
        let comments = Stage.past(2)
        let new = Stage.comment("two\nlines", by: "u1", name: "Ada\u{1B}[2J", at: 1)
        let page = PageRequest(newestOf: Stage.post)
        #expect(
            lines([
                .page(page, .success(Page(comments: comments, cursor: nil, hasMore: false))),
                .stream(Stage.post, .connected), .stream(Stage.post, .event(Event(comments[1]))),
                .stream(Stage.post, .event(Event(new))),
                .stream(Stage.post, .disconnected(reason: "gone", retryAt: nil)), .stream(Stage.post, .connected),
                .stream(
                    Stage.post,
                    .event(
                        Event(post: Stage.post, id: .max, action: .delete(comment: new.id, by: "mod", reason: "rude")))),
                .stream(Stage.post, .thinned(after: new.id, before: .max, withheld: 40)),
            ]) == [
                "11:59 ada: comment 1", "11:59 bob: comment 2", "12:00 Ada\u{FFFD}[2J: two\n    lines",
                "-- connection lost: gone", "-- connected again", "-- a comment by Ada\u{FFFD}[2J was deleted: rude",
                "-- 40 comments left out",
            ])
    }

    @Test func namesPostsWhenThereAreSeveral() {
        let comment = Stage.comment("hi", at: 1, post: PostID(rawValue: "other")!)
        #expect(
            lines([.stream(comment.post, .event(Event(comment)))], posts: ["demo", "other"]) == [
                "12:00 [other] ada: hi"
            ])
    }
}
