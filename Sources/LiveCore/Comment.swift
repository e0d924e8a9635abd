/// What a viewer said under a post, as the store keeps it.
public struct Comment: Sendable, Hashable {
    /// The post it stands under.
    public let post: PostID
    /// Its id, which is also the id of the event that brought it.
    public let id: EventID
    /// Who said it: an opaque name, 1 to 128 characters.
    public let author: String
    /// What the author is to be called, up to 64 characters on one line.
    public let authorName: String?
    /// What was said, as given, with CRLF and CR made LF.
    public let content: String
    /// The comment it answers, in the same post.
    public let replyTo: EventID?

    /// A comment with all its parts.
    public init(
        post: PostID, id: EventID, author: String, authorName: String? = nil, content: String, replyTo: EventID? = nil
    ) {
        self.post = post
        self.id = id
        self.author = author
        self.authorName = authorName
        self.content = content
        self.replyTo = replyTo
    }

    /// When it was accepted, in milliseconds since the Unix epoch: the time in its id.
    public var timestamp: Int64 { id.milliseconds }
}
