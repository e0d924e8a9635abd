import Foundation
import TestSupport
import Testing

/// What `--help` says is recorded (`make golden`), so that a change of it is seen.
@Suite(.blocking) struct HelpTests {
    private static let folder = "Tests/CommandLineTests/Snapshots"

    @Test(arguments: ["lc", "lcd"]) func everyCommandSaysWhatIsRecorded(program: String) throws {
        for (words, _) in try CommandHelp.all(of: program) {
            let help = try Command.run(
                "\(program) help \(words.dropFirst().joined(separator: " "))", environment: ["COLUMNS": "80"])
            #expect(help.status == 0)
            let name = words.joined(separator: "-") + ".txt"
            let recorded = try? ProjectFile.text("\(Self.folder)/\(name)")
            #expect(help.output == recorded, "\(name) differs or is missing; when that is meant, run make golden")
        }
    }

    @Test func nothingIsRecordedOfACommandThatIsNotThere() throws {
        let commands = try ["lc", "lcd"].flatMap { try CommandHelp.all(of: $0) }
        let expected = commands.map { $0.words.joined(separator: "-") + ".txt" }
        #expect(try Set(ProjectFile.names(in: Self.folder)) == Set(expected))
    }
}
