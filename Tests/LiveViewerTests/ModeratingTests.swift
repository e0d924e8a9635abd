import LiveCore
import Testing

@testable import LiveViewer

@Suite struct ModeratingTests {
    private func stage(isModerator: Bool = true) -> Stage {
        var stage = Stage(isModerator: isModerator)
        stage.comments = Stage.past(5)
        stage.open()
        return stage
    }

    private func actions(_ stage: Stage) -> [Moderation] {
        stage.pending.compactMap { if case .moderate(_, let action) = $0 { action } else { nil } }
    }

    private func done(_ stage: inout Stage) {
        for action in actions(stage) { stage.send(.moderated(Stage.post, action, .success(()))) }
        stage.pending = []
    }

    @Test func actsOnTheSelectedCommentWhateverComesIn() {
        var stage = stage()
        let target = stage.comments[4].id
        stage.press("k", "D")
        for second in 1...40 { stage.hear(Stage.comment("spam", by: "bob", at: Double(second))) }
        stage.type("off topic\n")
        #expect(actions(stage) == [.delete(target, reason: "off topic")])
        done(&stage)
        stage.hear(.delete(comment: target, by: "me", reason: "off topic"))
        stage.press("U")
        #expect(actions(stage) == [.restore(target)])
        stage.press("U")
        #expect(stage.text.contains("nothing to undo"))
    }

    @Test func nothingIsUndoneThatWasNotDone() {
        var stage = stage()
        stage.press("k", "d")
        stage.send(.moderated(Stage.post, actions(stage)[0], .failure(RequestFailure("forbidden"))))
        #expect(stage.text.contains("delete: forbidden"))
        stage.press("U")
        #expect(actions(stage).count == 1)
    }

    @Test func theQueueIsDecidedOneByOne() {
        var stage = stage()
        let held = (1...3).map { Stage.comment("held \($0)", by: "eve", at: Double($0)) }
        stage.press("Q")
        #expect(stage.pending == [.held(Stage.post)])
        #expect(stage.text.contains("loading"))
        stage.pending = []
        stage.send(.held(Stage.post, .success(held)))
        #expect(stage.screen.contains { $0.hasPrefix("▌") && $0.hasSuffix("held 1") })
        stage.press("j", "A")
        #expect(actions(stage) == [.approve(held[1].id)])
        #expect(!stage.text.contains("held 2"))
        // An answer from before the decision does not bring it back.
        stage.send(.held(Stage.post, .success(held)))
        #expect(!stage.text.contains("held 2"))
        done(&stage)
        stage.press("g", "d")
        #expect(actions(stage) == [.reject(held[0].id)])
        stage.send(.moderated(Stage.post, .reject(held[0].id), .failure(RequestFailure("forbidden"))))
        #expect(stage.text.contains("reject: forbidden"))
        #expect(stage.pending.last == .held(Stage.post), "it may wait still")
        stage.send(.held(Stage.post, .success([held[0]])))
        #expect(stage.text.contains("held 1"))
        stage.press("esc")
        #expect(stage.text.contains("comment 5"))
        stage.press("U")
        #expect(actions(stage).last == .delete(held[1].id, reason: nil), "the approval is undone")
    }

    @Test func theQueueIsAskedForAnew() {
        var stage = stage()
        stage.press("Q")
        stage.send(.held(Stage.post, .success([])))
        #expect(stage.text.contains("Nothing waits."))
        stage.pending = []
        stage.now += 9_000
        stage.send(.tick)
        #expect(stage.pending == [])
        stage.now += 1_000
        stage.send(.tick)
        #expect(stage.pending == [.held(Stage.post)])
    }

    @Test func whatOtherModeratorsDoIsTold() {
        var stage = stage()
        stage.hear(.delete(comment: stage.comments[4].id, by: "grace", reason: "spam"))
        #expect(stage.text.contains("grace deleted a comment of bob: spam"))
        #expect(stage.text.contains("(deleted by grace: spam)"))
        var viewer = self.stage(isModerator: false)
        viewer.hear(.delete(comment: viewer.comments[4].id, by: "grace", reason: "spam"))
        #expect(!viewer.text.contains("grace"))
    }

