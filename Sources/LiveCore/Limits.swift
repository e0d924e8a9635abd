/// The bounds on what a stranger may send.
public enum Limits {
    /// Grapheme clusters in a comment.
    public static let contentCharacters = 2_000
    /// UTF-8 bytes in a comment.
    public static let contentBytes = 8_000
    /// Characters in an author's id.
    public static let authorCharacters = 128
    /// Characters in an author's display name.
    public static let authorNameCharacters = 64
    /// UTF-8 bytes in an author's id or display name: a character may be many code points.
    public static let authorBytes = 1_024
    /// Characters in a moderator's reason.
    public static let reasonCharacters = 500
    /// Comments in one purge event.
    public static let purgeSize = 500
    /// Seconds between two comments of one author that a post may ask for.
    public static let slowModeSeconds = 0...86_400
    /// Seconds for which nobody may repeat what was said.
    public static let uniqueSeconds = 0...3_600
    /// Seconds that a timeout may last; ten years.
    public static let banSeconds = 1...315_360_000
    /// Characters in an idempotency key.
    public static let idempotencyKeyCharacters = 255
    /// Bytes in an access token.
    public static let tokenBytes = 8 * 1024
    /// UTF-8 bytes in a token's id.
    public static let tokenIDBytes = 255
    /// Bytes in a request's body, as declared or as received.
    public static let bodyBytes = 32 * 1024
    /// Bytes in the body of a call that imports comments.
    public static let importBytes = 4 * 1024 * 1024
    /// Comments in a call that imports them.
    public static let importLines = 10_000
    /// Bytes in all header fields of a request.
    public static let headerBytes = 16 * 1024
    /// Header fields in a request.
    public static let headerFields = 100
    /// Bytes in a request's target.
    public static let targetBytes = 8 * 1024
    /// Comments on a page.
    public static let pageSize = 1...500
    /// Comments on a page when the client does not say.
    public static let defaultPageSize = 50
    /// Comments that a stream may begin with.
    public static let history = 0...500
    /// Posts in one stream.
    public static let streamedPosts = 1...50
    /// Levels of nesting in JSON from outside.
    public static let jsonDepth = 64
}
