/// A page of a post's comments, in reading order, with the cursors of its neighbours.
public struct Page: Sendable, Hashable {
    /// Which side of the cursor a page lies on.
    public enum Direction: String, Sendable {
        /// The comments just before the cursor; with no cursor the newest.
        case before
        /// The comments just after the cursor; with no cursor the oldest.
        case after
    }

    /// Oldest first.
    public var comments: [Comment]
    /// The cursor for the page before this one.
    public var before: EventID?
    /// The cursor for the page after this one.
    public var after: EventID?
    /// Whether there are more comments in the direction asked for.
    public var hasMore: Bool
    /// The post's newest id when the page was read; nil when it was not read from a store.
    public var version: EventID?

    /// A page of comments; one without any gives the cursor it was asked with back, so that a poller can go on.
    public init(comments: [Comment], cursor: EventID?, hasMore: Bool) {
        self.comments = comments
        self.before = comments.first?.id ?? cursor
        self.after = comments.last?.id ?? cursor
        self.hasMore = hasMore
    }

    /// The body of an answer to `GET /comments/{postId}`.
    public var json: [UInt8] {
        var writer = JSONWriter(capacity: 128 + comments.count * 256)
        writer.object { json in
            json.key("comments")
            json.array { json in
                for comment in comments { json.item(comment, namesPost: false) }
            }
            json.key("before")
            json.cursor(before)
            json.key("after")
            json.cursor(after)
            json.key("has_more")
            json.boolean(hasMore)
        }
        return writer.bytes
    }

    /// Reads the body of an answer to `GET /comments/{postId}`.
    public init(json: some Sequence<UInt8>, in post: PostID) throws(JSONError) {
        var comments: [Comment] = []
        var (before, after): (EventID?, EventID?)
        var hasMore = false
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "comments":
                    try reader.array { reader throws(JSONError) in
                        comments.append(try Comment(reading: &reader, post: post))
                    }
                case "before": before = try reader.cursor()
                case "after": after = try reader.cursor()
                case "has_more": hasMore = try reader.boolean()
                default: try reader.skip()
                }
            }
        }
        self.init(comments: comments, cursor: nil, hasMore: hasMore)
        self.before = before
        self.after = after
    }
}

extension JSONWriter {
    fileprivate mutating func cursor(_ id: EventID?) {
        if let id { integer(id.rawValue) } else { null() }
    }
}

extension JSONReader {
    fileprivate mutating func cursor() throws(JSONError) -> EventID? {
        try nullIfPresent() ? nil : EventID(rawValue: try integer())
    }
}
