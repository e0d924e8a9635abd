import LiveCore

extension Model {
    mutating func take(_ result: Result<Page, RequestFailure>, for request: PageRequest) {
        guard let index = tabIndex(of: request.post) else { return }
        switch result {
        case .success(let page): fill(page, request, in: index)
        case .failure(let failure):
            let reason = DisplayText.line(failure.reason)
            tabs[index].timeline.failLoading(at: request.cursor, reason)
            if tabs[index].goal != nil { say("not loaded: \(reason)", .problem) }
            tabs[index].goal = nil
        }
    }

    private mutating func fill(_ page: Page, _ request: PageRequest, in index: Int) {
        let (after, before) = request.coverage(of: page)
        guard after < before else { return }
        let items = page.comments.map(item)
        tabs[index].timeline.fill(items, after: after, before: before)
        if request.cursor == nil, let newest = items.last { tabs[index].unread.seen = newest.comment.id }
        if let goal = tabs[index].goal, tabs[index].timeline.hole(hiding: goal) == nil {
            tabs[index].goal = nil
            jump(to: Place(comment: goal), in: index)
        } else if let selection = tabs[index].selection, tabs[index].timeline.index(of: selection) == nil,
            selection.outgoing == nil
        {
            // What was selected was the hole: the comment that was next to the reader is now.
            let entries = tabs[index].timeline.entries
            let next = tabs[index].timeline.index(atOrAfter: selection)
            tabs[index].selection = next < entries.count ? entries[next].place : entries.last?.place
        }
    }

    /// Marks a hole as loading and asks for its next page.
    ///
    /// - Parameter direction: `before` to load from its newer end, `after` from its older one.
    mutating func load(_ hole: Hole, _ direction: Page.Direction, in index: Int) -> [Effect] {
        tabs[index].timeline.changeHole(hole.place) { $0.loading = .loading }
        let request = PageRequest(
            post: tabs[index].post, direction: direction, cursor: direction == .before ? hole.before : hole.after,
            end: direction == .before ? hole.after : hole.before)
        return [.request(.page(request))]
    }

    mutating func take(_ result: Result<Comment?, RequestFailure>, for id: EventID, of post: PostID) {
        // Where it can't be had the reply stands alone: it is not worth a word.
        guard let index = tabIndex(of: post), case .success(let comment) = result else { return }
        tabs[index].keepParent(comment.map(Parent.comment) ?? .deleted, id)
    }

    mutating func take(_ result: Result<PostSummary, RequestFailure>, of post: PostID) {
        guard let index = tabIndex(of: post), case .success(let summary) = result else { return }
        tabs[index].state = tabs[index].state ?? summary.state
        tabs[index].pinned = tabs[index].pinned ?? summary.pinned
        tabs[index].viewers = tabs[index].viewers ?? summary.viewers
    }
}

extension PageRequest {
    /// Between which ids an answer leaves nothing out.
    fileprivate func coverage(of page: Page) -> (after: EventID, before: EventID) {
        switch direction {
        case .before:
            let oldest = page.comments.first?.id.predecessor
            return (page.hasMore ? oldest ?? cursor ?? .max : .zero, cursor ?? .max)
        case .after:
            let newest = page.comments.last?.id.successor
            return (cursor ?? .zero, page.hasMore ? newest ?? .zero : Swift.max(end, newest ?? .zero))
        }
    }
}
