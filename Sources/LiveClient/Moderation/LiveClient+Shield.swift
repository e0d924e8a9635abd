public import LiveCore

/// How a post, or every one, is shielded from a crowd.
public struct Shield: Sendable, Hashable {
    /// The least number of seconds between two comments of one author; nil for what the server thinks right.
    public var slowModeSeconds: Int?
    /// Whether a moderator has to approve what authors say who are new to the server; nil likewise.
    public var holdsNewAuthors: Bool?
    /// Whether only authors known to the server may post; nil likewise.
    public var admitsKnownAuthorsOnly: Bool?

    /// What the server thinks right.
    public init() {}

    /// What a server tells of one.
    ///
    /// - Parameter prefix: of its members, when it stands in another object.
    public init(_ record: Record, under prefix: String = "") {
        slowModeSeconds = record[prefix + "slow_mode_seconds"].flatMap { Int($0) }
        holdsNewAuthors = record[prefix + "hold_new_authors"].map { $0 == "true" }
        admitsKnownAuthorsOnly = record[prefix + "known_authors_only"].map { $0 == "true" }
    }
}

extension LiveClient {
    /// Raises the shield of a post, or with nil the one over all.
    ///
    /// - Returns: the shield that is up now.
    @discardableResult
    public func raise(_ shield: Shield, of post: PostID?) throws(ClientError) -> Shield {
        let request = Request("PUT", Self.shield(of: post)) { json in
            json.optionalInteger("slow_mode_seconds", shield.slowModeSeconds.map(Int64.init))
            json.optionalBoolean("hold_new_authors", shield.holdsNewAuthors)
            json.optionalBoolean("known_authors_only", shield.admitsKnownAuthorsOnly)
        }
        return try read(request) { body throws(JSONError) in Shield(try Record(json: body)) }
    }

    /// Lets it down, so that the post is as it was before, or with nil every one.
    public func lowerShield(of post: PostID?) throws(ClientError) {
        try call(Request(method: "DELETE", target: Self.shield(of: post)))
    }

    private static func shield(of post: PostID?) -> String {
        "/moderation/shield" + (post.map { "/\($0)" } ?? "")
    }
}
