import LiveCore
import Testing

@testable import LiveViewer

@Suite struct WritingTests {
    private func stage(_ count: Int = 5, isModerator: Bool = false) -> Stage {
        var stage = Stage(isModerator: isModerator)
        stage.comments = Stage.past(count)
        stage.open()
        return stage
    }

    private func sends(_ stage: Stage) -> [SendRequest] {
        stage.pending.compactMap { if case .send(let request) = $0 { request } else { nil } }
    }

    private func accept(_ stage: inout Stage, at seconds: Double = 1) -> LiveCore.Comment {
        let request = sends(stage)[0]
        stage.pending.removeAll()
        let comment = Stage.comment(request.comment.content, by: request.comment.author, at: seconds)
        stage.send(.sent(request, .success(.accepted(comment))))
        stage.draw()
        return comment
    }

    @Test func aCommentIsShownAtOnceAndSettled() {
        var stage = stage()
        stage.press("i")
        stage.type("hello there\n")
        #expect(stage.text.contains("… "), "it is pending")
        #expect(stage.text.contains("│ hello there"))
        #expect(sends(stage).map(\.comment.content) == ["hello there"])
        let comment = accept(&stage)
        stage.hear(comment)
        #expect(stage.screen.count { $0.contains("hello there") } == 1, "the stream and the receipt bring one comment")
        #expect(stage.model.tab.outbox.isEmpty)
    }

    @Test func theStreamMayBringItBeforeTheReceipt() {
        var stage = stage()
        stage.press("i")
        stage.type("hello there\n")
        let request = sends(stage)[0]
        let comment = Stage.comment("hello there", by: "me", at: 1)
        stage.hear(comment)
        stage.send(.sent(request, .success(.accepted(comment))))
        #expect(stage.screen.count { $0.contains("hello there") } == 1)
    }

    @Test func failuresStayAndAreSentAgainUnderTheSameKey() {
        var stage = stage()
        stage.press("i")
        stage.type("hello\n")
        let request = sends(stage)[0]
        stage.pending = []
        stage.send(.sent(request, .failure(RequestFailure("too fast", retryAfter: 3))))
        #expect(stage.text.contains("not sent: too fast"))
        #expect(stage.text.contains("again in 3 s"))
        stage.press("esc", "k", "enter")
        #expect(sends(stage) == [request])
        _ = accept(&stage)
        #expect(stage.model.tab.outbox.isEmpty)
    }

    @Test func failuresCanBeDropped() {
        var stage = stage()
        stage.press("i")
        stage.type("hello\n")
        stage.send(.sent(sends(stage)[0], .failure(RequestFailure("no"))))
        stage.press("esc", "k", "d")
        #expect(stage.model.tab.outbox.isEmpty)
        #expect(!stage.text.contains("not sent: no ·"))
    }

    @Test func draftsSurvive() {
        var stage = Stage(posts: ["demo", "other"])
        stage.comments = Stage.past(5)
        stage.open()
        stage.press("i")
        stage.type("a draft")
        stage.press("esc", "tab")
        #expect(!stage.text.contains("a draft"))
        stage.resize(40, 10)
        stage.send(.stream(Stage.post, .disconnected(reason: "gone", retryAt: nil)))
        stage.press("tab")
        #expect(stage.text.contains("a draft"))
        stage.press("i", "ctrl+c")
        #expect(!stage.text.contains("a draft"))
        stage.press("up")
        #expect(stage.text.contains("a draft"), "what was cleared can be had back")
        #expect(stage.effects.isEmpty)
        stage.press("ctrl+c", "ctrl+c")
        #expect(stage.effects == [.quit])
    }

    @Test func pasteIsADraft() {
        var stage = stage()
        stage.send(.paste("one\ntwo\r\nthree"))
        #expect(stage.model.mode == .insert)
        #expect(sends(stage).isEmpty)
        #expect(stage.model.tab.composer.editor.text == "one\ntwo\nthree")
        stage.press("enter")
        #expect(sends(stage).map(\.comment.content) == ["one\ntwo\nthree"])
    }

    @Test func newlinesAreTyped() {
        var stage = stage()
        stage.press("i")
        stage.type("one")
        stage.press("alt+enter")
        stage.type("two\n")
        #expect(sends(stage).map(\.comment.content) == ["one\ntwo"])
    }

    @Test func completesNames() {
        var stage = stage()
        stage.hear(Stage.comment("x", by: "u1", name: "Cleopatra", at: 1))
        stage.press("i")
        stage.type("hi @c")
        stage.press("tab")
        #expect(stage.model.tab.composer.editor.text == "hi @Cleopatra")
        stage.press("tab")
        #expect(stage.model.tab.composer.editor.text == "hi @cleo")
        stage.press("tab")
        #expect(stage.model.tab.composer.editor.text == "hi @Cleopatra")
        stage.press("ctrl+c")
        stage.type("/timest")
        stage.press("tab")
        #expect(stage.model.tab.composer.editor.text == "/timestamps")
    }

