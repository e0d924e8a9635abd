public import LiveCore

/// What the rules say to a comment.
public enum Verdict: Sendable, Hashable {
    /// Nothing.
    case pass
    /// A rule refuses it.
    case reject(Rule.ID)
    /// A rule wants a moderator to approve it. It stays as it was written, for the moderator to see.
    case hold(Rule.ID)
    /// What rules found in it has become asterisks.
    case mask(content: String, name: String?, rules: [Rule.ID])
}

/// A verdict, and how it was come to.
public struct Judgement: Sendable, Hashable {
    /// What is to happen.
    public var verdict: Verdict
    /// Rules whose regular expression took too many steps for this comment and counts as not found. That is a mistake
    /// in the rule, for moderators to be told of.
    public var exhausted: [Rule.ID]

    /// A judgement; without more, one that came to an end.
    public init(verdict: Verdict, exhausted: [Rule.ID] = []) {
        self.verdict = verdict
        self.exhausted = exhausted
    }
}
