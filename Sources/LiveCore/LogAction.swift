/// What moderators and rules do, by the words that the log has for it.
public enum LogAction: String, CaseIterable, Sendable {
    /// A comment was taken down.
    case delete
    /// So was its text, for good.
    case erase
    /// A comment was put back.
    case restore
    /// Many comments were taken down at once: those that could be seen.
    case purge
    /// And those that waited.
    case purgeHeld = "purge_held"
    /// A purge was undone: what can be seen again.
    case undoPurge = "undo_purge"
    /// And what waits again.
    case undoPurgeHeld = "undo_purge_held"
    /// An author may not post any more.
    case ban
    /// Or not for a while.
    case timeout
    /// An author may post again.
    case unban
    /// A comment waits for a moderator.
    case hold
    /// One that waited was let through.
    case approve
    /// One that waited was taken down.
    case reject
    /// A comment was fixed on top.
    case pin
    /// Nothing is fixed on top any more.
    case unpin
    /// A post takes comments again.
    case open
    /// A post takes none.
    case close
    /// How often an author may post has changed.
    case slowMode = "slow_mode"
    /// For how long nobody may repeat what was said has changed.
    case uniqueMode = "unique_mode"
    /// A shield was raised or changed.
    case shield
    /// A shield was let down.
    case unshield
    /// A part of a comment was made unreadable.
    case mask
    /// A comment was refused.
    case rejectByRule = "reject_by_rule"
    /// There is a new rule.
    case ruleAdd = "rule_add"
    /// A rule is gone.
    case ruleRemove = "rule_remove"
    /// Comments of the past were added.
    case `import`
    /// Tokens are good no more.
    case revoke
}
