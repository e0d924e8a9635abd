/// Which page of a post is asked for.
public struct PageQuery: Sendable, Hashable {
    /// The most comments one call looks at for ``text``.
    public static let scanLimit = 50_000

    /// The post.
    public var post: PostID
    /// Strictly before or after this one; nil for the newest or the oldest.
    public var cursor: EventID?
    /// Which side of the cursor.
    public var direction: Page.Direction
    /// The most comments to give: 1 to 500.
    public var limit: Int
    /// Nothing older than this, in milliseconds since the Unix epoch.
    public var since: Int64?
    /// Nothing as new as this or newer, in milliseconds since the Unix epoch.
    public var until: Int64?
    /// Only comments that contain this, case and width folded.
    public var text: String?

    /// A page of a post; without more, its newest comments.
    public init(
        post: PostID, cursor: EventID? = nil, direction: Page.Direction = .before,
        limit: Int = Limits.defaultPageSize, since: Int64? = nil, until: Int64? = nil, text: String? = nil
    ) {
        self.post = post
        self.cursor = cursor
        self.direction = direction
        self.limit = limit
        self.since = since
        self.until = until
        self.text = text
    }
}
