import Foundation
import TestSupport
import Testing

/// Where a server's settings come from, and what is said of mistakes.
@Suite(.blocking) struct SettingsTests {
    private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) async throws -> Result {
        try await TemporaryFolder.with { folder in
            let path = folder.appending(path: "lcd.conf").path
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try body(path)
        }
    }

    @Test func aFlagWinsOverTheEnvironmentWhichWinsOverTheFile() async throws {
        try await withFile("listen = 127.0.0.1:1\nrate_author = 1\n\n# more\nkeep = 30d\n") { path in
            let run = try Command.run(
                "lcd config --config \(path) --listen 127.0.0.1:3",
                environment: ["LCD_LISTEN": "127.0.0.1:2", "LCD_RATE_AUTHOR": "2:20"])
            let lines = run.lines.map { $0.replacing(/\x20+/, with: " ") }
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(lines.contains("listen 127.0.0.1:3 flag --listen"))
            #expect(lines.contains("rate_author 2:20 environment LCD_RATE_AUTHOR"))
            #expect(lines.contains("keep 30d \(path):5"))
            #expect(lines.contains("auth open default"))
        }
    }

    @Test func jsonHasEachSettingWithItsOrigin() throws {
        let run = try Command.run("lcd config --json --trusted-proxy 10.0.0.0/8 --trusted-proxy ::1 --auth token")
        struct Line: Decodable, Equatable { let name, from: String }
        let lines = try run.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.contains(Line(name: "trusted_proxy", from: "flag --trusted-proxy")))
        #expect(run.output.contains(#""value":["10.0.0.0/8","::1"]"#))
        // What follows from another setting is shown as it is in force.
        #expect(run.output.contains(#"{"name":"rate_author","value":"2:10","from":"default"}"#))
    }

    @Test func everyMistakeIsNamedWithItsLineAndWhatIsAllowed() async throws {
        let text = "listn = 1\nauth = maybe\nrate_author = 0\nnonsense\n[x]\nread = open\nread = token\nkeep = 5h\n"
        try await withFile(text) { path in
            let run = try Command.run("lcd --config \(path)", environment: ["LCD_LOG_LEVEL": "loud", "LCD_KEP": "1d"])
            #expect(run.status == 78 && run.output.isEmpty)
            for mistake in [
                "\(path):1: listn: no such setting; did you mean listen?",
                "\(path):2: auth: maybe is not allowed; expected open or token",
                "\(path):3: rate_author: 0 is not allowed; expected N or N:BURST",
                "\(path):4: nonsense: expected NAME = VALUE", "\(path):5: [x]: there are no sections",
                "\(path):7: read: it is set in line 6 already", "\(path):8: keep: 5h is not allowed",
                "LCD_LOG_LEVEL: log_level: loud is not allowed", "LCD_KEP: no such setting; did you mean LCD_KEEP?",
            ] {
                #expect(run.errors.contains(mistake), "\(mistake) is not in \(run.errors)")
            }
        }
    }

    @Test(arguments: [
        ("lcd serv", 64, "lcd: there is no command serv; did you mean serve?\n"),
        ("lcd quite-another", 64, "lcd: there is no command quite-another; lcd --help lists them\n"),
        ("lcd --data /proc/x", 1, "lcd: --data /proc/x: can't make the folder: No such file or directory\n"),
        ("lcd --prot 1", 64, "lcd: Unknown option '--prot'\n"),
    ])
    func mistakesOnTheCommandLineAreSaidUnderItsName(command: String, status: Int32, message: String) throws {
        let run = try Command.run(command)
        #expect(run.status == status && run.output.isEmpty && run.errors.hasPrefix(message), "\(run)")
    }

    @Test func aFileThatIsNamedHasToBeThere() throws {
        let run = try Command.run("lcd config --config /nowhere/lcd.conf")
        #expect(run.status == 78 && run.errors.contains("/nowhere/lcd.conf"))
        #expect(try Command.run("lcd config", environment: ["LCD_CONFIG": "", "HOME": "/nowhere"]).status == 0)
    }

    @Test func theFileIsFoundInTheXDGFolder() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.appending(path: "lcd/lcd.conf")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try "audience = site".write(to: file, atomically: true, encoding: .utf8)
            let run = try Command.run(
                "lcd config", environment: ["LCD_CONFIG": "", "XDG_CONFIG_HOME": folder.path])
            #expect(run.output.contains("\(file.path):1"))
        }
    }

    @Test func everySettingIsAnOptionOfTheServerAndTheOtherWayRound() throws {
        let names = try Command.run("lcd config").lines.compactMap { $0.split(separator: " ").first.map(String.init) }
        let serve = try #require(try CommandHelp.all(of: "lcd").first { $0.words == ["lcd", "serve"] }).help
        let options = Set(serve.options.flatMap(\.spellings)).subtracting(["--config", "--version", "-h", "--help"])
        #expect(Set(names.map { "--" + $0.replacing("_", with: "-") }) == options)
    }

    @Test func hangupChangesWhatCanBeChangedAndNamesTheRest() async throws {
        try await withFile("rate_author = 1000\n") { path in
            let server = try ServerProcess(["--config", path])
            let socket = try TestSocket(port: server.port)
            func post() throws -> Int {
                try socket.request("POST", "/comments/p", json: Array(#"{"author_id":"a","content":"b"}"#.utf8)).status
            }
            #expect(try (0..<5).map { _ in try post() } == [201, 201, 201, 201, 201])
            try "rate_author = 0.001:1\nmax_connections = 77\n".write(toFile: path, atomically: true, encoding: .utf8)
            kill(server.process.processIdentifier, SIGHUP)
            #expect(server.waitForLog(containing: "rules read again"))
            #expect(server.log.contains(#"setting changed from="1000:1000" setting="rate_author" to="0.001:1""#))
            #expect(server.log.contains("takes a restart") && server.log.contains("max_connections"))
            #expect(try post() == 201 && post() == 429)
            // A file with a mistake changes nothing.
            try "rate_author = fast\n".write(toFile: path, atomically: true, encoding: .utf8)
            kill(server.process.processIdentifier, SIGHUP)
            #expect(server.waitForLog(containing: "lcd.conf:1: rate_author: fast is not allowed"))
            #expect(try post() == 429)
        }
    }
}
