import LiveCore
import Testing

@testable import LiveViewer

@Suite struct ScrollTests {
    private func stage(_ count: Int, width: Int = 80, height: Int = 24) -> Stage {
        var stage = Stage(width: width, height: height)
        stage.comments = Stage.past(count)
        stage.open()
        return stage
    }

    /// The rows of the list.
    private func list(_ stage: Stage) -> ArraySlice<String> {
        let layout = ScreenLayout(stage.model)
        return stage.screen[layout.list]
    }

    /// The comments on the screen, without drawing it.
    private func contents(_ stage: Stage) -> [String] {
        stage.model.viewport.visible.compactMap {
            $0.place.comment.flatMap(stage.model.tab.timeline.item)?.comment.content
        }
    }

    @Test func opensWithTheLastPage() {
        let stage = stage(250)
        #expect(list(stage).last?.hasSuffix("comment 250") == true)
        #expect(stage.model.tab.timeline.entries.count == 1 + PageRequest.size)
    }

    @Test func followsWhatComesIn() {
        var stage = stage(50)
        stage.hear(Stage.comment("hello", at: 1))
        #expect(list(stage).last?.hasSuffix("hello") == true)
        #expect(stage.model.tab.unread.count == 0)
    }

    @Test func scrollingUpHoldsTheList() {
        var stage = stage(90)
        stage.press("pgup")
        let before = list(stage)
        for second in 1...12 { stage.hear(Stage.comment("new \(second)", at: Double(second))) }
        #expect(list(stage).dropLast() == before.dropLast(), "nothing that is read has moved")
        #expect(stage.text.contains("12 new below"))
        stage.press("G")
        #expect(list(stage).last?.hasSuffix("new 12") == true)
        #expect(!stage.text.contains("new below"))
    }

    @Test func historyLoadsWithoutMovingWhatIsRead() {
        var stage = stage(5_000)
        stage.answers = false
        stage.press("pgup", "pgup", "pgup", "pgup")
        #expect(!stage.pending.isEmpty)
        let before = list(stage)
        let count = stage.model.tab.timeline.entries.count
        stage.answerPending()
        #expect(stage.model.tab.timeline.entries.count > count)
        #expect(list(stage).filter { $0.contains("comment") } == before.filter { $0.contains("comment") })
    }

    @Test func scrollsToTheFirstOf5000WithBoundedMemory() {
        var stage = stage(5_000, height: 60)
        var seen: Set<String> = []
        var pages = 0
        while !contents(stage).contains("comment 1"), pages < 1_000 {
            seen.formUnion(contents(stage))
            stage.press("pgup")
            pages += 1
            #expect(stage.model.tab.timeline.entries.count <= Model.kept * 5 / 4 + PageRequest.size + 5)
        }
        seen.formUnion(contents(stage))
        #expect(seen.count == 5_000, "every comment has been on the screen")
        #expect(stage.text.contains("the beginning"))
        stage.press("G")
        #expect(list(stage).last?.hasSuffix("comment 5000") == true)
        // And down again, through what was dropped.
        stage.press("g")
        pages = 0
        seen = []
        while stage.model.tab.scroll != .following, pages < 1_000 {
            seen.formUnion(contents(stage))
            stage.press("pgdn")
            pages += 1
        }
        seen.formUnion(contents(stage))
        #expect(seen.count > 1_000)
        #expect(list(stage).last?.hasSuffix("comment 5000") == true)
    }

    /// However fast the keys come, and however slow the server is.
    @Test(arguments: [("pgdn", "pgup"), ("j", "k"), ("ctrl+d", "ctrl+u")])
    func nothingThatIsToComeIsPassedOver(down: String, up: String) {
        var stage = stage(5_000)
        stage.press(":")
        stage.type("goto start\n")
        stage.press("g")
        stage.answers = false
        for _ in 0..<300 { stage.press(down) }
        #expect(contents(stage).last.map { $0 != "comment 5000" } == true)
        #expect(list(stage).last?.contains("loading") == true)
        for _ in 0..<3 { stage.answerPending() }
        #expect(list(stage).last?.contains("comment 1") == true, "what came in follows what was read")
        stage.press("G")
        for _ in 0..<300 { stage.press(up) }
        func first() -> Int { contents(stage).first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0 }
        #expect(first() > 4_000)
        // Without a connection it will not come in, and what is behind it can be had.
        stage.send(.stream(Stage.post, .disconnected(reason: "gone", retryAt: nil)))
        stage.press(up, up)
        #expect(first() < 4_000)
    }

    @Test func everyCommentIsSeenOnTheWayDown() {
        var stage = stage(3_000, height: 60)
        stage.press(":")
        stage.type("goto start\n")
        var seen: Set<String> = []
        for _ in 0..<1_000 where stage.model.tab.scroll != .following {
            seen.formUnion(contents(stage))
            stage.press("pgdn")
        }
        seen.formUnion(contents(stage))
        #expect(seen.count == 3_000)
    }

    @Test func selectionHoldsAndFollows() {
        var stage = stage(50)
        stage.press("k", "k")
        let selected = stage.model.tab.selection
        #expect(stage.model.tab.selectedItem?.comment.content == "comment 49")
        for second in 1...30 { stage.hear(Stage.comment("new \(second)", at: Double(second))) }
        #expect(stage.model.tab.selection == selected)
        stage.press("j", "j")
        #expect(stage.model.tab.selectedItem?.comment.content == "new 1")
        stage.press("G")
        #expect(stage.model.tab.selection == nil)
        stage.press("k", "j")
        #expect(stage.model.tab.scroll == .following, "past the last comment the list goes on")
    }

