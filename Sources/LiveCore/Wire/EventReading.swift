/// What a stream tells: an event of a post, or something about the stream itself.
public enum StreamEvent: Sendable, Hashable {
    /// Something happened in the post.
    case event(Event)
    /// Comments were not sent.
    case gap(Gap, in: PostID)
    /// More came than the reader wants to be sent.
    case thinned(Thinned, in: PostID)
    /// How many watch the post; it has no place in the sequence.
    case viewers(Int, in: PostID)
    /// Something that a newer server tells, with its name.
    case unknown(String)

    /// Reads a message of a stream.
    ///
    /// - Throws: ``JSONError`` when the data is not what its event asks for.
    public init(_ message: SSEMessage) throws(JSONError) {
        self = try JSONReader.read(message.data) { reader throws(JSONError) in
            try StreamEvent(reading: &reader, name: message.event, id: EventID(message.lastEventID) ?? .zero)
        }
    }

    private init(reading reader: inout JSONReader, name: String, id: EventID) throws(JSONError) {
        switch name {
        case "comment", "restore":
            let comment = try Comment(reading: &reader, post: nil)
            self = .event(
                Event(post: comment.post, id: id, action: name == "comment" ? .comment(comment) : .restore(comment)))
        case "delete", "purge", "pin", "unpin", "state":
            let fields = try Fields(reading: &reader)
            self = .event(Event(post: try fields.post(reader), id: id, action: try fields.action(name, reader)))
        case "gap", "thinned", "viewers":
            self = try Fields(reading: &reader).notice(name, reader)
        default:
            try reader.skip()
            self = .unknown(name)
        }
    }
}

/// The members of whatever is no comment.
private struct Fields {
    private var post: PostID?
    private var comment: EventID?
    private var comments: [EventID] = []
    private var author: String?
    private var pinned: Comment?
    private var by: String?
    private var isOpen: Bool?
    private var state = PostState()
    private var reason: String?
    private var after: EventID?
    private var before: EventID?
    private var shown = 0
    private var withheld = 0
    private var viewers: Int?

    init(reading reader: inout JSONReader) throws(JSONError) {
        try reader.object { reader, member throws(JSONError) in
            switch member {
            case "video_id": post = PostID(rawValue: try reader.string())
            case "comment_id": comment = EventID(rawValue: try reader.integer())
            case "comment_ids":
                try reader.array { reader throws(JSONError) in
                    if let id = EventID(rawValue: try reader.integer()) { comments.append(id) }
                }
            case "author_id": author = try reader.string()
            case "comment": pinned = try Comment(reading: &reader, post: post)
            case "by": by = try reader.string()
            case "reason": reason = try reader.nullIfPresent() ? nil : try reader.string()
            case "after": after = EventID(rawValue: try reader.integer())
            case "before": before = EventID(rawValue: try reader.integer())
            case "shown": shown = Int(clamping: try reader.integer())
            case "withheld": withheld = Int(clamping: try reader.integer())
            case "viewers": viewers = Int(clamping: try reader.integer())
            default: try read(stateMember: member, &reader)
            }
        }
    }

    private mutating func read(stateMember member: String, _ reader: inout JSONReader) throws(JSONError) {
        switch member {
        case "state": isOpen = try reader.string() != "closed"
        case "slow_mode_seconds": state.slowModeSeconds = Int(clamping: try reader.integer())
        case "unique_seconds": state.uniqueSeconds = Int(clamping: try reader.integer())
        case "shielded": state.isShielded = try reader.boolean()
        default: try reader.skip()
        }
    }

    func post(_ reader: JSONReader) throws(JSONError) -> PostID {
        guard let post else { throw reader.error("expected a video_id") }
        return post
    }

    func action(_ name: String, _ reader: JSONReader) throws(JSONError) -> Event.Action {
        switch name {
        case "purge": return .purge(comments: comments, author: author, by: by ?? "", reason: reason)
        case "pin":
            guard let pinned else { break }
            return .pin(pinned)
        case "state":
            guard let isOpen else { break }
            var state = state
            state.isOpen = isOpen
            return .state(state)
        default:
            guard let comment else { break }
            return name == "unpin" ? .unpin(comment: comment) : .delete(comment: comment, by: by ?? "", reason: reason)
        }
        throw reader.error("expected the data of a \(name) event")
    }

    func notice(_ name: String, _ reader: JSONReader) throws(JSONError) -> StreamEvent {
        let post = try post(reader)
        if name == "viewers", let viewers { return .viewers(viewers, in: post) }
        guard name != "viewers", let after, let before else {
            throw reader.error("expected the data of a \(name) event")
        }
        if name == "thinned" {
            return .thinned(Thinned(after: after, before: before, shown: shown, withheld: withheld), in: post)
        }
        let reason = reason.flatMap(Gap.Reason.init(rawValue:)) ?? .unknownPosition
        return .gap(Gap(after: after, before: before, reason: reason), in: post)
    }
}
