public import LiveCore

/// Rules made ready to be tried on comments. A value: a change of the rules makes another one.
///
/// A comment costs one pass over its letters for the words of all rules, and a search for each regular expression.
public struct RuleSet: Sendable {
    private struct Member: Sendable {
        let id: Rule.ID
        let post: PostID?
        let action: Rule.Action
    }

    /// The rules it was made of.
    public let rules: [Rule]
    private let members: [Member]
    private let words: WordTree
    /// By the place of their rule.
    private let patterns: [(member: Int, pattern: Pattern)]

    /// No rules.
    public static let empty = RuleSet()

    private init() {
        (rules, members, patterns) = ([], [], [])
        words = WordTree(WordTree.Growing())
    }

    /// Compiles rules.
    ///
    /// - Throws: ``RuleError``, of the first rule that can't be.
    public init(_ rules: [Rule]) throws(RuleError) {
        guard rules.count <= RuleLimits.rules else { throw .tooMany("rules", allowed: RuleLimits.rules) }
        var growing = WordTree.Growing()
        var patterns: [(Int, Pattern)] = []
        for (index, rule) in rules.enumerated() {
            switch rule.subject {
            case .words(let words):
                for word in words { try growing.add(word, rule: index) }
            case .regex(let source): patterns.append((index, try Pattern(source)))
            }
            guard growing.count <= RuleLimits.words else { throw .tooMany("words", allowed: RuleLimits.words) }
            guard patterns.count <= RuleLimits.regexes else {
                throw .tooMany("regular expressions", allowed: RuleLimits.regexes)
            }
        }
        self.rules = rules
        members = rules.map { Member(id: $0.id, post: $0.post, action: $0.action) }
        words = WordTree(growing)
        self.patterns = patterns
    }

    /// Whether there is no rule at all.
    public var isEmpty: Bool { members.isEmpty }

    /// Tries the rules on a comment.
    ///
    /// - Parameters:
    ///   - content: what is to be said.
    ///   - name: what its author wants to be called; the rules hold for it too.
    ///   - post: where.
    public func judge(content: String, name: String? = nil, in post: PostID) -> Judgement {
        guard !isEmpty else { return Judgement(verdict: .pass) }
        let inContent = finds(in: content, post)
        let inName = name.map { finds(in: $0, post) } ?? Finds()
        let exhausted = Set(inContent.exhausted + inName.exhausted).sorted().map { members[$0].id }
        let all = Set((inContent.all + inName.all).map(\.rule)).sorted()
        guard let strictest = all.max(by: { members[$0].action < members[$1].action }) else {
            return Judgement(verdict: .pass, exhausted: exhausted)
        }
        let action = members[strictest].action
        let id = all.first { members[$0].action == action }.map { members[$0].id } ?? members[strictest].id
        let verdict: Verdict =
            switch action {
            case .reject: .reject(id)
            case .hold: .hold(id)
            case .mask:
                .mask(
                    content: content.masked(inContent.all.map(\.range)),
                    name: name?.masked(inName.all.map(\.range)), rules: all.map { members[$0].id })
            }
        return Judgement(verdict: verdict, exhausted: exhausted)
    }

    // MARK: - Looking

    private struct Finds {
        var all: [WordTree.Find] = []
        /// The places of rules.
        var exhausted: [Int] = []

        /// Adds what a pattern found; false when its search was given up.
        mutating func add(_ member: Int, _ found: (ranges: [Range<Int>], isComplete: Bool)) -> Bool {
            for range in found.ranges { all.append(WordTree.Find(rule: member, range: range)) }
            return found.isComplete
        }
    }

    private func finds(in text: String, _ post: PostID) -> Finds {
        var text = text
        return text.withUTF8 { utf8 in
            var finds = Finds()
            let plain = PlainText(utf8)
            if !words.isEmpty {
                words.search(Letters(plain)) { find in
                    if isFor(post, find.rule) { finds.all.append(find) }
                }
            }
            if !patterns.isEmpty { search(utf8, plain, post, &finds) }
            return finds
        }
    }

    /// Tries the regular expressions on the text as it stands and, where that is another, on the plain one.
    private func search(
        _ utf8: UnsafeBufferPointer<UInt8>, _ plain: PlainText, _ post: PostID, _ finds: inout Finds
    ) {
        let space = SearchSpace()
        let plainBytes = plain.isChanged ? plain.utf8 : nil
        for (member, pattern) in patterns where isFor(post, member) {
            // Each search takes its time, and only a mask needs to know every place.
            let most = members[member].action == .mask ? Pattern.mostMatches : 1
            var isComplete = finds.add(member, pattern.matches(in: utf8, space, most: most))
            if let found = plainBytes?.withUnsafeBufferPointer({ pattern.matches(in: $0, space, most: most) }) {
                isComplete = finds.add(member, (plain.original(of: found.ranges), found.isComplete)) && isComplete
            }
            if !isComplete { finds.exhausted.append(member) }
        }
    }

    private func isFor(_ post: PostID, _ member: Int) -> Bool { members[member].post.map { $0 == post } ?? true }
}
