public import LiveCore

/// A post at a glance, as `GET /posts/{postId}` gives it.
public struct PostStatus: Sendable, Hashable {
    /// Whether it takes comments, and how fast.
    public let state: PostState
    /// The comment fixed on top.
    public let pinned: Comment?
    /// The comments that pages show.
    public let commentCount: Int
    /// How many watch.
    public let viewers: Int
    /// The newest comment.
    public let lastCommentID: EventID?

    init(json: [UInt8], of post: PostID) throws(JSONError) {
        var state = PostState()
        var (pinned, last): (Comment?, EventID?)
        var (count, viewers) = (0, 0)
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "state": state.isOpen = try reader.string() != "closed"
                case "slow_mode_seconds": state.slowModeSeconds = Int(clamping: try reader.integer())
                case "unique_seconds": state.uniqueSeconds = Int(clamping: try reader.integer())
                case "shielded": state.isShielded = try reader.boolean()
                case "pinned": pinned = try reader.nullIfPresent() ? nil : try Comment(in: post, reading: &reader)
                case "comment_count": count = Int(clamping: try reader.integer())
                case "viewers": viewers = Int(clamping: try reader.integer())
                case "last_comment_id":
                    last = try reader.nullIfPresent() ? nil : EventID(rawValue: try reader.integer())
                default: try reader.skip()
                }
            }
        }
        self.state = state
        self.pinned = pinned
        self.commentCount = count
        self.viewers = viewers
        lastCommentID = last
    }
}
