import LiveCore
import Synchronization

/// Which moderator is looking at which held comment. A claim is a courtesy: it keeps two from doing the same work, and
/// is forgotten with the server.
final class QueueClaims: Sendable {
    /// A held comment: an id is unique only within its post.
    struct Place: Hashable, Sendable {
        let post: PostID
        let comment: EventID
    }

    private struct Claim {
        let subject: String
        let end: ContinuousClock.Instant
    }

    /// How long a claim lasts when nobody renews it.
    static let seconds = 60
    /// Claims at a time; more than moderators can make.
    private static let limit = 10_000

    private let claims = Mutex<[Place: Claim]>([:])

    /// Claims a comment, or renews a claim; who has it already, if that is somebody else.
    func claim(_ place: Place, by subject: String, now: ContinuousClock.Instant = .now) -> String? {
        claims.withLock { claims in
            if let claim = claims[place], claim.end > now, claim.subject != subject { return claim.subject }
            if claims.count >= Self.limit { claims = claims.filter { $0.value.end > now } }
            if claims.count >= Self.limit { claims = [:] }
            claims[place] = Claim(subject: subject, end: now + .seconds(Self.seconds))
            return nil
        }
    }

    /// Gives a claim up; somebody else's stays.
    func release(_ place: Place, by subject: String) {
        claims.withLock { claims in
            if claims[place]?.subject == subject { claims[place] = nil }
        }
    }

    /// Nobody has to look at it any more.
    func forget(_ place: Place) { claims.withLock { $0[place] = nil } }

    /// Who is looking at a comment.
    func holder(of place: Place, now: ContinuousClock.Instant = .now) -> String? {
        claims.withLock { claims in claims[place].flatMap { $0.end > now ? $0.subject : nil } }
    }
}
