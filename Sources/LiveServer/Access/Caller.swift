import LiveCore

/// Who makes a request, as a verified token says.
struct Caller: Sendable, Hashable {
    /// The id it posts under, and by which its deeds are logged: an author's id.
    var subject: String
    /// What it may do.
    var role: Role
    /// The posts its token is good for; nil for every post.
    var posts: Set<PostID>?
    /// What it is to be called as an author; nil when it may say so itself.
    var name: String?
    /// Tells its token from others of the same subject; nil when the token has no id.
    var tokenID: String?
    /// When its token expires, in milliseconds since the Unix epoch; nil when that is not known.
    var expires: Int64?

    /// Refuses what the caller may not do.
    ///
    /// - Parameters:
    ///   - role: the least role that may.
    ///   - post: where it is to be done; nil for what concerns every post, which a token for some posts is never
    ///     good for.
    /// - Throws: 403 `forbidden`.
    func require(_ role: Role, in post: PostID?) throws(Problem) {
        guard self.role >= role else { throw .forbidden("this takes the role \(role.rawValue)") }
        guard isGood(for: post) else {
            throw .forbidden(post.map { "the token is not good for the post \($0)" } ?? "the token is for some posts")
        }
    }

    /// A comment of the caller's own, under the name its token gives it, if that gives one.
    ///
    /// - Throws: 403 `forbidden` for a comment of somebody else's, whatever the caller's role.
    func signed(_ comment: NewComment) throws(Problem) -> NewComment {
        guard comment.author == subject else {
            throw .forbidden("author_id: the token is good for comments by its own subject only")
        }
        return name.map(comment.named) ?? comment
    }

    /// Whether it may take down a comment: a moderator everyone's, an author their own.
    func mayDelete(commentOf author: String, in post: PostID) -> Bool {
        isGood(for: post) && (role >= .moderator || author == subject)
    }

    private func isGood(for post: PostID?) -> Bool {
        guard let posts else { return true }
        return post.map(posts.contains) ?? false
    }
}
