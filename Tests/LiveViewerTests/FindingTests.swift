import LiveCore
import Testing

@testable import LiveViewer

@Suite struct FindingTests {
    private func stage(_ comments: [LiveCore.Comment]) -> Stage {
        var stage = Stage()
        stage.comments = comments
        stage.open()
        return stage
    }

    private func selected(_ stage: Stage) -> String? { stage.model.tab.selectedItem?.comment.content }

    @Test func searchesWhatIsLoaded() {
        var stage = stage(Stage.past(60))
        stage.press("/")
        stage.type("COMMENT 5\n")
        #expect(selected(stage) == "comment 59")
        stage.press("n")
        #expect(selected(stage) == "comment 58")
        stage.press("N")
        #expect(selected(stage) == "comment 59")
        stage.press("esc")
        #expect(stage.model.tab.search == nil)
    }

    @Test func searchGoesOnToTheServer() {
        var stage = stage(Stage.past(12_000))
        stage.press("/")
        stage.type("comment 77\n")
        #expect(selected(stage) == "comment 7799", "beyond what one call looks at")
        stage.draw()
        #expect(stage.text.contains("comment 7799"))
        stage.press("G", "/")
        stage.type("comment 1\n")
        #expect(selected(stage)?.hasPrefix("comment 1") == true)
        stage.press("/")
        stage.type("not there at all\n")
        #expect(stage.text.contains("no earlier match of \"not there at all\""))
    }

    @Test func whatIsFoundJoinsItsNeighbours() {
        var stage = stage(Stage.past(3_000))
        stage.press("/")
        stage.type("comment 1500\n")
        #expect(selected(stage) == "comment 1500")
        for _ in 0..<200 where stage.model.tab.scroll != .following { stage.press("pgdn") }
        #expect(stage.text.contains("comment 3000"))
        let numbers = stage.model.tab.timeline.entries.compactMap {
            $0.item?.comment.content.split(separator: " ").last
        }
        .compactMap { Int($0) }
        #expect(numbers == Array(numbers[0]...3_000), "nothing is missing on the way down")
    }

    @Test func filtersByTextAndAuthor() {
        var stage = stage(Stage.past(60))
        stage.press("&")
        stage.type("@bob\n")
        #expect(stage.text.contains("only by bob"))
        #expect(!stage.text.contains(" ada "))
        stage.hear(Stage.comment("hidden", by: "ada", at: 1))
        stage.hear(Stage.comment("shown", by: "bob", at: 2))
        #expect(!stage.text.contains("hidden") && stage.text.contains("shown"))
        stage.press("esc")
        #expect(stage.text.contains("hidden"))
        stage.press("&")
        stage.type("comment 59\n")
        #expect(stage.screen.count { $0.contains("comment") && $0.contains("│") } == 1)
        stage.press("&")
        #expect(stage.model.tab.timeline.filter == nil, "again for everything")
    }

    @Test func whatWasTypedIsThereAgain() {
        var stage = stage(Stage.past(60))
        for text in ["comment 5", "comment 7"] {
            stage.press("/")
            stage.type(text + "\n")
        }
        stage.press("/", "up", "up")
        #expect(stage.screen.last == "/comment 5")
        stage.press("down", "down", "esc", "&", "up")
        #expect(stage.screen.last == "&", "a filter is no search")
        stage.press("esc", "/", "up", "enter")
        #expect(stage.model.tab.search?.text == "comment 7")
    }

    @Test func qIsForQuitAsEverywhere() {
        for isModerator in [false, true] {
            var stage = Stage(isModerator: isModerator)
            stage.open()
            stage.press(":")
            stage.type("q\n")
            #expect(stage.effects == [.quit])
        }
    }

    @Test func theBeginningIsShownWhole() {
        var stage = stage(Stage.past(3_000))
        stage.press(":")
        stage.type("goto start\n")
        #expect(stage.screen[1].contains("the beginning"))
        #expect(stage.screen[3].hasSuffix("comment 1"))
    }

