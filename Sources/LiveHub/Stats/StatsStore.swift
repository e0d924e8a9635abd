public import LiveCore

/// What a store knows of how much it keeps, without counting anything for the answer.
public protocol StatsStore: Sendable {
    /// Of a post, or with nil of all.
    func figures(of post: PostID?) async throws -> StoreFigures
}

/// How much a store keeps.
public struct StoreFigures: Sendable, Hashable {
    /// Comments that pages show.
    public var comments = 0
    /// Comments that were taken down.
    public var deleted = 0
    /// Comments that wait for a moderator.
    public var held = 0
    /// Posts in which something has happened; nil of one post.
    public var posts: Int?
    /// Bytes on the disk; nil of one post.
    public var bytes: Int?
    /// The shield over all posts; of one post, what is in force there.
    public var shield: Shield?

    /// Nothing.
    public init() {}
}
