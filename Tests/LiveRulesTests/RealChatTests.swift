import Foundation
import LiveCore
import LiveRules
import TestSupport
import Testing

/// What people really said, most of it harmless.
@Suite struct RealChatTests {
    static let words = [
        "fuck", "shit", "bitch", "ass", "asshole", "cunt", "dick", "cock", "tits", "hell", "damn", "slut", "whore",
        "fag",
        "retard", "porn", "sex", "cum", "anal", "rape", "rapist", "kill yourself", "idiot", "gay", "piss", "crap",
        "bastard",
        "spam", "scam", "die", "hate", "loser", "penis", "homo", "god", "tit", "bum", "slit", "coon", "bot", "cop",
        "as",
    ]

    private struct Line: Decodable { let text: String }

    /// A rule of words finds every word that stands there as it is, and hardly anything else.
    @Test(
        .enabled(if: SharedData.folder != nil),
        arguments: ["en_ubuntu_irc", "ja_niconico_comments", "zh_bilibili_danmaku", "ar_tweets_emoji"])
    func rulesFindWhatIsThere(chat: String) throws {
        let file = try Data(contentsOf: try #require(SharedData.file("chat/\(chat).jsonl")))
        let literal = try Pattern(#"(?<![\p{L}\p{N}])(?:"# + Self.words.joined(separator: "|") + #")(?!\p{L})"#)
        let rules = try RuleSet([Rule(id: 1, subject: .words(Self.words), action: .hold)])
        var (plain, hidden, all) = (0, 0, 0)
        for line in file.split(separator: UInt8(ascii: "\n")) {
            let text = try JSONDecoder().decode(Line.self, from: Data(line)).text
            let isFound = rules.judge(content: text, in: post).verdict != .pass
            let isLiteral = literal.search(text) != .noMatch
            all += 1
            if isLiteral { plain += 1 } else if isFound { hidden += 1 }
            if isLiteral, !isFound { Issue.record("not found: \(text)") }
        }
        #expect(hidden * 2_000 < all, "\(hidden) of \(all) comments have no such word")
    }
}
