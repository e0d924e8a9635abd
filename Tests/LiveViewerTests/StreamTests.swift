import LiveCore
import Testing

@testable import LiveViewer

@Suite struct StreamTests {
    private func stage(_ count: Int = 5) -> Stage {
        var stage = Stage()
        stage.comments = Stage.past(count)
        stage.open()
        return stage
    }

    private func id(_ seconds: Double) -> EventID { Stage.comment("", at: seconds).id }

    @Test func saysHowTheConnectionIs() {
        var stage = stage()
        #expect(stage.screen[0].hasSuffix("● live"))
        stage.send(.stream(Stage.post, .disconnected(reason: "connection refused", retryAt: stage.now + 4_000)))
        #expect(stage.screen[0].hasSuffix("away, again in 4 s"))
        #expect(stage.text.contains("connection refused"))
        stage.send(.stream(Stage.post, .connected))
        #expect(stage.screen[0].hasSuffix("● live"))
        #expect(stage.text.contains("connected again"))
    }

    @Test func repliesToWhatIsNotThereStandAlone() {
        var stage = Stage()
        let (lost, gone) = (Stage.comment("lost", at: -9), Stage.comment("gone", at: -8))
        let here = Stage.comment("here", at: -3)
        stage.comments = [here]
        stage.answers = false
        stage.open()
        stage.answerPending()
        stage.hear(Stage.comment("reply 1", at: 1, replyTo: lost.id))
        stage.hear(Stage.comment("reply 2", at: 2, replyTo: gone.id))
        stage.send(.comment(Stage.post, lost.id, .failure(RequestFailure("no answer"))))
        stage.send(.comment(Stage.post, gone.id, .success(nil)))
        #expect(stage.model.notice == nil, "it is not worth a word")
        #expect(stage.text.contains("↳ an earlier comment"))
        #expect(stage.text.contains("↳ a deleted comment"))
        stage.hear(Stage.comment("reply 3", at: 3, replyTo: here.id))
        #expect(stage.text.contains("↳ ada: here"))
        stage.hear(.delete(comment: here.id, by: "mod", reason: nil))
        #expect(stage.screen.count { $0.contains("↳ a deleted comment") } == 2)
        // Connected again, what could not be had is asked for again.
        stage.pending = []
        stage.send(.stream(Stage.post, .connected))
        stage.draw()
        #expect(stage.pending.contains(.comment(Stage.post, lost.id)))
        #expect(!stage.pending.contains(.comment(Stage.post, gone.id)))
    }

    @Test func gapsLoadOnEnter() {
        var stage = stage()
        let missed = (1...3).map { Stage.comment("missed \($0)", at: Double($0)) }
        stage.comments += missed
        stage.send(.stream(Stage.post, .gap(Gap(after: stage.comments[4].id, before: id(10), reason: .slow))))
        stage.hear(Stage.comment("after", at: 10))
        #expect(stage.text.contains("comments left out: the connection was too slow · enter loads them"))
        #expect(!stage.text.contains("missed"))
        stage.press("k", "k", "enter")
        #expect(stage.text.contains("missed 1") && stage.text.contains("missed 3"))
        #expect(!stage.text.contains("enter loads them"))
    }

    @Test func thinnedStretchesLoadOnEnter() {
        var stage = stage()
        let all = (1...9).map { Stage.comment("busy \($0)", at: Double($0) / 10) }
        stage.hear(all[0])
        stage.comments += all[1...]
        stage.send(.stream(Stage.post, .thinned(after: stage.comments[4].id, before: id(1), withheld: 8)))
        #expect(stage.text.contains("8 comments held back"))
        stage.press("k", "enter")
        #expect((1...9).allSatisfy { stage.text.contains("busy \($0)") })
        #expect(stage.screen.count { $0.contains("busy 1") } == 1)
    }

    @Test func failuresSayWhyAndAreTriedAgain() {
        var stage = stage(500)
        stage.answers = false
        for _ in 0..<10 { stage.press("pgup") }
        guard case .page(let request)? = stage.pending.first else {
            Issue.record("no page was asked for")
            return
        }
        stage.pending = []
        stage.send(.page(request, .failure(RequestFailure("no answer"))))
        stage.draw()
        #expect(stage.text.contains("not loaded: no answer · enter tries again"))
        #expect(stage.pending.isEmpty, "it is not asked for over and over")
        stage.press("g", "g")
        #expect(stage.pending == [.page(request)])
        stage.answers = true
        stage.answerPending()
        #expect(!stage.text.contains("not loaded"))
    }

    @Test func anEmptyPostSaysSo() {
        var stage = Stage()
        stage.open()
        #expect(stage.text.contains("No comments yet."))
        stage.hear(Stage.comment("first", at: 1))
        #expect(stage.text.contains("first"))
        #expect(stage.text.contains("the beginning"))
    }

    @Test func tabsCountWhatIsUnread() {
        var stage = Stage(posts: ["demo", "other"])
        stage.open()
        let other = PostID(rawValue: "other")!
        for second in 1...3 { stage.hear(Stage.comment("x", at: Double(second), post: other)) }
        stage.hear(Stage.comment("@me", at: 4, post: other))
        #expect(stage.screen[1].contains("2 other 4!"))
        stage.press("2")
        #expect(stage.screen[0].contains("other"))
        #expect(stage.model.tab.unread.count == 0)
        stage.press("tab")
        #expect(!stage.screen[1].contains("4!"))
    }

    @Test func bellRingsWhenAskedTo() {
        var stage = Stage(configuration: "bell = mention")
        stage.open()
        stage.hear(Stage.comment("hello", at: 1))
        #expect(stage.effects.isEmpty)
        stage.hear(Stage.comment("hello me", at: 2))
        #expect(stage.effects == [.bell])
    }

    @Test func measuresItsOwnLatency() {
        var stage = stage()
        for number in 1...100 {
            stage.now = Stage.noon + Int64(number) * 100 + (number == 50 ? 900 : 20)
            stage.hear(Stage.comment("x", at: Double(number) / 10))
        }
        #expect(stage.screen[0].contains("p50 20 ms"))
        #expect(stage.screen[0].contains("p99"))
    }

    @Test func strangersCantActOnTheTerminal() {
        var stage = stage()
        let hostile = "\u{1B}]0;title\u{7}\u{9B}2J\u{202E}evil\u{2066} \u{8}\u{8}\r\nx\u{E0041}"
        stage.hear(Stage.comment(hostile, by: "u\u{1B}[31m", name: "n\u{1B}[2J\nm", at: 1))
        stage.hear(Stage.comment(String(repeating: "\n", count: 1_999) + "x", at: 2))
        stage.send(.stream(Stage.post, .disconnected(reason: "\u{1B}[2J", retryAt: nil)))
        stage.press("k", "k", "enter")
        for cell in stage.frame.cells {
            #expect(!cell.character.unicodeScalars.contains { UnsafeScalars.contains($0) })
        }
    }
}
