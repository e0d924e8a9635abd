/// Where a reader of a stream stands, as `Last-Event-ID` and `cursor` say it.
public enum StreamCursor: Sendable, Hashable {
    /// At an event id, whichever the post: what a stream of one post gives.
    case id(EventID)
    /// In each of several posts at an id of its own.
    case positions(PostPositions)

    /// What the parameter `cursor` may be, for error messages.
    public static let allowed = EventID.allowed + ", or an id that a stream of several posts has given"

    /// Nil for what no stream gives.
    public init?(_ text: String) {
        if let id = EventID(text) {
            self = .id(id)
        } else if let positions = PostPositions(text) {
            self = .positions(positions)
        } else {
            return nil
        }
    }

    /// Where the reader stands in a post; nil when this does not say.
    public func position(in post: PostID) -> EventID? {
        switch self {
        case .id(let id): id
        case .positions(let positions): positions.position(in: post)
        }
    }
}
