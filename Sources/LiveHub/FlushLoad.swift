import NIOCore
import Synchronization

/// What it costs to flush all busy posts of the node once, over all event loops, from which the gap between two
/// flushes of a post follows.
///
/// A post is busy when its events had to wait for the gap to end. If all busy posts are flushed a gap apart, the
/// loops spend `cost / gap` of their time on it, so a gap of `cost / (share × loops)` keeps that to a share. A few
/// viewers are written to at once, a crowd in batches, and ten crowds in larger ones: what counts is what the node
/// as a whole is doing, not one post alone.
final class FlushLoad: Sendable {
    private let nanoseconds = Atomic(0)
    /// Gives the gap in nanoseconds for a cost in nanoseconds.
    private let factor: Double
    private let shortest: TimeAmount
    private let longest: TimeAmount

    /// - Parameters:
    ///   - share: of the time of all loops that flushing may take while that needs no gap longer than `longest`.
    init(share: Double, loopCount: Int, shortest: TimeAmount, longest: TimeAmount) {
        factor = 1 / (share * Double(loopCount))
        self.shortest = shortest
        self.longest = longest
    }

    /// One flush of the busy posts costs so much more, or with a negative number less.
    func change(by difference: TimeAmount) {
        nanoseconds.add(Int(difference.nanoseconds), ordering: .relaxed)
    }

    /// The gap after a flush.
    ///
    /// - Parameter extra: what the post's flush cost, if it is not counted as busy.
    func gap(with extra: TimeAmount) -> TimeAmount {
        let cost = Double(nanoseconds.load(ordering: .relaxed)) + Double(extra.nanoseconds)
        return min(max(.nanoseconds(Int64(cost * factor)), shortest), longest)
    }
}

/// The posts of one loop that count as busy in the node's ``FlushLoad``.
struct BusyPosts {
    /// How long a post counts after its last batch: longer than a gap and two slow flushes.
    private static let memory = TimeAmount.milliseconds(200)

    private let load: FlushLoad
    /// In the order of their batches. An entry says nothing any more when its post has had another batch.
    private var batches = CircularBuffer<(post: LivePost, at: NIODeadline)>()

    init(load: FlushLoad) {
        self.load = load
    }

    /// Notes that a post has been flushed.
    ///
    /// - Returns: the gap to the next flush.
    mutating func note(_ post: LivePost, cost: TimeAmount, isBatch: Bool, now: NIODeadline) -> TimeAmount {
        forgetOld(now: now)
        if isBatch || post.busy != nil {
            load.change(by: cost - (post.busy?.cost ?? .zero))
            post.busy = (cost, now)
            batches.append((post, now))
        }
        return load.gap(with: post.busy == nil ? cost : .zero)
    }

    /// Whether no post counts as busy.
    var isEmpty: Bool { batches.isEmpty }

    /// Lets go of posts that have been quiet.
    mutating func forgetOld(now: NIODeadline) {
        while let (post, time) = batches.first, time + Self.memory < now {
            batches.removeFirst()
            if post.busy?.since == time { forget(post) }
        }
    }

    /// Lets go of a post.
    func forget(_ post: LivePost) {
        guard let busy = post.busy else { return }
        load.change(by: .zero - busy.cost)
        post.busy = nil
    }
}
