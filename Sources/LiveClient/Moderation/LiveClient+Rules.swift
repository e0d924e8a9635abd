public import LiveCore

/// What a rule would have caught of what was said.
public struct RuleTrial: Sendable, Hashable {
    /// A comment that it would have caught.
    public struct Catch: Sendable, Hashable {
        /// What was said.
        public let comment: Comment
        /// What a rule that masks would have made of it.
        public let masked: String?
    }

    /// Oldest first.
    public let caught: [Catch]
    /// How many comments were looked at.
    public let scanned: Int
    /// For how many of them the regular expression took too many steps, which counts as not found.
    public let exhausted: Int
    /// Where to go on with what was said before; nil when all has been looked at.
    public let before: EventID?

    init(json: [UInt8], in post: PostID) throws(JSONError) {
        var caught: [Catch]?
        var (scanned, exhausted, before) = (0, 0, EventID?.none)
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "scanned": scanned = Int(clamping: try reader.integer())
                case "exhausted": exhausted = Int(clamping: try reader.integer())
                case "before": before = try reader.nullIfPresent() ? nil : EventID(rawValue: try reader.integer())
                case "caught":
                    var found: [Catch] = []
                    try reader.array { reader throws(JSONError) in
                        found.append(try Self.read(from: &reader, in: post))
                    }
                    caught = found
                default: try reader.skip()
                }
            }
            guard caught != nil else { throw reader.error("expected caught") }
        }
        self.caught = caught ?? []
        (self.scanned, self.exhausted, self.before) = (scanned, exhausted, before)
    }

    private static func read(from reader: inout JSONReader, in post: PostID) throws(JSONError) -> Catch {
        var (comment, masked): (Comment?, String?)
        try reader.object { reader, member throws(JSONError) in
            switch member {
            case "comment": comment = try Comment(in: post, reading: &reader)
            case "masked": masked = try reader.string()
            default: try reader.skip()
            }
        }
        guard let comment else { throw reader.error("expected comment") }
        return Catch(comment: comment, masked: masked)
    }
}

extension LiveClient {
    /// The rules there are.
    ///
    /// - Parameter post: for this post, with those for all; nil for every rule.
    public func rules(for post: PostID? = nil) throws(ClientError) -> [Record] {
        let target = Request.target("/moderation/rules", [("postId", post?.rawValue)])
        return try read(Request(target: target)) { body throws(JSONError) in
            try Record.list("rules", in: body)
        }
    }

    /// Makes a rule, and gives it with its id.
    public func add(_ rule: NewRule) throws(ClientError) -> Record {
        try read(Request("POST", "/moderation/rules") { $0.members(of: rule) }) { body throws(JSONError) in
            try Record(json: body)
        }
    }

    /// Takes a rule away.
    public func removeRule(_ id: String) throws(ClientError) {
        try call(Request(method: "DELETE", target: "/moderation/rules/\(Request.encoded(id))"))
    }

    /// What a rule would have caught of what was said in a post; a call looks at some thousand comments.
    ///
    /// - Parameter cursor: looks at what was said before; nil for the newest.
    public func test(
        _ rule: NewRule, on post: PostID, before cursor: EventID? = nil
    ) throws(ClientError) -> RuleTrial {
        var rule = rule
        rule.post = post
        let request = Request("POST", "/moderation/rules/test") { [rule] json in
            json.members(of: rule)
            json.optionalInteger("before", cursor?.rawValue)
        }
        return try read(request) { body throws(JSONError) in try RuleTrial(json: body, in: post) }
    }
}
