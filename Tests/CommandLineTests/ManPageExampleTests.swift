import Foundation
import TestSupport
import Testing

/// What the manual gives to paste into a shell is pasted into a shell. A comment before each example says how:
/// `example`, with the shell or `moderator` when it takes one, runs as it is; of a `recipe` a test here knows what it
/// must come to.
@Suite(.blocking) struct ManPageExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let page: String
        let label: String?
        let script: String

        var recipe: String? { label?.wholeMatch(of: /recipe: (.*)/).map { String($0.1) } }
        var testDescription: String { "\(page): \(script)" }
    }

    /// What is to be done with an example that has expectations of its own.
    typealias Recipe = (_ script: String) throws -> Void

    private var recipes: [String: Recipe] {
        [
            "jq": followIntoJQ, "count": countPerMinute, "alert": alertOnAWord, "archive": archiveADay,
            "mirror": mirrorAPost, "move": moveAPost, "purge": purgeAndUndo, "bans": tellWhoIsBanned,
            "slow": tellWhenItIsSlow, "rate": noteTheRate,
        ]
        .merging(serverRecipes) { $1 }
    }

    let session: UserSession

    init() throws { session = try UserSession() }

    static func examples() throws -> [Example] {
        try ProjectFile.names(in: "man").flatMap { page in
            try ManPage(page).examples.map { Example(page: page, label: $0.label, script: $0.script) }
        }
    }

    @Test(arguments: try examples()) func everyExampleRuns(example: Example) throws {
        if let recipe = example.recipe {
            let run = try #require(recipes[recipe], "no test knows the recipe \(recipe)")
            try run(example.script)
        } else {
            let label = try #require(example.label, "nothing says how to run it")
            try runPlainly(example.script, label)
        }
    }

    @Test func everyRecipeIsInTheManual() throws {
        #expect(Set(try Self.examples().compactMap(\.recipe)) == Set(recipes.keys))
    }

    private func runPlainly(_ script: String, _ label: String) throws {
        let words = label.split(separator: " ").map(String.init)
        try #require(words[0] == "example" || words == ["example:", words.last ?? ""], "unknown: \(label)")
        let isModerator = words.last == "moderator"
        let shell = isModerator || words.count == 1 ? "bash" : words[1]
        guard UserSession.has(shell) else { return }
        let whole = shell == "bash" ? script : "\(shell) -c \(quoted(prelude(of: shell) + script))"
        let talk = script.contains("lc tail") ? UserSession.talk : nil
        let result = try session.run(whole, meanwhile: talk, isModerator: isModerator)
        #expect(result.status == 0, "\(result.errors)")
        // What moderators do says what it did.
        #expect(result.errors == "" || isModerator)
    }

    private func prelude(of shell: String) -> String {
        shell == "zsh" ? "autoload -Uz compinit; compinit -u -D; " : ""
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}

// MARK: - Recipes of lc's pages

extension ManPageExampleTests {
    private func followIntoJQ(_ script: String) throws {
        let result = try session.run(script, lines: 3)
        #expect(result.lines == UserSession.comments.map { "[\"ada\",\"\($0)\"]" })
    }

    private func countPerMinute(_ script: String) throws {
        var count = 0
        for line in try session.run(script).lines {
            let match = try #require(line.wholeMatch(of: /\x20*(\d+) \d{4}-\d\d-\d\dT\d\d:\d\d/), "\(line)")
            count += try #require(Int(match.1))
        }
        #expect(count == UserSession.comments.count)
    }

    private func alertOnAWord(_ script: String) throws {
        let result = try session.run(script, lines: 4, meanwhile: UserSession.talk)
        #expect(result.lines.count == 2)
        for line in result.lines {
            #expect(line.wholeMatch(of: /\x07\d\d:\d\d:\d\d Bob B\.: fire!/) != nil, "\(line)")
        }
    }

    private func archiveADay(_ script: String) throws {
        let day = { (days: Double) in
            Date.now.addingTimeInterval(days * 86_400).formatted(.iso8601.year().month().day())
        }
        _ = try session.run(
            script.replacing("2026-03-01T", with: day(-1) + "T").replacing("2026-03-02T", with: day(1) + "T"))
        let archived = try session.run("gunzip --stdout *.ndjson.gz | jq --raw-output .comment")
        #expect(archived.lines == UserSession.comments)
    }

    private func mirrorAPost(_ script: String) throws {
        let result = try session.run(script, lines: 4, meanwhile: UserSession.talk)
        #expect(result.status == 0, "\(result.errors)")
        let mirrored = try session.run("lc history mirror-of-42 --format '{author_id} {author_name} {comment}'")
        #expect(mirrored.lines.sorted() == ["bob  smoke!", "bob  smoke!", "bob Bob B. fire!", "bob Bob B. fire!"])
    }

    private func moveAPost(_ script: String) throws {
        let other = try ServerProcess()
        let token = try #require(try UserSession.token(for: other))
        let profiles = try session.run(
            "lc profile add home $LC_URL; lc login --quiet --profile work --server \(other.url) <<<\(token)")
        #expect(profiles.status == 0, "\(profiles.errors)")
        let result = try session.run("unset LC_URL\n\(script)")
        #expect(result.errors == "lc: imported 3 comments\n" && result.status == 0)
        let moved = try session.run("lc history 42 --server \(other.url) --format '{comment}'")
        #expect(moved.lines == UserSession.comments)
    }

    private func purgeAndUndo(_ script: String) throws {
        let lines = script.split(separator: "\n").map(String.init)
        try #require(lines.count == 3 && lines[0] == lines[1] + " --dry-run" && lines[2].hasSuffix(" --undo 17"))
        func hasSpam() throws -> Bool {
            try session.run("lc history 42 --format '{comment}'").lines.contains("spam")
        }
        #expect(try session.run("lc post 42 --author eve spam").status == 0)
        let trial = try session.run(lines[0], isModerator: true)
        #expect(try trial.errors.contains("would take down 1 comment\n") && hasSpam())
        // It asks before it does that, and here nobody is there to answer.
        let done = try session.run(lines[1] + " --yes", isModerator: true)
        let id = try #require(done.output.firstMatch(of: /"id":([0-9]+),"count":1/)?.1, "\(done)")
        #expect(try !hasSpam())
        let undone = try session.run(lines[2].replacing("17", with: id) + " --yes", isModerator: true)
        #expect(try undone.status == 0 && hasSpam(), "\(undone.errors)")
    }

    private func tellWhoIsBanned(_ script: String) throws {
        let result = try session.run(
            script, end: 1, meanwhile: "lc mod ban eve --reason spam", isModerator: true)
        #expect(result.lines == ["eve: spam"], "\(result.errors)")
    }

    private func tellWhenItIsSlow(_ script: String) throws {
        let result = try session.run(script)
        #expect(result.status == 0 && (result.output == "" || result.output == "slow\n"), "\(result.errors)")
        let slow = try session.run(script.replacing("--max-p99 200", with: "--max-p99 0.001"))
        #expect(slow.output == "slow\n")
    }

    private func noteTheRate(_ script: String) throws {
        let result = try session.run(script, end: 2, isModerator: true)
        #expect(result.lines.compactMap(Double.init).count == 2, "\(result.output)\(result.errors)")
    }
}
