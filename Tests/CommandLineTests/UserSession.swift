import Foundation
import TestSupport

/// Commands as a user would type them, in an empty folder, with a server that has a post `42` with a few comments,
/// and somebody who goes on talking there. What follows a post ends after some lines.
struct UserSession {
    let server: ServerProcess
    /// Where the commands are run.
    let folder: URL

    /// A bash that ends within a minute. The test's threads block signals, and what they start inherits that: only
    /// SIGKILL is sure.
    static let bash = "timeout --signal KILL 60 bash"

    /// Comments in the post `42` before anything is run.
    static let comments = ["one", "two: the word", "three"]

    init() throws {
        server = try ServerProcess()
        folder = try TemporaryFolder.make()
        let posted = try Command.run(
            "lc post 42 --author ada --name 'Ada L.' --lines", environment: ["LC_URL": server.url],
            input: Array(Self.comments.joined(separator: "\n").utf8))
        guard posted.status == 0 else { throw Unexpected(what: "post: \(posted.errors)") }
        try Self.chat.write(to: folder.appending(path: "stream.live_chat.json"), atomically: true, encoding: .utf8)
    }

    /// A chat replay with one comment.
    private static let chat = """
        {"replayChatItemAction":{"actions":[{"addChatItemAction":{"item":{"liveChatTextMessageRenderer":{"message":\
        {"runs":[{"text":"hi"}]},"authorExternalChannelId":"UC1"}}}}],"videoOffsetTimeMsec":"500"}}

        """

    /// Runs a script of bash to its end, which comes within a minute.
    ///
    /// - Parameters:
    ///   - lines: after how many lines `lc tail` ends.
    ///   - end: after how many lines all of it ends, for what would go on; nil to let it end by itself.
    ///   - meanwhile: what is done again and again, such as ``talk``.
    ///   - isModerator: whether `LC_TOKEN` has a moderator's token.
    func run(
        _ script: String, lines: Int = 2, end: Int? = nil, meanwhile: String? = nil, isModerator: Bool = false
    ) throws -> Command.Outcome {
        let file = folder.appending(path: "script-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let whole = end.map { "{\n\(script)\n} | head --lines=\($0) || true" } ?? script
        try (Self.preamble(lines) + (meanwhile.map(Self.loop) ?? "") + whole + "\n")
            .write(to: file, atomically: true, encoding: .utf8)
        var environment = [
            "LC_URL": server.url, "LC_AUTHOR": "ada", "HOME": folder.path, "XDG_CONFIG_HOME": "",
            "LCD_DATA": server.data.path,
        ]
        if isModerator { environment["LC_TOKEN"] = try Self.token(for: server) }
        return try Command.run(
            "cd \(folder.path) && exec \(Self.bash) -euo pipefail \(file.path)", environment: environment)
    }

    /// A moderator's token.
    static func token(for server: ServerProcess) throws -> String? {
        try Command.run("lcd token --role moderator --subject mo --data '\(server.data.path)'").lines.first
    }

    private static func preamble(_ lines: Int) -> String {
        """
        lc() {
            if [[ $1 == tail && " $* " != *" --no-follow "* ]]; then
                command lc "$@" --limit \(lines)
            else
                command lc "$@"
            fi
        }

        """
    }

    /// Somebody says "fire!" and "smoke!" in the post.
    static let talk = "lc post 42 --author bob --name 'Bob B.' 'fire!' && lc post 42 --author bob 'smoke!'"

    private static func loop(_ body: String) -> String {
        """
        (while \(body); do sleep 0.05; done >/dev/null 2>&1) &
        trap "kill -KILL $!" EXIT

        """
    }

    /// Whether a machine has a program.
    static func has(_ program: String) -> Bool {
        (try? Command.run("command -v \(program)").status) == 0
    }
}

/// Something that a test needs did not work.
struct Unexpected: Error {
    let what: String
}
