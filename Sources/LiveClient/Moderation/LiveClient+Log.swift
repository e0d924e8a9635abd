public import LiveCore

/// A part of the log of what moderators and rules did.
public struct LogPage: Sendable, Hashable {
    /// Oldest first.
    public let entries: [Record]
    /// The cursor of what comes after them.
    public let after: String?
    /// Whether there is more.
    public let hasMore: Bool

    init(json: [UInt8]) throws(JSONError) {
        entries = try Record.list("entries", in: json)
        let page = try Record(json: json)
        after = page["after"]
        hasMore = page["has_more"] == "true"
    }
}

extension LiveClient {
    /// What moderators and rules did.
    ///
    /// - Parameters:
    ///   - cursor: of the entry before the first; nil for the newest entries.
    ///   - post: in which post; nil for all.
    ///   - limit: how many, 1 to 500.
    public func log(
        after cursor: String? = nil, of post: PostID? = nil, limit: Int
    ) throws(ClientError) -> LogPage {
        let parameters = [
            ("postId", post?.rawValue), ("cursor", cursor),
            ("direction", cursor == nil ? nil : "after"), ("pageSize", String(limit)),
        ]
        return try read(Request(target: Request.target("/moderation/log", parameters))) { body throws(JSONError) in
            try LogPage(json: body)
        }
    }
}