    @Test func keepsItsPlaceThroughResizesAndDeletes() {
        var stage = stage(90)
        stage.press("pgup", "k", "k", "k")
        let selected = stage.model.tab.selectedItem?.comment
        for (width, height) in [(40, 10), (200, 60), (60, 12), (1, 1), (80, 24)] { stage.resize(width, height) }
        #expect(stage.model.tab.selectedItem?.comment == selected)
        #expect(list(stage).contains { $0.contains("▌") })
        stage.hear(.delete(comment: selected!.id, by: "mod", reason: nil))
        #expect(stage.model.tab.selection == Place(comment: selected!.id))
        #expect(list(stage).contains { $0.contains("▌") && $0.contains("(deleted)") })
    }

    @Test func filteredHistoryDoesNotLoadForEver() {
        var stage = stage(5_000)
        stage.press("&")
        stage.type("nothing at all like it\n")
        #expect(stage.model.tab.timeline.entries.count < 3_000)
        #expect(stage.text.contains("enter loads them"))
    }

    @Test func unreadLineStandsWhereTheListWasLeft() {
        var stage = stage(10)
        stage.send(.focus(false))
        for second in 1...3 { stage.hear(Stage.comment("new \(second)", at: Double(second))) }
        stage.send(.focus(true))
        stage.draw()
        let rows = list(stage)
        let line = rows.firstIndex { $0.contains("── new ──") }
        #expect(line != nil && rows[line! + 1].hasSuffix("new 1"))
    }

    @Test func wheelScrolls() {
        var stage = stage(90)
        let before = list(stage)
        stage.send(.mouse(Mouse(.wheelUp, row: 5, column: 5)))
        #expect(list(stage).dropFirst(3).dropLast().elementsEqual(before.dropLast(4)))
        stage.send(.mouse(Mouse(.wheelDown, row: 5, column: 5)))
        #expect(stage.model.tab.scroll == .following)
        #expect(list(stage) == before)
        stage.send(.mouse(Mouse(.press, row: 5, column: 5)))
        #expect(stage.model.tab.selection != nil)
    }

    @Test func whatIsLookedForComesWithWhatIsAroundIt() {
        var stage = stage(90)
        stage.press("/")
        stage.type("comment 30\n")
        let rows = list(stage)
        let row = rows.firstIndex { $0.contains("▌") }.map { rows.distance(from: rows.startIndex, to: $0) }
        #expect(row.map { (5...15).contains($0) } == true, "\(stage.text)")
        stage.press("n", "esc", "k")
        #expect(stage.model.tab.selectedItem?.comment.content == "comment 29", "nothing is found before it")
    }

    @Test func theWheelScrollsToTheFirst() {
        var stage = stage(5_000)
        for _ in 0..<3_000 where !contents(stage).contains("comment 1") {
            stage.send(.mouse(Mouse(.wheelUp, row: 5, column: 5)))
            stage.draw()
        }
        #expect(contents(stage).contains("comment 1"))
    }

    @Test func theMouseGoesToTabsAndToWhatIsNew() {
        var stage = Stage(posts: ["demo", "other"])
        stage.comments = Stage.past(90)
        stage.open()
        stage.send(.mouse(Mouse(.press, row: 1, column: 12)))
        #expect(stage.model.front == 1)
        stage.send(.mouse(Mouse(.press, row: 1, column: 70)))
        stage.send(.mouse(Mouse(.press, row: 1, column: 3)))
        #expect(stage.model.front == 0)
        stage.press("pgup")
        stage.hear(Stage.comment("new", at: 1))
        stage.send(.mouse(Mouse(.press, row: 21, column: 40)))
        #expect(stage.model.tab.scroll == .following)
    }

    @Test(arguments: [0, 1, 3, 40])
    func scrollingNeverCrashes(count: Int) {
        var stage = stage(count)
        let keys = [
            "pgup", "pgdn", "ctrl+u", "ctrl+d", "g", "G", "k", "j", "k", "enter", "esc", "=", "u", "[", "]", "n", "N",
            "p", "t", "o", "y", "v", "esc", "x", "d", "b", "space",
        ]
        for key in keys + keys.reversed() { stage.press(key) }
        for (width, height) in [(0, 0), (39, 9), (40, 10), (500, 3), (3, 500)] {
            stage.resize(width, height)
            for key in keys { stage.press(key) }
            _ = stage.frame
        }
    }

    @Test func onesOwnCommentIsNeverNew() {
        var stage = Stage()
        stage.comments = Stage.past(3)
        stage.open()
        stage.send(.focus(false))
        stage.hear(Stage.comment("mine", by: "me", at: 1))
        stage.hear(Stage.comment("theirs", at: 2))
        stage.hear(Stage.comment("mine again", by: "me", at: 3))
        stage.hear(Stage.comment("more of theirs", at: 4))
        let rows = stage.screen.filter { $0.contains("── new") || $0.contains("mine") || $0.contains("theirs") }
        #expect(rows.map { $0.contains("── new") } == [false, true, false, false, false], "\(rows)")
    }
}
