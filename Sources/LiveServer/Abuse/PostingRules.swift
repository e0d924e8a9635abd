import LiveCore

/// How often one author, and one address, may post, and how often may be posted under one post.
struct PostingRules: Sendable {
    private let perAuthor: RateLimiter?
    private let perAddress: RateLimiter?
    private let perPost: RateLimiter?

    init(perAuthor: Rate? = nil, perAddress: Rate? = nil, perPost: Rate? = nil) {
        self.perAuthor = perAuthor.map { RateLimiter(rate: $0) }
        self.perAddress = perAddress.map { RateLimiter(rate: $0) }
        self.perPost = perPost.map { RateLimiter(rate: $0) }
    }

    /// Whether there is any limit.
    var limitsSomething: Bool { perAuthor != nil || perAddress != nil || perPost != nil }

    /// Throws 429 `rate_limited` when any of them has had too many.
    func check(author: String, address: String, post: PostID) throws(Problem) {
        if let seconds = perAddress?.take(address) { throw .rateLimited(what: "address", seconds: seconds) }
        if let seconds = perAuthor?.take(author) { throw .rateLimited(what: "author", seconds: seconds) }
        if let seconds = perPost?.take(post.rawValue) { throw .rateLimited(what: "post", seconds: seconds) }
    }
}
