import Foundation
import TestSupport
import Testing

@testable import lc

/// The manual says what the program says.
@Suite(.blocking) struct ManPageTests {
    @Test func everyCommandHasAPageAndEveryPageACommand() throws {
        let commands = try CommandHelp.all(of: "lc").map(\.words).filter { $0.count <= 2 }
        #expect(
            try Set(ManPage.names())
                == Set(commands.map { $0.joined(separator: "-") + ".1" }).subtracting(["lc-help.1"]))
        let listed = try ManPage("lc.1").items(of: "DESCRIPTION").map(\.head)
        #expect(listed == commands.dropFirst().map { $0[1] })
    }

    @Test(arguments: try ManPage.names()) func optionsAreThoseOfTheHelp(name: String) throws {
        let page = try ManPage(name)
        let help = try help(of: name)
        let items = page.items(of: "OPTIONS")
        #expect(Set(items.flatMap(\.options)) == Set(help.options.flatMap(\.spellings)))
        for option in help.options {
            let item = try #require(items.first { !Set($0.options).isDisjoint(with: option.spellings) })
            if option.kind == "option" { #expect(item.value == option.valueName, "\(option.spellings)") }
            // The other half of a pair such as --follow and --no-follow shows none.
            if option.defaultValue != nil || !item.options.contains(where: { $0.hasPrefix("--no-") }) {
                #expect(item.defaultValue == option.shownDefault, "\(option.spellings)")
            }
            for value in option.allValues ?? [] { #expect(item.text.contains(value), "\(option.spellings)") }
        }
    }

    @Test(arguments: try ManPage.names()) func theSynopsisNamesEveryOptionAndArgument(name: String) throws {
        let page = try ManPage(name)
        let help = try help(of: name)
        let general: Set = ["--version", "-h", "--help"]
        #expect(
            page.options(of: "SYNOPSIS").subtracting(general)
                == Set(help.options.flatMap(\.spellings)).subtracting(general))
        let positionals = Set(help.positionals.compactMap(\.valueName))
        #expect(page.values(of: "SYNOPSIS").isSuperset(of: positionals))
    }

    @Test func exitStatusesAreThoseOfTheProgram() throws {
        let all = Set(ExitStatus.allCases.map { String($0.rawValue) } + ["0"])
        #expect(Set(try ManPage("lc.1").items(of: "EXIT STATUS").map(\.head)) == all)
        for name in try ManPage.names() {
            let some = Set(try ManPage(name).items(of: "EXIT STATUS").map(\.head))
            #expect(some.isSubset(of: all) && some.isSuperset(of: ["0", "64"]), "\(name)")
        }
    }

    @Test func templateFieldsAreThoseOfTheProgram() throws {
        let fields = try ManPage("lc-tail.1").items(of: "OUTPUT").map(\.head).filter { $0.hasPrefix("{") }
        #expect(Set(fields) == Set(Template.Field.allCases.map { "{\($0.rawValue)}" }))
    }

    @Test func variablesAreThoseOfTheProgram() throws {
        let sources = try #require(FileManager.default.enumerator(atPath: ProjectFile.url("Sources/lc").path))
        var read: Set<String> = []
        for case let path as String in sources where path.hasSuffix(".swift") {
            for match in try ProjectFile.text("Sources/lc/\(path)").matches(
                of: /(environment|getenv|isSet)\("([A-Z_]+)"\)/)
            {
                read.insert(String(match.2))
            }
        }
        let told = Set(try ManPage("lc.1").items(of: "ENVIRONMENT").map(\.head))
        #expect(told.isSuperset(of: read), "not told: \(read.subtracting(told))")
        #expect(told.subtracting(read).allSatisfy { !$0.hasPrefix("LC_") })
    }

    /// groff shows a bare quote or dash as a typographic one on some systems, and then the text can't be pasted.
    @Test(arguments: try ProjectFile.names(in: "man")) func commandsCanBePasted(name: String) throws {
        for line in try ManPage(name).literals {
            let bare = line.replacing(/\\(\(..|.)/, with: "")
            #expect(bare.firstMatch(of: /['`^~\-]/) == nil, "escape it in: \(line)")
        }
    }

    @Test(
        .enabled(if: UserSession.has("mandoc"), "mandoc is not installed"),
        arguments: try ProjectFile.names(in: "man"))
    func lintFindsNothing(name: String) throws {
        let complaints = try Command.run("mandoc -T lint \(ProjectFile.url("man/\(name)").path) 2>&1").lines
        // What depends on the machine, and what only readers of the source would see.
        let senseless = ["mandoc.db", "referenced manual not found", "line longer than 80 bytes"]
        #expect(complaints.filter { line in !senseless.contains { line.contains($0) } } == [])
    }

    private func help(of page: String) throws -> CommandHelp {
        let words = page.dropLast(2).split(separator: "-").map(String.init)
        let help = try #require(try CommandHelp.all(of: "lc").first { $0.words == words }).help
        return words.count > 1 ? help.withThoseBelow : help
    }
}
