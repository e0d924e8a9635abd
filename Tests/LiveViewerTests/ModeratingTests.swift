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

    // MARK: - The queue

    private func held(_ text: String, at second: Double, post: PostID = Stage.post, claimedBy: String? = nil)
        -> HeldComment
    {
        HeldComment(Stage.comment(text, by: "eve", at: second, post: post), claimedBy: claimedBy)
    }

    /// A moderator before a queue of three.
    private func queue() -> Stage {
        var stage = stage()
        stage.held = (1...3).map { held("held \($0)", at: Double($0)) }
        stage.now += 10_000
        stage.send(.tick)
        return stage
    }

    @Test func theQueueIsATabThatCounts() {
        var stage = queue()
        #expect(stage.screen[1] == " 1 demo  2 queue 3")
        #expect(!stage.text.contains("held 1"))
        stage.press("tab")
        #expect(stage.screen.contains { $0.hasPrefix("▌") && $0.hasSuffix("held 1") })
        #expect(stage.text.contains(" QUEUE "))
        stage.press("i")
        #expect(stage.text.contains("compose is not for the queue"))
        stage.press("1")
        #expect(stage.text.contains("comment 5"))
        stage.press("2")
        Golden.check(stage.frame, "queue")
        stage.press("Q")
        #expect(stage.text.contains("comment 5"))
        #expect(self.stage(isModerator: false).screen[1].contains("the beginning"), "viewers have no tabs")
    }

    @Test func theQueueIsDecidedOneByOne() {
        var stage = queue()
        let held = stage.held.map(\.comment)
        stage.press("Q", "j", "A")
        #expect(actions(stage) == [.approve(held[1].id)])
        #expect(!stage.text.contains("held 2"))
        // An answer from before the decision does not bring it back.
        stage.send(.held(Stage.post, .success(stage.held)))
        #expect(!stage.text.contains("held 2"))
        done(&stage)
        stage.press("g", "d")
        #expect(actions(stage) == [.reject(held[0].id)])
        stage.send(.moderated(Stage.post, .reject(held[0].id), .failure(RequestFailure("forbidden"))))
        #expect(stage.text.contains("reject: forbidden"))
        #expect(stage.text.contains("held 1"), "it waits still")
        stage.press("esc")
        #expect(stage.text.contains("comment 5"))
        stage.press("U")
        #expect(actions(stage).last == .hold(held[1].id), "the approval is undone")
    }

    @Test func aRejectionThatIsUndonePutsTheCommentBackIntoTheQueue() {
        var stage = queue()
        let target = stage.held[0].comment.id
        stage.press("Q", "d")
        stage.held.removeFirst()
        done(&stage)
        stage.press("U")
        #expect(actions(stage) == [.hold(target)])
        stage.held.insert(held("held 1", at: 1), at: 0)
        done(&stage)
        #expect(stage.text.contains("held 1") && stage.text.contains("back into the queue: done"))
    }

    @Test func aKeyNeverMeetsAnotherHeldCommentThanTheOneLookedAt() {
        var stage = queue()
        stage.press("Q", "j")
        stage.held.remove(at: 1)
        stage.now += 10_000
        stage.send(.tick)
        #expect(stage.text.contains("somebody else has decided"))
        stage.press("A")
        #expect(actions(stage).isEmpty)
        stage.press("x", "1")
        #expect(actions(stage) == [.ban(author: "eve", seconds: 60, reason: nil)])
        stage.press("j")
        #expect(!stage.text.contains("held 2"))
        #expect(stage.screen.contains { $0.hasPrefix("▌") && $0.hasSuffix("held 3") })
    }

    @Test func theQueueSaysWhichRuleHeldAComment() {
        var stage = stage()
        stage.held = [HeldComment(Stage.comment("spam", by: "eve", at: 1), claimedBy: "grace", rule: "7")]
        stage.press("Q")
        #expect(stage.text.contains("│ (held by rule 7; grace is looking at it)"))
    }

    @Test func aClockThatIsSetBackHoldsNothingUp() {
        var stage = stage()
        stage.hear(.state(PostState(slowModeSeconds: 5)))
        stage.now -= 3_600_000
        stage.held = [held("held", at: 1)]
        stage.send(.tick)
        #expect(stage.screen[1] == " 1 demo  2 queue 1", "it is asked for all the same")
        #expect(stage.model.notice == nil)
        var writer = Stage()
        writer.open()
        writer.hear(.state(PostState(slowModeSeconds: 5)))
        writer.model.tab.lastSent = writer.now
        writer.now -= 3_600_000
        writer.send(.tick)
        #expect(writer.model.slowModeLeft == 5)
    }

    @Test func moderatorsClaimWhatTheyLookAt() {
        var stage = stage()
        stage.held = [held("mine", at: 1), held("theirs", at: 2, claimedBy: "grace")]
        stage.press("Q", "v")
        #expect(actions(stage) == [.claim(stage.held[0].comment.id)])
        #expect(stage.text.contains("(you are looking at it)"))
        done(&stage)
        stage.press("v")
        #expect(actions(stage) == [.release(stage.held[0].comment.id)])
        stage.press("j", "v")
        #expect(stage.text.contains("grace is looking at it"))
        #expect(actions(stage).count == 1)
    }

    @Test func theQueueIsOfAllPosts() {
        let other = PostID(rawValue: "other")!
        var stage = Stage(posts: ["demo", "other"], isModerator: true)
        stage.held = [held("there", at: 2, post: other), held("here", at: 3)]
        stage.open()
        #expect(stage.screen[1] == " 1 demo  2 other  3 queue 2")
        stage.press("Q")
        #expect(stage.text.contains("in other"))
        stage.press("A")
        #expect(stage.pending == [.moderate(other, .approve(stage.held[0].comment.id))])
        stage.send(.moderated(other, .approve(stage.held[0].comment.id), .success(())))
        stage.press("U")
        #expect(stage.pending.last == .moderate(other, .hold(stage.held[0].comment.id)))
    }

    @Test func theQueueIsAskedForAnew() {
        var stage = stage()
        stage.press("Q")
        #expect(stage.text.contains("Nothing waits."))
        stage.held = [held("held", at: 1)]
        stage.now += 9_000
        stage.send(.tick)
        #expect(stage.text.contains("Nothing waits."))
        stage.now += 1_000
        stage.send(.tick)
        #expect(stage.text.contains("held"))
        stage.answers = false
        stage.send(.held(Stage.post, .failure(RequestFailure("forbidden"))))
        #expect(stage.text.contains("held"), "what is known stays")
    }

    // MARK: - The others

    @Test func whatOtherModeratorsDoIsTold() {
        var stage = stage()
        stage.deeds = [
            Deed(post: Stage.post, by: "me", words: "pinned a comment"),
            Deed(post: Stage.post, by: "grace", words: "deleted a comment of bob: spam"),
        ]
        stage.hear(.delete(comment: stage.comments[4].id, by: "grace", reason: "spam"))
        #expect(stage.text.contains("grace deleted a comment of bob: spam"))
        #expect(stage.text.contains("(deleted by grace: spam)"))
        // What no event tells of is asked for.
        stage.deeds = [Deed(post: nil, by: "grace", words: "banned eve")]
        stage.now += 10_000
        stage.send(.tick)
        #expect(stage.text.contains("grace banned eve"))
        var viewer = self.stage(isModerator: false)
        viewer.hear(.delete(comment: viewer.comments[4].id, by: "grace", reason: "spam"))
        #expect(!viewer.text.contains("grace"))
    }

    @Test func theLogIsAskedForOnceAtATime() {
        var stage = stage()
        stage.answers = false
        for index in 0..<3 { stage.hear(.delete(comment: stage.comments[index].id, by: "grace", reason: nil)) }
        #expect(stage.pending == [.log])
        stage.pending = []
        stage.send(.log(.success([])))
        #expect(stage.pending == [.log], "more was done meanwhile")
        stage.pending = []
        stage.send(.log(.success([])))
        #expect(stage.pending == [])
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
