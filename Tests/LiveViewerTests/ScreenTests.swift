import Foundation
import LiveCore
import TestSupport
import Testing

@testable import LiveViewer

/// Every screen as a golden frame: see ``Golden``.
@Suite struct ScreenTests {
    private func chat(_ stage: Stage) -> Stage {
        var stage = stage
        stage.comments = Samples.texts.enumerated().map { index, text in
            Stage.comment(
                text, by: "viewer_\(index % Samples.names.count)", name: Samples.names[index % Samples.names.count],
                at: Double(index * 7 - 200))
        }
        stage.comments.append(
            Stage.comment("an answer to that", by: "bob", at: -1, replyTo: stage.comments[14].id))
        stage.open()
        return stage
    }

    @Test(arguments: [(40, 10), (80, 24), (200, 60)])
    func list(width: Int, height: Int) {
        Golden.check(chat(Stage(width: width, height: height)).frame, "list-\(width)x\(height)")
    }

    @Test(arguments: [("none", ColorDepth.none), ("ansi", .ansi), ("truecolor", .trueColor)])
    func colors(name: String, depth: ColorDepth) {
        var stage = chat(Stage(width: 60, height: 16, colors: depth))
        stage.press("k")
        Golden.check(stage.frame, "list-\(name)")
    }

    @Test func withoutUTF8() {
        var stage = chat(Stage(width: 60, height: 24, isUTF8: false))
        stage.press("k", "k")
        stage.hear(Stage.comment("new", at: 1))
        Golden.check(stage.frame, "list-ascii")
    }

    @Test func everyKindOfLine() {
        var stage = Stage(width: 80, height: 24, isModerator: true)
        stage.comments = Stage.past(3)
        stage.open()
        stage.hear(Stage.comment("next day", by: "bob", at: 86_400))
        stage.hear(.delete(comment: stage.comments[1].id, by: "mod", reason: "off topic"))
        let last = stage.comments[3].id
        stage.send(
            .stream(Stage.post, .gap(Gap(after: last, before: Stage.comment("", at: 86_500).id, reason: .expired))))
        stage.hear(Stage.comment("after the gap", at: 86_500))
        stage.send(.focus(false))
        stage.hear(Stage.comment("you have not seen this", at: 86_501))
        stage.send(.focus(true))
        stage.send(.stream(Stage.post, .thinned(after: last, before: Stage.comment("", at: 86_600).id, withheld: 480)))
        stage.hear(.pin(stage.comments[0]))
        stage.hear(.state(PostState(slowModeSeconds: 30)), at: 86_700)
        stage.now = Stage.noon + 86_700_000
        stage.press("i")
        for text in ["taken", "on its way", "refused"] { stage.type(text + "\n") }
        let requests = stage.pending.compactMap { if case .send(let request) = $0 { request } else { nil } }
        stage.send(.sent(requests[0], .success(.held)))
        stage.send(.sent(requests[2], .failure(RequestFailure("rule: links", retryAfter: 12))))
        stage.now += 7_000
        stage.send(.tick)
        Golden.check(stage.frame, "lines")
    }

    @Test(arguments: [(40, 10), (80, 24)])
    func composing(width: Int, height: Int) {
        var stage = chat(Stage(width: width, height: height))
        stage.press("k", "r")
        stage.send(.paste("日本語と👨‍👩‍👧‍👦\nand a second line that is long enough to be wrapped once or twice, even here"))
        Golden.check(stage.frame, "compose-\(width)x\(height)")
    }

    @Test(arguments: [(40, 10), (80, 24), (200, 60)])
    func help(width: Int, height: Int) {
        var stage = chat(Stage(width: width, height: height))
        stage.press("?")
        Golden.check(stage.frame, "help-\(width)x\(height)")
    }

    @Test func held() {
        var stage = chat(Stage(width: 60, height: 12))
        stage.press("k", "k")
        for second in 1...12 { stage.hear(Stage.comment(second == 3 ? "hi me" : "new", at: Double(second))) }
        Golden.check(stage.frame, "held")
    }

    @Test func details() {
        var stage = chat(Stage(width: 60, height: 16))
        stage.press("k", "enter")
        Golden.check(stage.frame, "details")
    }

    @Test func prompts() {
        var stage = chat(Stage(width: 60, height: 12, isModerator: true))
        stage.press("k", "X")
        Golden.check(stage.frame, "prompt-ban")
        stage.press("esc", "/")
        stage.type("link")
        Golden.check(stage.frame, "prompt-search")
        stage.press("enter")
        Golden.check(stage.frame, "found")
    }

    @Test func menus() {
        var stage = chat(Stage(width: 60, height: 12, isModerator: true))
        stage.press("k", "x", "j")
        Golden.check(stage.frame, "menu")
    }

    @Test func tabs() {
        var stage = chat(Stage(width: 60, height: 12, posts: ["demo", "other", "a-post-with-a-rather-long-name"]))
        for second in 1...3 {
            stage.hear(Stage.comment("x", at: Double(second), post: PostID(rawValue: "other")!))
        }
        Golden.check(stage.frame, "tabs")
    }

