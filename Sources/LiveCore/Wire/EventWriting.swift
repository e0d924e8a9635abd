extension JSONWriter {
    /// A comment as pages and streams show it; with the post's name where the reader can't know it.
    ///
    /// - Parameter more: writes further members.
    public mutating func item(
        _ comment: Comment, namesPost: Bool, _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        object { json in
            if namesPost { json.post(comment.post) }
            json.key("comment_id")
            json.integer(comment.id.rawValue)
            json.key("comment")
            json.string(comment.content)
            json.key("timestamp")
            json.integer(comment.timestamp)
            json.author(of: comment)
            more(&json)
        }
    }

    /// What the poster of a comment gets back. The content is left out when the comment is not to be seen: it waits
    /// for a moderator, or has been deleted since.
    public mutating func receipt(_ comment: Comment, isHeld: Bool = false, isDeleted: Bool = false) {
        object { json in
            json.key("comment_id")
            json.integer(comment.id.rawValue)
            json.post(comment.post)
            json.author(of: comment)
            if isDeleted || isHeld {
                json.key(isDeleted ? "deleted" : "held")
                json.boolean(true)
            } else {
                json.key("content")
                json.string(comment.content)
            }
            json.key("timestamp")
            json.integer(comment.timestamp)
        }
    }

    /// The body of a `POST /comments/{postId}`.
    public mutating func newComment(_ comment: NewComment) {
        object { json in
            json.key("author_id")
            json.string(comment.author)
            json.key("content")
            json.string(comment.content)
            json.optionalString("author_name", comment.authorName)
            json.optionalInteger("reply_to", comment.replyTo?.rawValue)
        }
    }

    /// The `data` of an event.
    public mutating func data(of event: Event) {
        switch event.action {
        case .comment(let comment), .restore(let comment):
            item(comment, namesPost: true)
        case .delete(let comment, let by, let reason):
            object { json in
                json.post(event.post)
                json.key("comment_id")
                json.integer(comment.rawValue)
                json.key("by")
                json.string(by)
                json.optionalString("reason", reason)
            }
        case .purge(let comments, let author, let by, let reason):
            object { json in
                json.post(event.post)
                json.key("comment_ids")
                json.array { json in
                    for comment in comments { json.integer(comment.rawValue) }
                }
                json.optionalString("author_id", author)
                json.key("by")
                json.string(by)
                json.optionalString("reason", reason)
            }
        case .pin(let comment):
            object { json in
                json.post(event.post)
                json.key("comment")
                json.item(comment, namesPost: false)
            }
        case .unpin(let comment):
            object { json in
                json.post(event.post)
                json.key("comment_id")
                json.integer(comment.rawValue)
            }
        case .state(let state):
            object { json in
                json.post(event.post)
                json.state(state)
            }
        }
    }

    /// The `data` of a `gap` notice.
    public mutating func data(of gap: Gap, in post: PostID) {
        object { json in
            json.post(post)
            json.key("after")
            json.integer(gap.after.rawValue)
            json.key("before")
            json.integer(gap.before.rawValue)
            json.key("reason")
            json.string(gap.reason.rawValue)
        }
    }

    /// The `data` of a `thinned` notice.
    public mutating func data(of thinned: Thinned, in post: PostID) {
        object { json in
            json.post(post)
            json.key("after")
            json.integer(thinned.after.rawValue)
            json.key("before")
            json.integer(thinned.before.rawValue)
            json.key("shown")
            json.integer(Int64(thinned.shown))
            json.key("withheld")
            json.integer(Int64(thinned.withheld))
        }
    }

    /// The `data` of a `viewers` event.
    public mutating func data(ofViewers count: Int, in post: PostID) {
        object { json in
            json.post(post)
            json.key("viewers")
            json.integer(Int64(count))
        }
    }

    /// The members of a post's state. Those that few posts have are left out where they say nothing.
    public mutating func state(_ state: PostState) {
        key("state")
        string(state.isOpen ? "open" : "closed")
        key("slow_mode_seconds")
        integer(Int64(state.slowModeSeconds))
        if state.uniqueSeconds > 0 {
            key("unique_seconds")
            integer(Int64(state.uniqueSeconds))
        }
        if state.isShielded {
            key("shielded")
            boolean(true)
        }
    }

    /// The member that names the post.
    public mutating func post(_ post: PostID) {
        key("video_id")
        string(post.rawValue)
    }

    /// A member that is left out when it has no value.
    public mutating func optionalString(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// A member that is left out when it has no value.
    public mutating func optionalInteger(_ name: StaticString, _ value: Int64?) {
        guard let value else { return }
        key(name)
        integer(value)
    }

    /// A member that is left out when it has no value.
    public mutating func optionalBoolean(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name)
        boolean(value)
    }

    private mutating func author(of comment: Comment) {
        key("author_id")
        string(comment.author)
        optionalString("author_name", comment.authorName)
        optionalInteger("reply_to", comment.replyTo?.rawValue)
    }
}
