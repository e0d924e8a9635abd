public import LiveCore
public import LiveHub
public import Testing

/// A rule that every `CommentStore` keeps, for use as a test's argument.
///
/// ```
/// @Test(arguments: CommentStoreContract.rules)
/// func keeps(rule: StoreRule) async throws { try await rule.check { try MyStore(clock: $0) } }
/// ```
public struct StoreRule: Sendable, CustomTestStringConvertible {
    /// Makes an empty store whose ids take their time from a clock.
    public typealias MakeStore = @Sendable (WallClock) async throws -> any ModerationStore

    let name: String
    let body: @Sendable (StoreUnderTest) async throws -> Void

    /// The rule, in words.
    public var testDescription: String { name }

    init(_ name: String, _ body: @escaping @Sendable (StoreUnderTest) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Holds a store to the rule.
    public func check(_ make: MakeStore) async throws {
        let clock = TestClock()
        try await body(StoreUnderTest(store: make(clock.wallClock), clock: clock))
    }
}

/// The rules of `CommentStore`, one suite for every store.
public enum CommentStoreContract {
    /// All of them. Each runs on a store of its own.
    public static let rules =
        ids + comments + idempotency + moderation + pages + events + purges + erasing + bans + paces + shields + queue
        + log + imports
}
