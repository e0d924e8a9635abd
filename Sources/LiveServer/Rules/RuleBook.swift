import LiveCore
public import LiveHub
import LiveRules
public import Logging
import Synchronization

/// The rules in force, in the store and ready to be tried. A change is in force when its caller is answered.
public actor RuleBook {
    /// The least time between two records of one rule that takes too many steps.
    private static let recordInterval = Duration.seconds(60)

    private let store: any RuleStore
    private let logger: Logger
    private var rules: [Rule]
    /// What posting reads; it never waits for a change.
    private let compiled: Mutex<RuleSet>
    private let counted = Mutex(Counts())

    /// What the rules have done since the server started.
    struct Counts {
        /// Comments, by what became of them.
        var hits: [Rule.Action: Int] = [:]
        /// Searches that were given up.
        var exhausted = 0
        fileprivate var recorded: [Rule.ID: ContinuousClock.Instant] = [:]
    }

    /// Takes up the rules that a store has.
    public init(store: any RuleStore, logger: Logger) async throws {
        self.store = store
        self.logger = logger
        rules = try await store.rules()
        compiled = Mutex(try RuleSet(rules))
    }

    /// Takes them up again, such as after another program has changed them.
    public func reload() async throws {
        rules = try await store.rules()
        try put()
    }

    /// Every rule for a post, with those for all, or, without a post, every rule.
    func all(for post: PostID?) -> [Rule] {
        rules.filter { $0.post == nil || post == nil || $0.post == post }
    }

    /// The rule of an id.
    func rule(_ id: Rule.ID) -> Rule? { rules.first { $0.id == id } }

    /// Keeps a rule.
    ///
    /// - Throws: ``RuleError`` when it can't be, or is one too many.
    func add(_ rule: NewRule, by principal: Principal) async throws -> Rule {
        // With the others, so that all bounds are looked at before anything is kept.
        _ = try RuleSet(rules + [rule.rule(id: 0)])
        let added = try await kept { try await $0.add(rule, by: principal) }
        rules.append(added)
        try put()
        return added
    }

    /// Drops a rule; false when there is none of this id.
    func remove(_ id: Rule.ID, by principal: Principal) async throws -> Bool {
        guard try await kept({ try await $0.removeRule(id, by: principal) }) else { return false }
        rules.removeAll { $0.id == id }
        try put()
        return true
    }

    private func kept<Answer: Sendable>(
        _ change: @Sendable (any RuleStore) async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await change(store)
        } catch {
            throw Unreadable(reason: error)
        }
    }

    private func put() throws {
        let set = try RuleSet(rules)
        compiled.withLock { $0 = set }
    }

    // MARK: - Posting

    /// What the rules say to a comment, with what they leave of it.
    nonisolated func judge(_ comment: NewComment, in post: PostID) -> (comment: NewComment, terms: PostingTerms) {
        let set = compiled.withLock { $0 }
        guard !set.isEmpty else { return (comment, PostingTerms()) }
        let judgement = set.judge(content: comment.content, name: comment.authorName, in: post)
        if !judgement.exhausted.isEmpty { record(judgement.exhausted) }
        switch judgement.verdict {
        case .pass: return (comment, PostingTerms())
        case .reject(let rule): return (comment, terms(.reject, .reject, [rule]))
        case .hold(let rule): return (comment, terms(.hold, .hold, [rule]))
        case .mask(let content, let name, let rules):
            return (comment.saying(content, as: name), terms(.mask, .mask, rules))
        }
    }

    nonisolated func counts() -> Counts { counted.withLock { $0 } }

    private nonisolated func terms(
        _ action: Rule.Action, _ verdict: PostingTerms.Verdict, _ rules: [Rule.ID]
    ) -> PostingTerms {
        counted.withLock { $0.hits[action, default: 0] += 1 }
        return PostingTerms(verdict: verdict, rule: rules.prefix(10).map(String.init).joined(separator: ","))
    }

    private nonisolated func record(_ rules: [Rule.ID]) {
        let now = ContinuousClock.now
        for rule in rules {
            let isDue = counted.withLock { counts in
                counts.exhausted += 1
                if let last = counts.recorded[rule], now - last < Self.recordInterval { return false }
                counts.recorded[rule] = now
                return true
            }
            guard isDue else { continue }
            logger.warning(
                "a rule's regular expression takes too many steps and counts as not found",
                metadata: ["rule": "\(rule)"])
        }
    }
}
