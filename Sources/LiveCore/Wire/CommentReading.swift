extension NewComment {
    /// Reads the body of a `POST /comments/{postId}` and checks it. Unknown members are ignored.
    public init(json body: some Sequence<UInt8>) throws(CommentRefusal) {
        var fields = Fields()
        do throws(JSONError) {
            try JSONReader.read(body) { reader throws(JSONError) in
                guard try reader.kind() == .object else { throw reader.error("expected an object") }
                try reader.object { reader, name throws(JSONError) in try fields.read(name, from: &reader) }
            }
        } catch {
            throw fields.refusal(for: error)
        }
        self = try fields.comment()
    }

    /// The members of a comment, as they are read from an object that may have others.
    public struct Fields {
        private var author: String?
        private var authorName: String?
        private var content: String?
        private var replyTo: EventID?
        private var wrong: CommentRefusal?

        /// Before any has been read.
        public init() {}

        /// The comment of the members that have been read.
        public func comment() throws(CommentRefusal) -> NewComment {
            guard let author else { throw .invalid(field: "author_id", allowed: "a string, or a whole number") }
            guard let content else { throw .invalid(field: "content", allowed: "a string") }
            return try NewComment(author: author, authorName: authorName, content: content, replyTo: replyTo)
        }

        /// Reads the value of a member, or skips it when no comment has one of that name.
        public mutating func read(_ name: String, from reader: inout JSONReader) throws(JSONError) {
            switch name {
            case "author_id":
                author =
                    switch try reader.kind() {
                    case .string: try text(name, &reader)
                    case .number: String(try whole(name, "a string, or a whole number", &reader))
                    default: throw refuse(name, "a string, or a whole number", reader)
                    }
            case "content": content = try text(name, &reader)
            case "author_name":
                authorName = try reader.nullIfPresent() ? nil : try text(name, &reader)
            case "reply_to":
                replyTo = try reader.nullIfPresent() ? nil : try identifier(name, &reader)
            default: try reader.skip()
            }
        }

        /// The field that was being read when the reader stopped, or else what it said.
        public func refusal(for error: JSONError) -> CommentRefusal { wrong ?? .malformed(error.description) }

        private mutating func text(_ name: String, _ reader: inout JSONReader) throws(JSONError) -> String {
            guard try reader.kind() == .string else { throw refuse(name, "a string", reader) }
            do throws(JSONError) {
                return try reader.string()
            } catch {
                wrong = .invalid(field: name, allowed: "a JSON string (\(error))")
                throw error
            }
        }

        private mutating func identifier(_ name: String, _ reader: inout JSONReader) throws(JSONError) -> EventID {
            guard try reader.kind() == .number,
                let id = EventID(rawValue: try whole(name, EventID.allowed, &reader))
            else { throw refuse(name, EventID.allowed, reader) }
            return id
        }

        private mutating func whole(
            _ name: String, _ allowed: String, _ reader: inout JSONReader
        ) throws(JSONError) -> Int64 {
            do throws(JSONError) {
                return try reader.integer()
            } catch {
                throw refuse(name, allowed, reader)
            }
        }

        private mutating func refuse(_ name: String, _ allowed: String, _ reader: JSONReader) -> JSONError {
            wrong = .invalid(field: name, allowed: allowed)
            return reader.error("expected \(allowed)")
        }
    }
}

extension Comment {
    /// Reads an item of a page, or the `data` of a `comment` or `restore` event.
    ///
    /// - Parameters:
    ///   - json: one object; unknown members are ignored.
    ///   - post: where it stands, when the item does not say.
    public init(json: some Sequence<UInt8>, in post: PostID? = nil) throws(JSONError) {
        self = try JSONReader.read(json) { reader throws(JSONError) in
            try Comment(reading: &reader, post: post)
        }
    }

    /// Reads an item of a post where the reader stands.
    public init(in post: PostID, reading reader: inout JSONReader) throws(JSONError) {
        try self.init(reading: &reader, post: post)
    }

    /// Reads an item where the reader stands.
    init(reading reader: inout JSONReader, post: PostID?) throws(JSONError) {
        var post = post
        var id: EventID?
        var (author, name, content): (String?, String?, String?)
        var replyTo: EventID?
        try reader.object { reader, member throws(JSONError) in
            switch member {
            case "video_id": post = PostID(rawValue: try reader.string())
            case "comment_id": id = EventID(rawValue: try reader.integer())
            case "author_id": author = try reader.string()
            case "author_name": name = try reader.string()
            case "comment", "content": content = try reader.string()
            case "reply_to": replyTo = EventID(rawValue: try reader.integer())
            default: try reader.skip()
            }
        }
        guard let post, let id, let author, let content else {
            throw reader.error("expected a comment with video_id, comment_id, author_id and its text")
        }
        self.init(post: post, id: id, author: author, authorName: name, content: content, replyTo: replyTo)
    }
}
