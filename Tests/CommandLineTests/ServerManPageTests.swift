import TestSupport
import Testing

/// The server's manual says what the server says.
@Suite(.blocking) struct ServerManPageTests {
    private func commands() throws -> [(words: [String], help: CommandHelp)] {
        try CommandHelp.all(of: "lcd").filter { $0.words != ["lcd"] && $0.words != ["lcd", "help"] }
    }

    private func serve() throws -> CommandHelp {
        try #require(try commands().first { $0.words == ["lcd", "serve"] }).help
    }

    @Test func theSynopsisNamesEveryCommandAndOption() throws {
        let page = try ManPage("lcd.8")
        let general: Set = ["--version", "-h", "--help"]
        let all = Set(try commands().flatMap { $0.help.options }.flatMap(\.spellings))
        #expect(page.options(of: "SYNOPSIS") == all.subtracting(general))
        let text = try ProjectFile.text("man/lcd.8")
        for command in try commands() { #expect(text.contains("Cm \(command.words[1])"), "\(command.words)") }
    }

    @Test func settingsAreThoseOfTheServer() throws {
        let items = try ManPage("lcd.conf.5").items(of: "SETTINGS")
        let names = try Command.run("lcd config").lines.compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(items.compactMap { $0.head.split(separator: " ").first.map(String.init) } == names)
        let options = try serve().options
        for (name, item) in zip(names, items) {
            let option = try #require(options.first { $0.spellings == ["--" + name.replacing("_", with: "-")] })
            if let shown = option.shownDefault { #expect(item.defaultValue == shown, "\(name)") }
            for value in option.allValues ?? [] { #expect(item.text.contains(value), "\(name)") }
        }
    }

    /// The file that the Debian package installs says nothing but what is so anyway, but for the data folder.
    @Test func theInstalledFileHasNoMistakeEvenWhenAllOfItIsUsed() throws {
        let file = try ProjectFile.text("packaging/lcd.conf")
        let used = file.replacing(/#([a-z_]+ = )/) { $0.1 }
        let run = try Command.run("lcd config --config /dev/stdin", input: Array(used.utf8))
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let plain = try Command.run("lcd config --config /dev/stdin", input: Array(file.utf8))
        #expect(plain.lines.filter { !$0.hasSuffix("default") }.map { $0.prefix(4) } == ["data"])
    }

    @Test func theProtocolHasEveryCallAndEveryCodeOfTheContract() throws {
        let page = try ManPage("lc-protocol.7")
        var (calls, path): ([String], Substring) = ([], "")
        let contract = try Command.run("lcd openapi").output.split(separator: "\n", omittingEmptySubsequences: false)
        let paths = contract.drop { $0 != "paths:" }.prefix { $0 != "components:" }
        for line in paths {
            if let match = line.wholeMatch(of: /\x20\x20(\/.*):/) { path = match.1 }
            if let match = line.wholeMatch(of: /\x20{4}(get|post|put|patch|delete):/) {
                calls.append("\(match.1.uppercased()) \(path)")
            }
        }
        #expect(page.items(of: "CALLS").map(\.head) == calls)
        let codes = contract.drop { $0 != "      x-status-of-code:" }.compactMap {
            $0.wholeMatch(of: /\x20{8}([a-z_]+): ([45][0-9]{2})/)
        }
        .map { "\($0.2) \($0.1)" }
        let told = page.items(of: "PROBLEMS").flatMap { item in
            item.text.split(separator: ", ").map { "\(item.head) \($0)" }
        }
        #expect(!codes.isEmpty && Set(told) == Set(codes))
    }
}
