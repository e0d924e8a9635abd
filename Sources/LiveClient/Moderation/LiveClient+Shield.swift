public import LiveCore

/// How a post is shielded from a crowd.
public struct Shield: Sendable, Hashable {
    /// The least number of seconds between two comments of one author; nil for what the server thinks right.
    public var slowModeSeconds: Int?
    /// Whether a moderator has to approve what authors say who are new to the server; nil likewise.
    public var holdsNewAuthors: Bool?
    /// Whether only authors known to the server may post; nil likewise.
    public var admitsKnownAuthorsOnly: Bool?

    /// What the server thinks right.
    public init() {}
}

extension LiveClient {
    /// Raises the shield of a post.
    ///
    /// - Returns: the shield that is up now.
    @discardableResult
    public func raise(_ shield: Shield, of post: PostID) throws(ClientError) -> Shield {
        let request = Request("PUT", "/moderation/shield/\(post)") { json in
            json.optionalInteger("slow_mode_seconds", shield.slowModeSeconds.map(Int64.init))
            json.optionalBoolean("hold_new_authors", shield.holdsNewAuthors)
            json.optionalBoolean("known_authors_only", shield.admitsKnownAuthorsOnly)
        }
        let record = try read(request) { body throws(JSONError) in try Record(json: body) }
        var raised = Shield()
        raised.slowModeSeconds = record["slow_mode_seconds"].flatMap { Int($0) }
        raised.holdsNewAuthors = record["hold_new_authors"].map { $0 == "true" }
        raised.admitsKnownAuthorsOnly = record["known_authors_only"].map { $0 == "true" }
        return raised
    }

    /// Lets it down, so that the post is as it was before.
    public func lowerShield(of post: PostID) throws(ClientError) {
        try call(Request(method: "DELETE", target: "/moderation/shield/\(post)"))
    }
}
