/// What a stream tells: an event of a post, or something about the stream itself.
public enum StreamEvent: Sendable, Hashable {
    /// Something happened in the post.
    case event(Event)
    /// Comments were not sent.
    case gap(Gap, in: PostID)
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
        case "delete", "pin", "unpin", "state":
            let fields = try Fields(reading: &reader)
            self = .event(Event(post: try fields.post(reader), id: id, action: try fields.action(name, reader)))
        case "gap":
            let fields = try Fields(reading: &reader)
            guard let after = fields.after, let before = fields.before else {
                throw reader.error("expected a gap with after and before")
            }
            let reason = fields.reason.flatMap(Gap.Reason.init(rawValue:)) ?? .unknownPosition
            self = .gap(Gap(after: after, before: before, reason: reason), in: try fields.post(reader))
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
    private var pinned: Comment?
    private var by: String?
    private var state: String?
    private var slowModeSeconds = 0
    private(set) var reason: String?
    private(set) var after: EventID?
    private(set) var before: EventID?

    init(reading reader: inout JSONReader) throws(JSONError) {
        try reader.object { reader, member throws(JSONError) in
            switch member {
            case "video_id": post = PostID(rawValue: try reader.string())
            case "comment_id": comment = EventID(rawValue: try reader.integer())
            case "comment": pinned = try Comment(reading: &reader, post: post)
            case "by": by = try reader.string()
            case "reason": reason = try reader.string()
            case "state": state = try reader.string()
            case "slow_mode_seconds": slowModeSeconds = Int(try reader.integer())
            case "after": after = EventID(rawValue: try reader.integer())
            case "before": before = EventID(rawValue: try reader.integer())
            default: try reader.skip()
            }
        }
    }

    func post(_ reader: JSONReader) throws(JSONError) -> PostID {
        guard let post else { throw reader.error("expected a video_id") }
        return post
    }

    func action(_ name: String, _ reader: JSONReader) throws(JSONError) -> Event.Action {
        switch name {
        case "pin":
            guard let pinned else { break }
            return .pin(pinned)
        case "state":
            guard let state else { break }
            return .state(PostState(isOpen: state != "closed", slowModeSeconds: slowModeSeconds))
        default:
            guard let comment else { break }
            return name == "unpin" ? .unpin(comment: comment) : .delete(comment: comment, by: by ?? "", reason: reason)
        }
        throw reader.error("expected the data of a \(name) event")
    }
}
