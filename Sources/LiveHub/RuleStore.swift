public import LiveCore

/// Where the rules are kept. What it promises of durability and errors is what a ``CommentStore`` does.
public protocol RuleStore: Sendable {
    /// Every rule, by id.
    func rules() async throws -> [Rule]

    /// Keeps a rule, and gives it an id that no other ever had.
    func add(_ rule: NewRule, by principal: Principal) async throws -> Rule

    /// Drops a rule; false when there is none of this id.
    func removeRule(_ id: Rule.ID, by principal: Principal) async throws -> Bool
}
