import LiveCore

/// What happens as lines of text, each whole and never taken back.
struct PlainLog {
    private let namesPosts: Bool
    private let offsetFromUTC: @Sendable (Int64) -> Int64
    private var noticesTold = 0
    /// The newest comment told, by post.
    private var told: [PostID: EventID] = [:]

    init(_ model: Model) {
        namesPosts = model.tabs.count > 1
        offsetFromUTC = model.surroundings.offsetFromUTC
    }

    /// What an input says.
    ///
    /// - Parameter model: before the input.
    mutating func lines(for input: Input, _ model: Model) -> [String] {
        switch input {
        case .page(let request, .success(let page)): page.comments.compactMap { line($0, in: request.post) }
        case .page(let request, .failure(let failure)): [note("not loaded: \(failure.reason)", in: request.post)]
        case .stream(let post, let news): line(news, in: post, model).map { [$0] } ?? []
        case .sent(let request, .success(.held)): [note("your comment waits for a moderator", in: request.post)]
        // One's own comments come by the stream too, in their place.
        default: []
        }
    }

    /// What the status line would say.
    mutating func lines(after model: Model) -> [String] {
        let new = model.noticeCount - noticesTold
        noticesTold = model.noticeCount
        return new > 0 ? model.notices.suffix(new).map { "-- \($0.text)" } : []
    }

    private mutating func line(_ news: StreamNews, in post: PostID, _ model: Model) -> String? {
        switch news {
        case .connecting, .connected, .viewers: return nil
        case .disconnected(let reason, _): return note("connection lost: \(reason)", in: post)
        // These come as notices.
        case .ended: return nil
        case .gap: return note("some comments are missing here", in: post)
        case .thinned(_, _, let withheld): return note("\(Counted.comments(withheld)) left out", in: post)
        case .purge(let ids, _, _): return note("\(Counted.comments(ids.count)) deleted", in: post)
        case .event(let event):
            switch event.action {
            case .comment(let comment): return line(comment, in: post)
            case .delete(let id, _, let reason):
                let item = model.tabIndex(of: post).flatMap { model.tabs[$0].timeline.item(id) }
                let author = item.map { " by \(name($0.comment))" } ?? ""
                let why = reason.map { ": \($0)" } ?? ""
                return note("a comment\(author) was deleted\(why)", in: post)
            case .restore(let comment): return note("restored: \(name(comment)): \(comment.content)", in: post)
            case .pin(let comment): return note("pinned: \(name(comment)): \(comment.content)", in: post)
            case .purge(let ids, _, _, _): return note("\(Counted.comments(ids.count)) deleted", in: post)
            case .unpin, .state: return nil
            }
        }
    }

    /// Nil for what was told already.
    private mutating func line(_ comment: Comment, in post: PostID) -> String? {
        guard comment.id > told[post] ?? .zero else { return nil }
        told[post] = comment.id
        let time = CivilTime(milliseconds: comment.timestamp, offset: offsetFromUTC).clock
        let text = DisplayText.lines(comment.content).joined(separator: "\n    ")
        return "\(time) \(prefix(post))\(name(comment)): \(text)"
    }

    private func name(_ comment: Comment) -> String { DisplayText.line(comment.authorName ?? comment.author) }

    private func note(_ text: String, in post: PostID) -> String { "-- \(prefix(post))\(DisplayText.line(text))" }

    private func prefix(_ post: PostID) -> String { namesPosts ? "[\(post)] " : "" }
}
