import LiveCore

/// A line for people. Nothing a stranger wrote can act on the terminal, or begin a line that looks like another's.
struct TextLine {
    let style: Style
    let namesPost: Bool

    private static let continuation = "\n    "

    func line(_ event: StreamEvent) -> String {
        switch event {
        case .event(let event): line(event)
        case .gap(let gap, let post):
            notice(gap.id, post, "comments between \(gap.after) and \(gap.before) were not sent (\(gap.reason.words))")
        case .thinned(let thinned, let post):
            notice(
                thinned.id, post,
                "\(Counted.comments(thinned.shown)) shown, \(thinned.withheld) withheld by the rate asked for")
        case .viewers(let count, let post): style.dim("-- " + (namesPost ? "[\(post)] " : "") + "\(count) watching")
        case .unknown(let name): style.dim("-- \(DisplayText.line(name))")
        }
    }

    private func line(_ event: Event) -> String {
        switch event.action {
        case .comment(let comment): said(comment)
        case .delete(let comment, let by, let reason):
            notice(event.id, event.post, "\(by) deleted \(comment)" + (reason.map { ": \($0)" } ?? ""))
        case .purge(let comments, let author, let by, let reason):
            notice(
                event.id, event.post, "\(by) deleted \(purged(comments, of: author))" + (reason.map { ": \($0)" } ?? "")
            )
        case .restore(let comment): notice(event.id, event.post, "restored: \(brief(comment))")
        case .pin(let comment): notice(event.id, event.post, "pinned: \(brief(comment))")
        case .unpin(let comment): notice(event.id, event.post, "unpinned \(comment)")
        case .state(let state): notice(event.id, event.post, "the post is \(words(state))")
        }
    }

    private func said(_ comment: Comment) -> String {
        let name = DisplayText.line(comment.authorName ?? comment.author)
        let text = DisplayText.lines(comment.content).joined(separator: Self.continuation)
        return "\(prefix(comment.id, comment.post)) \(style.nick(name, of: comment.author)): \(text)"
    }

    private func notice(_ id: EventID, _ post: PostID, _ text: String) -> String {
        "\(prefix(id, post)) \(style.dim("-- " + DisplayText.line(text)))"
    }

    private func prefix(_ id: EventID, _ post: PostID) -> String {
        let time = style.dim(LocalTime(milliseconds: id.milliseconds).clock)
        return namesPost ? "\(time) [\(post)]" : time
    }

    private func brief(_ comment: Comment) -> String { "\(comment.authorName ?? comment.author): \(comment.content)" }

    private func purged(_ comments: [EventID], of author: String?) -> String {
        Counted.comments(comments.count) + (author.map { " of \($0)" } ?? "")
    }

    private func words(_ state: PostState) -> String {
        var words = [state.isOpen ? "open" : "closed"]
        if state.slowModeSeconds > 0 { words.append("one comment every \(state.slowModeSeconds) s") }
        if state.uniqueSeconds > 0 { words.append("no text twice in \(state.uniqueSeconds) s") }
        if state.isShielded { words.append("shielded") }
        return words.joined(separator: ", ")
    }
}

extension Gap.Reason {
    /// In words.
    var words: String {
        switch self {
        case .slow: "they came faster than they were read"
        case .expired: "they are no longer kept"
        case .unknownPosition: "the server does not know the position"
        }
    }
}
