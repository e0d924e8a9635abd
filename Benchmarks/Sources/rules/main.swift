// What rules cost a comment: rules [CHAT.jsonl], a line of JSON with "text" or "content" for each comment.
import Foundation
import LiveCore
import LiveRules

let path = CommandLine.arguments.dropFirst().first ?? "packaging/demo/chat.jsonl"
let comments = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line -> String? in
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return (object?["text"] ?? object?["content"]) as? String
}
let post = PostID(rawValue: "bench")!
let syllables = ["fu", "ck", "sh", "it", "co", "ba", "di", "re", "mo", "na"]
// As many words begin like words of the chat as in real lists.
let words = (0..<1_000).map { (index: Int) -> String in
    syllables[index / 100] + syllables[index / 10 % 10] + "x" + syllables[index % 10] + (index % 7 == 0 ? "*" : "")
}
let regexes = (0..<100).map { (index: Int) -> String in
    let word = words[index * 10].filter { $0 != "*" }
    return [#"\b\#(word)\w*"#, #"\#(word)\.(com|net|org)"#, #"(\w)\1{5,}\#(word)"#, #"https?://\S*\#(word)"#][index % 4]
}

func wordRules(_ count: Int) -> [Rule] {
    words.prefix(count).enumerated().map { Rule(id: Int64($0), subject: .words([$1]), action: .hold) }
}

func regexRules(_ count: Int) -> [Rule] {
    regexes.prefix(count).enumerated().map { Rule(id: Int64(10_000 + $0), subject: .regex($1), action: .hold) }
}

/// Microseconds of a comment: the best of a few rounds over all, so that others on the machine count little.
func measure(_ name: String, _ rules: [Rule]) throws {
    let begun = ContinuousClock.now
    let set = try RuleSet(rules)
    let compiling = ContinuousClock.now - begun
    var best = Double.infinity
    var hits = 0
    for _ in 0..<5 {
        let start = ContinuousClock.now
        hits = comments.count { set.judge(content: $0, in: post).verdict != .pass }
        best = min(best, (ContinuousClock.now - start) / .microseconds(1) / Double(comments.count))
    }
    let ms = (compiling / .milliseconds(1) * 10).rounded() / 10
    print(
        "\(name): \((best * 100).rounded() / 100) µs a comment, \(hits) of \(comments.count) found, compiled in \(ms) ms"
    )
}

let bytes = comments.reduce(0) { $0 + $1.utf8.count } / max(comments.count, 1)
print("\(comments.count) comments of \(bytes) bytes")
try measure("1 word", wordRules(1))
try measure("1,000 words", wordRules(1_000))
try measure("100 regexes", regexRules(100))
try measure("1,000 words and 100 regexes", wordRules(1_000) + regexRules(100))
let evil = [Rule(id: 1, subject: .regex("(a+)+$"), action: .hold)]
let set = try RuleSet(evil)
let text = String(repeating: "a", count: 1_999) + "b"
let start = ContinuousClock.now
for _ in 0..<20 { _ = set.judge(content: text, in: post) }
print(
    "(a+)+$ on 2,000 characters: \(((ContinuousClock.now - start) / .microseconds(20)).rounded()) µs until it is given up"
)
