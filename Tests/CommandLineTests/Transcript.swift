import Foundation
import TestSupport
import Testing

/// A session at a prompt, and what it must print.
///
/// `$ ` begins a command. Lines after it are its standard output; with `! ` in front, its standard error; `= N` is its
/// exit status, and 0 when it is not there. `# ` begins a remark. `<id>` stands for digits, `<time>` for a time of
/// day, `<any>` for anything; all else is literal. `$DATA` is the server's data folder, and the ``grants`` are tokens.
struct Transcript {
    struct Step {
        let line: Int
        let command: String
        var output: [String] = []
        var errors: [String] = []
        var status: Int32 = 0
    }

    private static let grants = [
        "ADMIN": "--role admin --subject admin", "MODERATOR": "--role moderator --subject moderator",
        "SCOPED": "--role moderator --subject scoped --post elsewhere", "VIEWER": "--role viewer --subject viewer",
    ]

    private(set) var steps: [Step] = []

    init(_ text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("$ ") {
                steps.append(Step(line: index + 1, command: String(line.dropFirst(2))))
            } else if line.isEmpty || line.hasPrefix("# ") || steps.isEmpty {
                continue
            } else if line.hasPrefix("! ") {
                steps[steps.count - 1].errors.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("= ") {
                steps[steps.count - 1].status = Int32(line.dropFirst(2)) ?? -1
            } else {
                steps[steps.count - 1].output.append(String(line))
            }
        }
    }

    /// Runs every step in a folder of its own, against a server of its own, and compares.
    func run(named name: String) throws {
        let server = try ServerProcess()
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        var environment = [
            "LC_URL": server.url, "LC_AUTHOR": "ada", "XDG_CONFIG_HOME": folder.path, "DATA": server.data.path,
        ]
        for (name, grant) in Self.grants where steps.contains(where: { $0.command.contains("$\(name)") }) {
            let token = try Command.run("lcd token \(grant) --data \(server.data.path)")
            environment[name] = token.lines.first
        }
        for step in steps {
            let outcome = try Command.run("cd \(folder.path); \(step.command)", environment: environment)
            let place = "\(name):\(step.line): \(step.command)"
            #expect(outcome.status == step.status, "\(place)\n\(outcome.errors)")
            compare(outcome.output, step.output, "\(place): standard output")
            compare(outcome.errors, step.errors, "\(place): standard error")
        }
    }

    private func compare(_ text: String, _ expected: [String], _ place: String) {
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count == expected.count else {
            Issue.record("\(place): expected \(expected.count) lines, not\n\(text)")
            return
        }
        for (line, pattern) in zip(lines, expected) {
            #expect(Self.matches(line, pattern), "\(place): expected\n\(pattern)\nand got\n\(line)")
        }
    }

    private static func matches(_ line: String, _ pattern: String) -> Bool {
        var expression = NSRegularExpression.escapedPattern(for: pattern)
        for (name, part) in ["<id>": "[0-9]+", "<time>": "[0-9]{2}:[0-9]{2}:[0-9]{2}", "<any>": ".*"] {
            expression = expression.replacingOccurrences(of: name, with: part)
        }
        return line.range(of: "^\(expression)$", options: .regularExpression) != nil
    }
}

@Suite(.blocking) struct TranscriptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Transcripts")

    private static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }.sorted())
        ?? []

    @Test func thereAreTranscripts() { #expect(Self.names.count >= 4) }

    @Test(arguments: names)
    func goesAsWritten(name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        try Transcript(text).run(named: name)
    }
}
