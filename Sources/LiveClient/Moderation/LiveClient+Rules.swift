public import LiveCore

extension LiveClient {
    /// The rules there are.
    public func rules() throws(ClientError) -> [Record] {
        try read(Request(target: "/moderation/rules")) { body throws(JSONError) in
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

    /// What a rule would have caught of what was said in a post.
    public func test(_ rule: NewRule, on post: PostID) throws(ClientError) -> [Record] {
        var rule = rule
        rule.post = post
        return try read(Request("POST", "/moderation/rules/test") { $0.members(of: rule) }) { body throws(JSONError) in
            try Record.list("comments", in: body)
        }
    }
}
