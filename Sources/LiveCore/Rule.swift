/// What may not be said, and what happens when it is.
public struct Rule: Sendable, Hashable, Identifiable {
    /// What a rule looks for.
    public enum Subject: Sendable, Hashable {
        /// Any of these words or phrases, however they are written: in capitals or full width, with look-alike
        /// letters, marks or invisible characters, stretched, spaced out or with digits for letters.
        ///
        /// A word is found as a whole; `*` at its beginning or its end lets it stand in a longer one. Scripts that
        /// put no spaces between words have no such bounds.
        case words([String])
        /// A regular expression in the syntax of Perl. It is tried on the text as it stands and, where
        /// that is not the same, on the text without invisible characters, marks, styles and look-alike letters.
        case regex(String)
    }

    /// What happens to a comment in which a rule finds something. Of several, the strictest counts.
    public enum Action: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Its poster is refused.
        case reject
        /// A moderator has to approve it.
        case hold
        /// What was found becomes asterisks.
        case mask

        /// By strictness.
        public static func < (left: Action, right: Action) -> Bool { left.strictness < right.strictness }

        private var strictness: Int {
            switch self {
            case .mask: 0
            case .hold: 1
            case .reject: 2
            }
        }
    }

    /// Names the rule; unique among all.
    public let id: Int64
    /// The post whose comments it is for; nil for those of every post.
    public let post: PostID?
    /// What it looks for.
    public let subject: Subject
    /// What it does.
    public let action: Action
    /// What moderators are to know about it.
    public let note: String?

    /// A rule with all its parts.
    public init(id: Int64, post: PostID? = nil, subject: Subject, action: Action, note: String? = nil) {
        self.id = id
        self.post = post
        self.subject = subject
        self.action = action
        self.note = note
    }
}

/// The bounds on rules, which bound what a comment costs.
public enum RuleLimits {
    /// Rules in all.
    public static let rules = 5_000
    /// Words and phrases in all rules.
    public static let words = 10_000
    /// Characters in a word or phrase.
    public static let wordCharacters = 100
    /// Regular expressions in all rules: each is tried on every comment it is for.
    public static let regexes = 200
    /// Bytes in a regular expression.
    public static let regexBytes = 1_000
    /// Characters in a note.
    public static let noteCharacters = 500
}