    @Test func theTabInFrontIsAlwaysThere() {
        var stage = chat(Stage(width: 60, height: 12, posts: ["demo"] + (2...40).map { "post-\($0)" }))
        stage.press(":")
        stage.type("tab 33\n")
        Golden.check(stage.frame, "tabs-many")
        for (tab, width) in [(1, 40), (12, 40), (40, 200), (40, 40)] {
            stage.resize(width, 12)
            stage.press(":")
            stage.type("tab \(tab)\n")
            let title = tab == 1 ? " 1 demo " : " \(tab) post-\(tab) "
            #expect(stage.screen[1].appending(" ").contains(title), "\(stage.screen[1])")
        }
    }

    @Test func away() {
        var stage = chat(Stage(width: 60, height: 12))
        stage.send(.stream(Stage.post, .disconnected(reason: "connection refused", retryAt: stage.now + 4_000)))
        Golden.check(stage.frame, "away")
    }

    @Test func bareAndRelativeTimes() {
        var stage = chat(Stage(width: 60, height: 14))
        stage.press("T")
        Golden.check(stage.frame, "relative")
        stage.press("L")
        Golden.check(stage.frame, "bare")
    }

    @Test func emptyAndTooSmall() {
        var stage = Stage(width: 60, height: 12)
        stage.open()
        Golden.check(stage.frame, "empty")
        stage.resize(30, 8)
        Golden.check(stage.frame, "too-small")
    }

    /// Blank lines around a text take no room; those within it are part of what is drawn with it.
    @Test func textsHaveNoBlankEnds() {
        var stage = Stage(width: 80, height: 24)
        stage.comments = [
            Stage.comment(String(repeating: "\n", count: 50) + "far down\n \n\u{3000}\n", at: -3),
            Stage.comment("above\n\nbelow", at: -2),
        ]
        stage.open()
        #expect(
            stage.screen[3...].prefix(4).map { $0.split(separator: "│").last.map(String.init) ?? "" }
                == [" far down", " above", "", " below"].map { $0.isEmpty ? String(repeating: " ", count: 22) : $0 })
    }

    /// Whatever keys are bound to, the screen names those in force.
    @Test func keysAreNamedAsTheyAreBound() {
        var stage = Stage(
            configuration: "[keys.nav]\nenter = none\ne = open\nd = none\n/ = none\nG = none\nend = none")
        stage.comments = [Stage.comment((1...30).map(String.init).joined(separator: "\n"), at: -3)]
        stage.open()
        #expect(stage.text.contains("goes on: e shows all of it"))
        stage.press("n")
        #expect(stage.text.contains(":search begins"))
        stage.press("k")
        for second in 1...30 { stage.hear(Stage.comment("more", at: Double(second))) }
        #expect(stage.text.contains(" new below · ctrl+end ↓"))
        stage.press("i")
        stage.type("refused\n")
        guard case .send(let request) = stage.pending.last else { return #expect(Bool(false), "not sent") }
        stage.send(.sent(request, .failure(RequestFailure("no"))))
        stage.press("esc", "ctrl+end")
        #expect(stage.text.contains("e sends it again, :delete drops it"))
    }

    /// Real chats, which may not be committed: nothing may stick out, and every row is filled by its cells.
    @Test(arguments: ["ja_niconico_comments", "zh_bilibili_danmaku", "ar_tweets_emoji", "en_ubuntu_irc"])
    func realChats(name: String) throws {
        guard let file = SharedData.file("chat/\(name).jsonl") else { return }
        struct Line: Decodable {
            let author: String
            let text: String
        }
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").prefix(1_000)
        for (width, height) in [(40, 10), (80, 24), (200, 60)] {
            var stage = Stage(width: width, height: height)
            stage.open()
            for (index, json) in lines.enumerated() {
                let line = try JSONDecoder().decode(Line.self, from: Data(json.utf8))
                stage.send(
                    .stream(Stage.post, .event(Event(Stage.comment(line.text, by: line.author, at: Double(index))))))
                if index % 50 == 0 { check(stage.frame) }
            }
        }
    }

    @Test func naughtyStrings() throws {
        guard let file = SharedData.file("text/blns.json") else { return }
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
        var stage = Stage(width: 60, height: 24)
        stage.open()
        for (index, text) in strings.enumerated() {
            stage.send(.stream(Stage.post, .event(Event(Stage.comment(text, by: text, name: text, at: Double(index))))))
            check(stage.frame)
        }
        stage.press("g")
        for _ in strings {
            stage.press("j")
            check(stage.frame)
        }
    }

    private func check(_ frame: Frame) {
        for row in 0..<frame.size.height {
            #expect(frame[row].reduce(0) { $0 + Int($1.columns) } == frame.size.width)
            for (column, cell) in frame[row].enumerated() where cell.columns == 2 {
                #expect(frame[row].dropFirst(column + 1).first?.columns == 0)
            }
        }
        #expect(!frame.cells.contains { $0.character.unicodeScalars.contains(where: UnsafeScalars.contains) })
    }
}
