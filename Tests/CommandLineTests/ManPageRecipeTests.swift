import Foundation
import TestSupport
import Testing

/// What the manual gives to paste into a shell is pasted into a shell.
@Suite(.blocking) struct ManPageRecipeTests {
    private let session: UserSession

    init() throws { session = try UserSession() }

    @Test func followIntoJQ() throws {
        let result = try session.run(recipe("jq"), lines: 3)
        #expect(result.lines == UserSession.comments.map { "[\"ada\",\"\($0)\"]" })
    }

    @Test func countPerMinute() throws {
        let result = try session.run(recipe("count"))
        var count = 0
        for line in result.lines {
            let match = try #require(line.wholeMatch(of: /\x20*(\d+) \d{4}-\d\d-\d\dT\d\d:\d\d/), "\(line)")
            count += try #require(Int(match.1))
        }
        #expect(count == UserSession.comments.count)
    }

    @Test func alertOnAWord() throws {
        let result = try session.run(recipe("alert"), lines: 4, isTalked: true)
        #expect(result.lines.count == 2)
        for line in result.lines {
            #expect(line.wholeMatch(of: /\x07\d\d:\d\d:\d\d Bob B\.: fire!/) != nil, "\(line)")
        }
    }

    @Test func archiveADay() throws {
        let day = { (days: Double) in
            Date.now.addingTimeInterval(days * 86_400).formatted(.iso8601.year().month().day())
        }
        let script = try recipe("archive").replacing("2026-03-01T", with: day(-1) + "T")
            .replacing("2026-03-02T", with: day(1) + "T")
        _ = try session.run(script)
        let archived = try session.run("gunzip --stdout *.ndjson.gz | jq --raw-output .comment")
        #expect(archived.lines == UserSession.comments)
    }

    @Test func mirrorAPost() throws {
        let result = try session.run(recipe("mirror"), lines: 4, isTalked: true)
        #expect(result.status == 0, "\(result.errors)")
        let mirrored = try session.run("lc history mirror-of-42 --format '{author_id} {author_name} {comment}'")
        #expect(mirrored.lines.sorted() == ["bob  smoke!", "bob  smoke!", "bob Bob B. fire!", "bob Bob B. fire!"])
    }

    @Test(arguments: try ManPage.names()) func everyExampleRuns(page: String) throws {
        for (label, script) in try ManPage(page).commands where !label.hasPrefix("recipe") {
            let isModerator = label == "example: moderator"
            let shell = isModerator ? "bash" : label.split(separator: " ").dropFirst().last.map(String.init) ?? "bash"
            guard UserSession.has(shell) else { continue }
            let script = shell == "bash" ? script : "\(shell) -c \(quoted(prelude(of: shell) + script))"
            let result = try session.run(script, isTalked: script.contains("lc tail"), isModerator: isModerator)
            #expect(result.status == 0, "\(script): \(result.errors)")
            // What moderators do says what it did.
            #expect(result.errors == "" || isModerator, "\(script)")
        }
    }

    private func recipe(_ name: String) throws -> String {
        try #require(try ManPage("lc.1").commands.first { $0.label == "recipe: \(name)" }).script
    }

    private func prelude(of shell: String) -> String {
        shell == "zsh" ? "autoload -Uz compinit; compinit -u -D; " : ""
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
