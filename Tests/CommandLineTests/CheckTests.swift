import Foundation
import TestSupport
import Testing

/// `lcd check`.
@Suite(.blocking) struct CheckTests {
    private struct Line: Decodable {
        let check, state, message: String
        let fix: String?
    }

    private func check(_ data: URL, _ arguments: String = "") throws -> (status: Int32, lines: [Line]) {
        let run = try Command.run("lcd check --json --data '\(data.path)' \(arguments)")
        return (run.status, try run.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) })
    }

    @Test func aServerThatRunsIsWell() throws {
        let server = try ServerProcess()
        let (status, lines) = try check(server.data)
        #expect(status == 0 && lines.allSatisfy { $0.state != "problem" })
        #expect(
            lines.map(\.check) == ["settings", "folder", "secret", "disk", "database", "integrity", "comments"])
        #expect(try check(server.data, "--quick").status == 0)
    }

    @Test func whatIsWrongIsNamedWithAFixAndStaysAsItIs() throws {
        let server = try ServerProcess()
        #expect(server.terminate() == 0)
        let secret = server.data.appending(path: "secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret.path)
        let file = server.data.appending(path: "comments.sqlite")
        try Data("no database".utf8).write(to: file)
        let (status, lines) = try check(server.data)
        #expect(status == 1)
        let problems = lines.filter { $0.state == "problem" }
        #expect(problems.map(\.check) == ["secret", "database"] && problems.allSatisfy { $0.fix != nil }, "\(lines)")
        #expect(try Data(contentsOf: file) == Data("no database".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: secret.path)[.posixPermissions] as? Int
        #expect(mode == 0o644)
    }

    @Test func mistakesInTheSettingsAreFindings() throws {
        let run = try Command.run("lcd check", environment: ["LCD_AUTH": "maybe"])
        #expect(run.status == 1 && run.output.contains("problem  settings") && run.output.contains("-> mend it"))
    }

    @Test func aFolderThatIsNotThereIsNotMade() throws {
        let (status, lines) = try check(URL(fileURLWithPath: "/nowhere/lcd"))
        #expect(status == 0 && lines.contains { $0.check == "folder" && $0.state == "warning" })
        #expect(!FileManager.default.fileExists(atPath: "/nowhere"))
    }
}
