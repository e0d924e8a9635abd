public import LiveCore

/// Which comments a purge takes down: those for which everything holds that is said here.
public struct PurgeFilter: Sendable, Hashable {
    /// Of this post; nil for all.
    public var post: PostID?
    /// By this author.
    public var author: String?
    /// Not older than this, in milliseconds since the Unix epoch.
    public var since: Int64?
    /// Older than this, in milliseconds since the Unix epoch.
    public var until: Int64?
    /// What they say matches this regular expression.
    public var matching: String?

    /// A filter that lets everything through.
    public init() {}
}

/// What a purge came to, or would come to.
public struct PurgeReport: Sendable, Hashable {
    /// Names it, to undo it by; nil for one that was only tried.
    public let id: String?
    /// The comments concerned.
    public let count: Int
    /// Of one that was only tried, the first of them.
    public let comments: [Record]
    /// As the server wrote it: one line of JSON.
    public let json: [UInt8]

    init(json: [UInt8]) throws(JSONError) {
        self.json = json.filter { $0 >= 0x20 }
        var (id, count): (String?, Int?)
        var comments: [Record] = []
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "id", "purge_id":
                    switch try reader.kind() {
                    case .string: id = try reader.string()
                    case .null: try reader.skip()
                    default: id = String(try reader.integer())
                    }
                case "count": count = Int(clamping: try reader.integer())
                case "comments":
                    try reader.array { reader throws(JSONError) in
                        comments.append(try Record(json: try reader.source()))
                    }
                default: try reader.skip()
                }
            }
            guard count != nil else { throw reader.error("expected a count") }
        }
        self.id = id
        self.count = count ?? 0
        self.comments = comments
    }
}

extension LiveClient {
    /// Takes many comments down at once.
    ///
    /// - Parameters:
    ///   - reason: up to 500 characters, for the viewers and the log.
    ///   - isTrial: only says what it would take down.
    public func purge(
        _ filter: PurgeFilter, reason: String? = nil, isTrial: Bool = false
    ) throws(ClientError) -> PurgeReport {
        let request = Request("POST", "/moderation/purge") { json in
            json.optionalString("video_id", filter.post?.rawValue)
            json.optionalString("author_id", filter.author)
            json.optionalInteger("since", filter.since)
            json.optionalInteger("until", filter.until)
            json.optionalString("matching", filter.matching)
            json.optionalString("reason", reason)
            guard isTrial else { return }
            json.key("dry_run")
            json.boolean(true)
        }
        return try read(request) { body throws(JSONError) in try PurgeReport(json: body) }
    }

    /// Puts back what a purge took down.
    public func undoPurge(_ id: String) throws(ClientError) -> PurgeReport {
        try read(Request("POST", "/moderation/purge/\(Request.encoded(id))/undo") { _ in }) { body throws(JSONError) in
            try PurgeReport(json: body)
        }
    }
}