    @Test func theStatusLineSaysWhatACommandIs() {
        var stage = stage(Stage.past(3))
        stage.press(":")
        #expect(stage.text.contains(" COMMAND "))
        stage.type("re")
        #expect(stage.text.contains("reply reconnect redraw"))
        #expect(!stage.text.contains("restore"), "what only moderators may is no choice")
        stage.type("p")
        #expect(stage.text.contains("reply [TEXT]: answer the selected comment"))
        stage.type("ly to that")
        #expect(stage.text.contains("reply [TEXT]: answer the selected comment"))
        stage.press("esc")
        #expect(stage.text.contains(" NAV "))
        stage.press("i")
        stage.type("/rec")
        #expect(stage.text.contains("reconnect: connect anew"))
        stage.press("ctrl+u")
        stage.type("//rec")
        #expect(!stage.text.contains("connect anew"), "a comment that begins with a slash")
    }

    @Test func threads() {
        let root = Stage.comment("root", by: "ada", at: -100)
        let answer = Stage.comment("answer", by: "bob", at: -50, replyTo: root.id)
        let deeper = Stage.comment("deeper", by: "cleo", at: -20, replyTo: answer.id)
        var stage = stage([root, Stage.comment("other", at: -70), answer, deeper])
        #expect(stage.text.contains("↳ bob: answer"))
        stage.press("k", "t")
        #expect(["root", "answer", "deeper"].allSatisfy(stage.text.contains) && !stage.text.contains("other"))
        stage.hear(Stage.comment("more", at: 1, replyTo: deeper.id))
        stage.hear(Stage.comment("aside", at: 2))
        #expect(stage.text.contains("more") && !stage.text.contains("aside"))
        stage.press("p")
        #expect(selected(stage) == "answer")
        stage.press("esc")
        #expect(stage.text.contains("other"))
    }

    @Test func parentsAreFetched() {
        var all = Stage.past(400)
        all.append(Stage.comment("an answer", by: "bob", at: 1, replyTo: all[0].id))
        var stage = stage(all)
        #expect(stage.text.contains("↳ ada: comment 1"))
        stage.press("k", "p")
        #expect(selected(stage) == "comment 1")
    }

    @Test func mentionsStandOutAndAreFound() {
        var stage = stage(Stage.past(60))
        stage.hear(Stage.comment("hey @me, look", at: 1))
        for second in 2...30 { stage.hear(Stage.comment("and me too? meme", by: "me", at: Double(second))) }
        stage.press("[")
        #expect(selected(stage) == "hey @me, look")
        stage.press("]")
        #expect(stage.text.contains("no later mention"))
    }

    @Test func answersToOnesOwnAreMentions() {
        var stage = stage([Stage.comment("mine", by: "me", at: -5)])
        stage.hear(Stage.comment("so it is", by: "ada", at: 1, replyTo: stage.comments[0].id))
        #expect(stage.model.tab.timeline.newest?.isMention == true)
    }

    @Test func detailsShowTheAuthorsOwnId() {
        var stage = stage([Stage.comment("see https://example.org/x", by: "u-99", name: "ada", at: -5)])
        stage.press("k", "enter")
        #expect(stage.text.contains("author id u-99"))
        #expect(stage.text.contains("2025-11-24 Mon 11:59:55"))
        stage.press("o")
        #expect(stage.effects == [.openLink("https://example.org/x")])
    }

    @Test func copies() {
        var stage = stage(Stage.past(5))
        stage.press("k", "y", "Y")
        #expect(stage.effects == [.copy("comment 5"), .copy(stage.comments[4].id.description)])
        stage.press("k", "v", "v", "y")
        #expect(stage.effects.last == .copy("comment 4\ncomment 5"))
        stage.now += 7_000
        stage.send(.tick)
        #expect(stage.text.contains("2 marked · y copies them · esc lets go"))
        stage.press("esc")
        #expect(stage.model.tab.marked.isEmpty)
    }

    @Test func severalLinksAreAChoice() {
        var stage = stage([Stage.comment("https://a.example and https://b.example", at: -5)])
        stage.press("k", "o", "2")
        #expect(stage.effects == [.openLink("https://b.example")])
    }
}
