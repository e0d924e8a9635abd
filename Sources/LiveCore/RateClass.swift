/// How many comments a second a viewer wants at most: the classes that `maxRate` may name.
///
/// **The slot rule.** A second of id time is cut into as many slots as the class has comments a second, aligned to
/// the epoch of ids. Of the comments of a slot that can be seen, the first is shown and the others are withheld;
/// what moderators do is always shown. So the choice follows from the ids alone, and every node and every replay
/// makes the same one. (When a slot's first comment has been deleted, a replay shows the next one in its place.)
public enum RateClass: Int, Sendable, Hashable, CaseIterable {
    /// 10 comments a second.
    case ten = 10
    /// 20 comments a second.
    case twenty = 20
    /// 50 comments a second.
    case fifty = 50
    /// 100 comments a second.
    case hundred = 100

    /// What `maxRate` may be, for error messages.
    public static let allowed = "10, 20, 50 or 100"

    private var ticksPerSlot: Int64 { EventID.ticksPerMillisecond * 1_000 / Int64(rawValue) }

    /// The number of the slot an id lies in.
    public func slot(of id: EventID) -> Int64 { id.ticks / ticksPerSlot }

    /// The lowest id of the slot that `id` lies in.
    public func slotStart(of id: EventID) -> EventID { EventID.lowest(atTick: slot(of: id) * ticksPerSlot) }
}
