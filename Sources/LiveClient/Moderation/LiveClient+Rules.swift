public import LiveCore

/// What may not be said, and what happens when it is.
public struct RuleDraft: Sendable, Hashable {
    /// What it looks for.
    public enum Subject: Sendable, Hashable {
        /// Any of these words or phrases, however they are written; `*` stands for more letters.
        case words([String])
        /// A regular expression in the syntax of Perl.
        case regex(String)
    }

    /// What happens to a comment in which it finds something.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// Its poster is refused.
        case reject
        /// A moderator has to approve it.
        case hold
        /// What was found becomes asterisks.
        case mask
    }

    /// What it looks for.
    public var subject: Subject
    /// What it does.
    public var action: Action
    /// Whose comments it is for; nil for those of every post.
    public var post: PostID?
    /// What moderators are to know about it.
    public var note: String?

    /// A rule for every post unless said otherwise.
    public init(_ subject: Subject, action: Action, post: PostID? = nil, note: String? = nil) {
        self.subject = subject
        self.action = action
        self.post = post
        self.note = note
    }

    fileprivate func write(to json: inout JSONWriter) {
        switch subject {
        case .words(let words):
            json.key("words")
            json.array { json in for word in words { json.string(word) } }
        case .regex(let regex):
            json.key("regex")
            json.string(regex)
        }
        json.key("action")
        json.string(action.rawValue)
        json.optionalString("video_id", post?.rawValue)
        json.optionalString("note", note)
    }
}

extension LiveClient {
    /// The rules there are.
    public func rules() throws(ClientError) -> [Record] {
        try read(Request(target: "/moderation/rules")) { body throws(JSONError) in
            try Record.list("rules", in: body)
        }
    }

    /// Makes a rule, and gives it with its id.
    public func add(_ rule: RuleDraft) throws(ClientError) -> Record {
        try read(Request("POST", "/moderation/rules") { rule.write(to: &$0) }) { body throws(JSONError) in
            try Record(json: body)
        }
    }

    /// Takes a rule away.
    public func removeRule(_ id: String) throws(ClientError) {
        try call(Request(method: "DELETE", target: "/moderation/rules/\(Request.encoded(id))"))
    }

    /// What a rule would have caught of what was said in a post.
    public func test(_ rule: RuleDraft, on post: PostID) throws(ClientError) -> [Record] {
        var rule = rule
        rule.post = post
        return try read(Request("POST", "/moderation/rules/test") { rule.write(to: &$0) }) { body throws(JSONError) in
            try Record.list("comments", in: body)
        }
    }
}
