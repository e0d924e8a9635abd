import LiveCore
import Testing

@testable import LiveViewer

/// What `:set` and `:save` do.
@Suite struct SettingTests {
    private func stage(_ comments: [LiveCore.Comment] = Stage.past(3)) -> Stage {
        var stage = Stage()
        stage.comments = comments
        stage.open()
        return stage
    }

    private func command(_ line: String, in stage: inout Stage) {
        stage.effects = []
        stage.press(":")
        stage.type(line + "\n")
    }

    @Test func theRateIsAskedForAtOnce() {
        var stage = stage()
        command("set max_rate 20", in: &stage)
        #expect(stage.pending == [.thin(20)])
        stage.pending = []
        command("set max_rate 20", in: &stage)
        #expect(stage.pending == [], "it is that already")
        command("set max_rate off", in: &stage)
        #expect(stage.pending == [.thin(nil)])
    }

    @Test func theMouseIsTurnedOnAtOnce() {
        var stage = stage()
        command("set mouse on", in: &stage)
        #expect(stage.effects == [.mouse(true)])
        #expect(stage.text.contains("mouse is now on"))
    }

    @Test func savesWhatIsShown() {
        var stage = stage(Stage.past(3) + [Stage.comment("two\nlines\u{1B}[2J", by: "eve", at: 0)])
        command("save talk.txt", in: &stage)
        let text = """
            2025-11-24 11:59:57 ada: comment 1
            2025-11-24 11:59:58 bob: comment 2
            2025-11-24 11:59:59 cleo: comment 3
            2025-11-24 12:00:00 eve: two
                lines\u{FFFD}[2J

            """
        #expect(stage.effects == [.save(text, to: "talk.txt")])
        command("filter @bob", in: &stage)
        command("save bob.txt", in: &stage)
        #expect(stage.effects == [.save("2025-11-24 11:59:58 bob: comment 2\n", to: "bob.txt")])
    }

    @Test func savesWhatIsMarked() {
        var stage = stage()
        stage.press("k", "k", "v")
        command("save marked.txt", in: &stage)
        #expect(stage.effects == [.save("2025-11-24 11:59:58 bob: comment 2\n", to: "marked.txt")])
    }

    @Test func saysWhatBecameOfIt() {
        var stage = stage()
        stage.send(.saved(to: "talk.txt", .failure(RequestFailure("File exists"))))
        #expect(stage.text.contains("talk.txt: File exists"))
        stage.press("j")
        stage.send(.saved(to: "other.txt", .success(())))
        #expect(stage.model.notices.last?.text == "saved to other.txt")
    }
}
