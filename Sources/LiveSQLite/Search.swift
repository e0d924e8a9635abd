import LiveCore

/// A page of what is found by its text, looked for in slices: between two of them others get their pages.
struct Search {
    /// As many comments are looked at in one slice, which takes about a millisecond.
    static let slice = 1_000

    private let asked: PageQuery
    private var slicesLeft = PageQuery.scanLimit / slice
    /// What the next slice is asked.
    private(set) var query: PageQuery
    /// What has been found.
    private(set) var page: Page
    private(set) var isOver = false

    init(_ query: PageQuery) {
        asked = query
        self.query = query
        page = Page(comments: [], cursor: query.cursor, hasMore: true)
    }

    /// - Parameter slice: when there is more, its cursors are where it stopped looking.
    mutating func take(_ slice: Page) {
        let comments =
            asked.direction == .before ? slice.comments + page.comments : page.comments + slice.comments
        // What has come since the first slice may be missing in it.
        page = Page(
            comments: comments, cursor: asked.cursor, hasMore: slice.hasMore, version: page.version ?? slice.version)
        slicesLeft -= 1
        isOver = !slice.hasMore || comments.count == asked.limit || slicesLeft == 0
        guard slice.hasMore else { return }
        switch asked.direction {
        case .before: (page.before, query.cursor) = (slice.before, slice.before)
        case .after: (page.after, query.cursor) = (slice.after, slice.after)
        }
        query.limit = asked.limit - comments.count
    }
}
