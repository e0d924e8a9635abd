import LiveCore
import LiveRules

let post = PostID(rawValue: "42")!

/// What rules of words, or of one word, say to a text.
func verdict(_ words: String..., on text: String, action: Rule.Action = .reject) throws -> Verdict {
    try RuleSet([Rule(id: 7, subject: .words(words), action: action)]).judge(content: text, in: post).verdict
}

/// A text after a rule that masks a word, or a regular expression, has been at it.
func masked(_ subject: Rule.Subject, _ text: String) throws -> String {
    let rules = try RuleSet([Rule(id: 7, subject: subject, action: .mask)])
    guard case .mask(let content, _, _) = rules.judge(content: text, in: post).verdict else { return text }
    return content
}