    @Test func severalAreAskedFor() {
        var stage = stage()
        stage.press("k", "k", "k", "v", "v", "d")
        #expect(stage.text.contains("Delete 2 comments? Type yes:"))
        stage.type("no\n")
        #expect(actions(stage).isEmpty)
        stage.press("d")
        stage.type("yes\n")
        #expect(actions(stage).count == 2)
    }

    @Test func banningAsksForTheName() {
        var stage = stage()
        stage.press("k", "X")
        stage.type("ada\n")
        #expect(actions(stage).isEmpty)
        stage.press("X")
        stage.type("bob\n")
        #expect(actions(stage) == [.ban(author: "bob", seconds: nil, reason: nil)])
        done(&stage)
        stage.press("U")
        #expect(actions(stage) == [.unban(author: "bob")])
    }

    @Test func timesOutByMenu() {
        var stage = stage()
        stage.press("k", "x", "j", "enter")
        #expect(actions(stage) == [.ban(author: "bob", seconds: 600, reason: nil)])
        stage.press("x", "1")
        #expect(actions(stage).last == .ban(author: "bob", seconds: 60, reason: nil))
        stage.press("x", "esc")
        #expect(actions(stage).count == 2)
    }

    @Test func pinsAndLetsGo() {
        var stage = stage()
        let comment = stage.comments[4]
        stage.press("k", "P")
        #expect(actions(stage) == [.pin(comment.id)])
        stage.hear(.pin(comment))
        done(&stage)
        #expect(stage.text.contains("pinned bob comment 5"))
        stage.press("P")
        #expect(actions(stage) == [.pin(nil)])
        stage.hear(.unpin(comment: comment.id))
        done(&stage)
        stage.press("U")
        #expect(actions(stage) == [.pin(comment.id)])
    }

    @Test func viewersHaveNoneOfIt() {
        var stage = stage(isModerator: false)
        for key in ["k", "d", "D", "x", "X", "P", "U", "A"] { stage.press(key) }
        #expect(actions(stage).isEmpty)
        #expect(stage.model.layers.isEmpty)
        stage.press("?")
        #expect(
            !stage.model.layers.isEmpty
                && !PageRows.lines(of: .help, in: stage.model).contains { line in
                    String(line.cells.map(\.character)).contains("Keep its author")
                })
    }

    @Test func ownCommentsMayBeDeleted() {
        var stage = stage(isModerator: false)
        let own = Stage.comment("oops", by: "me", at: 1)
        stage.hear(own)
        stage.press("k", "d")
        #expect(actions(stage) == [.delete(own.id, reason: nil)])
    }

    @Test func deletedTextIsGoneForViewersAndStruckForModerators() {
        for isModerator in [false, true] {
            var stage = stage(isModerator: isModerator)
            let id = stage.comments[4].id
            stage.hear(.delete(comment: id, by: "mod\u{1B}[2J", reason: "rude"))
            #expect(stage.text.contains("comment 5") == isModerator)
            #expect(stage.text.contains("rude"))
            #expect(!stage.text.contains("\u{1B}"))
            stage.hear(.restore(stage.comments[4]), at: 1_001)
            #expect(stage.text.contains("comment 5"))
        }
    }

    @Test func purgesTakeMany() {
        var stage = stage(isModerator: false)
        stage.send(.stream(Stage.post, .purge(stage.comments.map(\.id), by: "mod", reason: nil)))
        #expect(stage.screen.count { $0.contains("(deleted)") } == 5)
    }

    @Test func slowOpenAndCloseAreTyped() {
        var stage = stage()
        for line in ["slow 30", "close-post", "open-post", "slow x"] {
            stage.press(":")
            stage.type(line + "\n")
        }
        #expect(actions(stage) == [.slow(seconds: 30), .open(false), .open(true)])
        #expect(stage.text.contains("slow takes seconds"))
    }
}
