import LiveCore

/// How often one author, and one address, may post.
struct PostingRules: Sendable {
    private let perAuthor: RateLimiter?
    private let perAddress: RateLimiter?

    init(perAuthor: Rate?, perAddress: Rate?) {
        self.perAuthor = perAuthor.map { RateLimiter(rate: $0) }
        self.perAddress = perAddress.map { RateLimiter(rate: $0) }
    }

    /// Whether there is any limit.
    var limitsSomething: Bool { perAuthor != nil || perAddress != nil }

    /// Throws 429 `rate_limited` when either has posted too often.
    func check(author: String, address: String) throws(Problem) {
        if let seconds = perAddress?.take(address) { throw .rateLimited(what: "address", seconds: seconds) }
        if let seconds = perAuthor?.take(author) { throw .rateLimited(what: "author", seconds: seconds) }
    }
}
