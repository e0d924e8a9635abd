public import LiveCore

/// A store that takes comments of the past.
///
/// The rules below are held by `CommentStoreContract` as well.
public protocol ImportStore: CommentStore {
    /// Adds comments to a post with ids of their own time, all in one transaction or, when it throws, none. Viewers
    /// are not told: they find them in pages and replays, like whatever was said before they came. A closed post
    /// takes them too. The log says who brought how many.
    ///
    /// - Returns: an outcome for each, in their order.
    func add(
        _ comments: [ImportedComment], to post: PostID, by principal: Principal
    ) async throws -> [ImportOutcome]
}

/// What became of a comment of the past.
public enum ImportOutcome: Sendable, Hashable {
    /// It is there now.
    case added(EventID)
    /// Its key had been imported into the post before.
    case known(EventID)
    /// Its time is before ids begin, or in the future.
    case refused(ImportRefusal)
}
