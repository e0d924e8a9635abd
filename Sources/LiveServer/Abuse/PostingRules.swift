import LiveCore
import Synchronization

/// How often one author, and one address, may post, and how often may be posted under one post.
final class PostingRules: Sendable {
    private struct Limiters {
        var perAuthor: RateLimiter?
        var perAddress: RateLimiter?
        var perPost: RateLimiter?
    }

    private let limiters: Mutex<Limiters>

    init(perAuthor: Rate? = nil, perAddress: Rate? = nil, perPost: Rate? = nil) {
        limiters = Mutex(
            Limiters(
                perAuthor: perAuthor.map { RateLimiter(rate: $0) },
                perAddress: perAddress.map { RateLimiter(rate: $0) },
                perPost: perPost.map { RateLimiter(rate: $0) }))
    }

    /// Other rates from now on. A rate that stays keeps what it knows of who posted.
    func change(perAuthor: Rate?, perAddress: Rate?, perPost: Rate?) {
        limiters.withLock { limiters in
            limiters.perAuthor = Self.limiter(perAuthor, instead: limiters.perAuthor)
            limiters.perAddress = Self.limiter(perAddress, instead: limiters.perAddress)
            limiters.perPost = Self.limiter(perPost, instead: limiters.perPost)
        }
    }

    /// Whether there is any limit.
    var limitsSomething: Bool {
        limiters.withLock { $0.perAuthor != nil || $0.perAddress != nil || $0.perPost != nil }
    }

    /// Throws 429 `rate_limited` when any of them has had too many.
    func check(author: String, address: String, post: PostID) throws(Problem) {
        let limiters = self.limiters.withLock { $0 }
        if let seconds = limiters.perAddress?.take(address) { throw .rateLimited(what: "address", seconds: seconds) }
        if let seconds = limiters.perAuthor?.take(author) { throw .rateLimited(what: "author", seconds: seconds) }
        if let seconds = limiters.perPost?.take(post.rawValue) { throw .rateLimited(what: "post", seconds: seconds) }
    }

    private static func limiter(_ rate: Rate?, instead old: RateLimiter?) -> RateLimiter? {
        rate == old?.rate ? old : rate.map { RateLimiter(rate: $0) }
    }
}
