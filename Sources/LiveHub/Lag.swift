import LiveCore
import NIOCore

/// What a reader needs that is not in step: it has just come, or its socket was full when others were written to.
final class Lag {
    enum Phase {
        /// Waits for its position to be found.
        case starting(StartPosition)
        /// Is sent what comes after its position, from the ring or from the store.
        case replaying
        /// Was too far behind: is sent what moderators did up to here, then goes on from here.
        case skipping(to: EventID)
        /// Has everything, but came after the account began that the next notice of thinning gives; its own
        /// begins here.
        case newcomer(ThinningAccount)
    }

    var phase: Phase
    /// Where it begins, when that is known and it has not begun: the store had to be asked, or it is held.
    var start: EventID?
    /// What it is told first: that what it asked for is no longer kept.
    var gap: Gap?
    /// Where it stood when it began to catch up.
    var base = EventID.zero
    /// Everything up to here has been looked at, and written if it was to be.
    var position = EventID.zero
    /// How thinning goes on for it; nil when it wants everything.
    var replay: ThinnedReplay?
    /// How many comments of the post, by ``LivePost/comments``, it has seen; nil until it has been in step once,
    /// as what it asked to be replayed is replayed however much it is.
    var seen: Int?
    /// The last ``LivePost/viewersVersion`` it knows.
    var viewersVersion: UInt32 = 0
    /// Since when its socket has taken nothing, and what it held then.
    var blocked: (since: NIODeadline, unsentBytes: Int)?
    /// Whether it stands in the queue of those to be written to.
    var isReady = false
    /// Whether it waits for the store.
    var isWaiting = false

    init(_ phase: Phase) {
        self.phase = phase
    }

    /// How many comments it wants to begin with, if that is what it waits for.
    var wantedHistory: Int? {
        if case .starting(.history(let count)) = phase { count } else { nil }
    }
}

/// The thinning of one reader that is not in step. It makes the choices that the shared one made, and will make.
struct ThinnedReplay {
    private var thinning: Thinning
    private(set) var account: ThinningAccount
    /// The newest id that it has been sent.
    private var lastSent: EventID
    /// What lies up to here is not sent any more, but looked at, to know which slots are taken.
    private let written: EventID
    /// What lies up to here is sent whole.
    private let thinFrom: EventID

    /// - Parameters:
    ///   - written: where the reader stands.
    ///   - thinFrom: the comments up to here are history that it asked for by number.
    ///   - account: what it has not been told yet.
    init(_ rate: RateClass, written: EventID, thinFrom: EventID? = nil, account: ThinningAccount? = nil) {
        thinning = Thinning(rate)
        self.written = written
        lastSent = written
        self.thinFrom = thinFrom ?? written
        self.account = account ?? ThinningAccount(after: self.thinFrom)
    }

    /// Where to read from, to know whether the slot is taken that the reader stands in.
    var start: EventID { thinning.rate.slotStart(of: written).predecessor }

    /// Whether an entry is to be sent.
    mutating func takes(_ entry: LogEntry) -> Bool {
        guard entry.isVisible else { return false }
        let isFirst = !entry.isComment || thinning.isFirst(entry.id)
        guard entry.id > written else { return false }
        if entry.isComment, entry.id > thinFrom { account.count(isShown: isFirst) }
        guard isFirst || entry.id <= thinFrom else { return false }
        lastSent = entry.id
        return true
    }

    /// What it has to be told of what was withheld up to an id.
    func notice(upTo end: EventID) -> Thinned? { account.notice(upTo: end, lastSent: lastSent) }

    /// The shared thinning goes on from here when nobody was in step before.
    func live(at position: EventID, now: NIODeadline) -> LiveThinning {
        LiveThinning(thinning, at: position, now: now)
    }
}
