import Testing

@testable import LiveViewer

@Suite struct ConfigurationTests {
    @Test func readsEverything() {
        let configuration = Configuration(
            parsing: """
                # how it begins
                start_mode = insert
                timestamps = relative
                bell=all
                mouse = on
                links = off
                name_width = 20
                max_rate = 50

                [colors]
                mention = bright-yellow bold
                header = #ff8800 on 236
                [keys]
                ctrl+g = latest
                [keys.nav]
                J = page-down
                "=" = none
                ctrl+x l = timeout 60
                [keys.insert]
                tab = newline
                """, file: "viewer.conf")
        #expect(configuration.problems == [])
        let settings = configuration.settings
        #expect(settings.startMode == .insert && settings.timestamps == .relative && settings.bell == .all)
        #expect(settings.mouse && !settings.links && settings.nameWidth == 20)
        #expect(settings.maxRate == 50)
        #expect(configuration.colors[.mention] == Style(.indexed(11), .bold))
        #expect(configuration.colors[.header] == Style(.rgb(255, 136, 0), on: .indexed(236)))
        func match(_ keys: String, _ mode: Settings.Mode) -> KeyMap.Match {
            configuration.keys.match(KeyMap.sequence(keys)!, in: mode)
        }
        #expect(match("ctrl+g", .nav) == .complete(Invocation(command: .latest)))
        #expect(match("ctrl+g", .insert) == .complete(Invocation(command: .latest)))
        #expect(match("J", .nav) == .complete(Invocation(command: .pageDown)))
        #expect(match("=", .nav) == .none)
        #expect(match("ctrl+x", .nav) == .partial)
        #expect(match("ctrl+x l", .nav) == .complete(Invocation(command: .timeout, argument: "60")))
        #expect(match("tab", .insert) == .complete(Invocation(command: .newline)))
    }

    @Test(arguments: [
        ("timestamps = sometimes", "timestamps: expected clock, relative, off, not sometimes"),
        ("timestamp = clock", "timestamp: no such setting; did you mean timestamps?"),
        ("name_width = 900", "name_width: expected a number from 4 to 40, not 900"),
        ("max_rate = 30", "max_rate: expected 10, 20, 50, 100 or off, not 30"),
        ("just words", "just words: expected NAME = VALUE"),
        ("[colours]", "[colours]: no such section; there are viewer, colors, keys, keys.nav and keys.insert"),
        (
            "[colors]\nmention = yelow",
            "colors.mention: yelow is no colour; for example red, bright-red, 208, #ff8800, bold, on blue"
        ),
        ("[keys.nav]\nj = page-dwn", "keys.nav.j: no such command as page-dwn; did you mean page-down?"),
        (
            "[keys.nav]\nhyper+j = down",
            "keys.nav.hyper+j: no such key; for example j, G, ctrl+d, alt+enter, space, pgup, f1"
        ),
        ("bell = \u{1B}[2J", "bell: expected off, mention, all, not \u{FFFD}[2J"),
    ])
    func namesWhatIsWrongAndReadsTheRest(text: String, reason: String) {
        let configuration = Configuration(parsing: text + "\n[viewer]\nmouse = on\n", file: "viewer.conf")
        let line = text.split(separator: "\n").count
        #expect(configuration.problems.map(\.description) == ["viewer.conf:\(line): \(reason)"])
        #expect(configuration.settings.mouse)
    }

    @Test(arguments: [
        "j", "G", "ctrl+d", "alt+enter", "shift+tab", "space", "pgup", "f1", "+", "ctrl++", "=", "esc", "é",
        "alt+backspace",
    ])
    func keysAreReadAsTheyAreWritten(name: String) {
        #expect(Key(name)?.description == name)
    }

    @Test func everyCommandHasAKeyOrIsTyped() {
        for command in Command.allCases {
            #expect(!command.description.summary.isEmpty)
            let isBound = Settings.Mode.allCases.contains { !KeyMap.standard.names(of: command, in: $0).isEmpty }
            #expect(isBound || command.description.group != .editing, "\(command) can't be reached")
        }
    }

    @Test func reboundKeysShowInHelp() {
        var stage = Stage(height: 60, configuration: "[keys.nav]\nJ = page-down\nctrl+x j = thread")
        stage.open()
        stage.press("?")
        let lines = PageRows.lines(of: .help, in: stage.model).map { String($0.cells.map(\.character)) }
        #expect(lines.contains { $0.contains("J, ") && $0.contains("a page down") })
        #expect(lines.contains { $0.contains("ctrl+x j") && $0.contains("thread") })
    }

    @Test func problemsAreShown() {
        var stage = Stage(configuration: "timestamps = sometimes")
        stage.open()
        #expect(stage.text.contains("viewer.conf:1: timestamps"))
    }

    @Test func settingsAreSetWhileItRuns() {
        var stage = Stage()
        stage.open()
        stage.press(":")
        stage.type("set timestamps off\n")
        #expect(stage.model.settings.timestamps == .off)
        stage.press(":")
        stage.type("set colour red\n")
        #expect(stage.text.contains("no such setting"))
    }

    @Test func whatStandsInNoSectionIsLeftOut() {
        let text = "[keys.nav]\n[nope]\nx = help\nmouse = on\n[viewer]\nbell = all"
        let configuration = Configuration(parsing: text, file: "viewer.conf")
        #expect(configuration.problems.map(\.line) == [2])
        #expect(configuration.keys.names(of: .help, in: .nav).contains("x") == false)
        #expect(!configuration.settings.mouse && configuration.settings.bell == .all)
    }

    @Test func theFirstProblemIsShownAndTheOthersAreCounted() {
        var stage = Stage(configuration: "bogus = 1\n[nope]\nbell = loud\n[viewer]\nbell = loud")
        stage.open()
        #expect(stage.text.contains("3 problems (:messages) · viewer.conf:1: bogus: no such setting"))
        stage.press(":")
        stage.type("messages\n")
        let lines = stage.screen.compactMap { row in
            row.firstRange(of: "viewer.conf:").map { row[$0.upperBound...].prefix(1) }
        }
        #expect(lines == ["1", "2", "5"])
    }
}
