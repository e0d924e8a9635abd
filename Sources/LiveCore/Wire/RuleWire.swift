/// A rule that is to be made.
public struct NewRule: Sendable, Hashable {
    /// Why a body is no rule.
    public struct Refusal: Error, Sendable, Hashable {
        /// The member that is wrong, or why the whole is.
        public let field: String
        /// What is allowed there.
        public let allowed: String
    }

    /// See ``Rule/post``.
    public var post: PostID?
    /// See ``Rule/subject``.
    public var subject: Rule.Subject
    /// See ``Rule/action``.
    public var action: Rule.Action
    /// See ``Rule/note``.
    public var note: String?

    /// A rule without its id.
    public init(post: PostID? = nil, subject: Rule.Subject, action: Rule.Action, note: String? = nil) {
        self.post = post
        self.subject = subject
        self.action = action
        self.note = note
    }

    /// The rule, when it has got its id.
    public func rule(id: Int64) -> Rule { Rule(id: id, post: post, subject: subject, action: action, note: note) }
}

extension NewRule {
    /// Reads `{"words": […]}` or `{"regex": "…"}` with `"action"`, `"video_id"?` and `"note"?`. Others are ignored.
    public init(json body: some Sequence<UInt8>) throws(Refusal) {
        var fields = Fields()
        do throws(JSONError) {
            try JSONReader.read(body) { reader throws(JSONError) in
                guard try reader.kind() == .object else { throw reader.error("expected an object") }
                try reader.object { reader, name throws(JSONError) in try fields.read(name, from: &reader) }
            }
        } catch {
            throw Refusal(field: DisplayText.line(fields.name), allowed: "\(error)")
        }
        guard fields.video.map({ PostID(rawValue: $0) != nil }) ?? true else {
            throw Refusal(field: "video_id", allowed: PostID.allowed)
        }
        guard let action = fields.action.flatMap(Rule.Action.init(rawValue:)) else {
            throw Refusal(field: "action", allowed: "reject, hold or mask")
        }
        guard fields.note.map({ $0.count <= RuleLimits.noteCharacters }) ?? true else {
            throw Refusal(field: "note", allowed: "at most \(RuleLimits.noteCharacters) characters")
        }
        self.init(
            post: fields.video.flatMap(PostID.init(rawValue:)), subject: try fields.subject(), action: action,
            note: fields.note)
    }

    private struct Fields {
        var name = "the body"
        var video: String?
        var words: [String]?
        var regex: String?
        var action: String?
        var note: String?

        mutating func read(_ name: String, from reader: inout JSONReader) throws(JSONError) {
            self.name = name
            switch name {
            case "video_id": video = try reader.nullIfPresent() ? nil : try reader.string()
            case "regex": regex = try reader.nullIfPresent() ? nil : try reader.string()
            case "action": action = try reader.string()
            case "note": note = try reader.nullIfPresent() ? nil : try reader.string()
            case "words":
                var words: [String] = []
                try reader.array { reader throws(JSONError) in words.append(try reader.string()) }
                self.words = words
            default: try reader.skip()
            }
        }

        func subject() throws(Refusal) -> Rule.Subject {
            switch (words, regex) {
            case (let words?, nil) where !words.isEmpty: return .words(words)
            case (nil, let regex?) where !regex.isEmpty: return .regex(regex)
            default: throw Refusal(field: "words, regex", allowed: "one of the two, and not empty")
            }
        }
    }
}

extension JSONWriter {
    /// A rule as moderators see it.
    public mutating func rule(_ rule: Rule) {
        object { json in
            json.key("id")
            json.integer(rule.id)
            json.members(
                of: NewRule(post: rule.post, subject: rule.subject, action: rule.action, note: rule.note))
        }
    }

    /// What ``NewRule/init(json:)`` reads, inside an object.
    public mutating func members(of rule: NewRule) {
        if let post = rule.post { self.post(post) }
        switch rule.subject {
        case .words(let words):
            key("words")
            array { json in for word in words { json.string(word) } }
        case .regex(let source):
            key("regex")
            string(source)
        }
        key("action")
        string(rule.action.rawValue)
        optionalString("note", rule.note)
    }
}