    @Test func repliesNameWhatTheyAnswer() {
        var stage = stage()
        stage.press("k", "r")
        #expect(stage.screen.last?.hasPrefix("me ↳ bob>") == true)
        stage.type("yes\n")
        #expect(sends(stage).first?.comment.replyTo == stage.comments.last?.id)
        stage.press("esc", "k", "k", "@")
        #expect(stage.model.tab.composer.editor.text == "@bob ")
    }

    @Test func whatIsSentAtTheEndIsSeen() {
        var stage = stage()
        stage.press("k", "k", "r")
        stage.type("at the end\n")
        #expect(stage.model.tab.scroll == .following)
        for second in 1...40 { stage.hear(Stage.comment("more", by: "bob", at: Double(second))) }
        stage.press("esc", "pgup", "k", "r")
        stage.type("far from it\n")
        #expect(stage.model.tab.scroll != .following, "what is being read stays")
    }

    @Test func slowModeCountsDownAndKeepsTheDraft() {
        var stage = stage()
        stage.hear(.state(PostState(slowModeSeconds: 10)))
        stage.press("i")
        stage.type("one\n")
        _ = accept(&stage)
        stage.type("two\n")
        #expect(sends(stage).isEmpty)
        #expect(stage.model.tab.composer.editor.text == "two")
        #expect(stage.text.contains("slow mode: in 10 s"))
        stage.now += 7_000
        stage.send(.tick)
        #expect(stage.text.contains("slow mode: next in 3 s"))
        stage.now += 3_000
        stage.press("enter")
        #expect(sends(stage).map(\.comment.content) == ["two"])
    }

    @Test func closedPostsKeepTheDraft() {
        var stage = stage()
        stage.hear(.state(PostState(isOpen: false)))
        stage.press("i")
        stage.type("one\n")
        #expect(sends(stage).isEmpty && stage.model.tab.composer.editor.text == "one")
        #expect(stage.text.contains("closed; your draft is kept"))
        stage.hear(.state(PostState()), at: 1_001)
        #expect(stage.text.contains("open again"), "what is no longer so is not said any more")
    }

    @Test func whatWasDoneBeforeTheStartIsNoNews() {
        var stage = stage()
        stage.hear(.state(PostState(isOpen: false, slowModeSeconds: 30)), at: -60)
        #expect(stage.screen[0].contains("closed · slow 30 s"))
        #expect(stage.model.notice == nil)
    }

    @Test func countsNearTheLimit() {
        var stage = stage()
        stage.press("i")
        stage.send(.paste(String(repeating: "x", count: 1_900)))
        #expect(stage.text.contains("100 characters left"))
        stage.send(.paste(String(repeating: "x", count: 150)))
        #expect(stage.text.contains("50 characters too many"))
        stage.press("enter")
        let sent = sends(stage).count
        #expect(sent == 0)
        #expect(stage.text.contains("too long"))
        stage.press("ctrl+c")
        stage.send(.paste(String(repeating: "👨‍👩‍👧‍👦", count: 310)))
        #expect(stage.text.contains("bytes left"))
    }

    @Test func slashCommandsAreNotSent() {
        var stage = stage()
        stage.press("i")
        stage.type("/timestamps\n")
        #expect(stage.model.settings.timestamps == .relative)
        stage.type("//etc/passwd\n")
        #expect(sends(stage).map(\.comment.content) == ["/etc/passwd"])
        stage.type("/tmestamps\n")
        #expect(stage.text.contains("did you mean timestamps?"))
        stage.type("/quit\n")
        #expect(stage.effects == [.quit])
    }

    @Test func searchesHistory() {
        var stage = stage()
        stage.press("i")
        stage.type("first thing\nsecond thing\n")
        stage.press("ctrl+r")
        stage.type("thing")
        #expect(stage.model.tab.composer.editor.text == "second thing")
        stage.press("ctrl+r")
        #expect(stage.model.tab.composer.editor.text == "first thing")
        stage.press("enter")
        #expect(stage.model.tab.composer.historySearch == nil)
        #expect(sends(stage).count == 2, "Enter takes the line, and does not send it")
        stage.press("enter")
        #expect(sends(stage).count == 3)
    }

    @Test func theEditorChangesTheDraft() {
        var stage = stage()
        stage.press("i")
        stage.type("draft")
        stage.press("ctrl+x", "ctrl+e")
        #expect(stage.effects == [.edit("draft")])
        stage.send(.edited(.success("better\n")))
        #expect(stage.model.tab.composer.editor.text == "better")
    }

    @Test func withoutAnAuthorNothingIsWritten() {
        var stage = Stage(author: nil)
        stage.open()
        stage.press("i")
        #expect(stage.model.mode == .nav)
        #expect(stage.text.contains("say who you are"))
        stage.send(.paste("x"))
        #expect(stage.model.mode == .nav)
    }
}
