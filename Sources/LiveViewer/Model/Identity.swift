import LiveCore

/// Who is watching.
public struct Identity: Hashable, Sendable {
    /// The author id that comments are posted under; nil when there is none, and then nothing can be posted.
    public var author: String?
    /// The name that goes with it.
    public var name: String?
    /// Whether the keys for moderators are on.
    public var isModerator: Bool

    /// Someone.
    public init(author: String?, name: String? = nil, isModerator: Bool = false) {
        self.author = author
        self.name = name
        self.isModerator = isModerator
    }

    /// What a comment must contain to call them.
    var mentions: Mentions { Mentions(of: [author, name].compactMap(\.self)) }

    func wrote(_ comment: LiveCore.Comment) -> Bool { comment.author == author }
}
