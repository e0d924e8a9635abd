import LiveCore

extension Model {
    mutating func hear(_ news: StreamNews, of post: PostID) -> [Effect] {
        guard let index = tabIndex(of: post) else { return [] }
        switch news {
        case .connecting: tabs[index].connection = .connecting
        case .connected:
            if case .away = tabs[index].connection { say("connected again", in: index) }
            tabs[index].connection = .live(since: now)
            tabs[index].timeline.forgetFailures()
            tabs[index].asked = []
        case .disconnected(let reason, let retryAt):
            tabs[index].connection = .away(reason: DisplayText.line(reason), retryAt: retryAt)
        case .ended(let reason):
            tabs[index].connection = .ended(reason: DisplayText.line(reason))
            say(reason, .problem, in: index)
        case .event(let event): return take(event, in: index)
        case .purge(let ids, let by, let reason):
            for id in ids { markDeleted(id, by: by, reason: reason, in: index) }
            return askForLog()
        case .viewers(let count): tabs[index].viewers = count
        case .gap(let gap):
            tabs[index].timeline.insert(Hole(after: gap.after, before: gap.before, cause: .gap(gap.reason)))
        case .thinned(let after, let before, let withheld):
            tabs[index].timeline.insert(Hole(after: after, before: before, cause: .thinned(withheld: withheld)))
        }
        return []
    }

    private mutating func take(_ event: Event, in index: Int) -> [Effect] {
        switch event.action {
        case .comment(let comment): return take(comment, in: index)
        case .delete(let id, let by, let reason):
            markDeleted(id, by: by, reason: reason, in: index)
        case .purge(let ids, _, let by, let reason):
            for id in ids { markDeleted(id, by: by, reason: reason, in: index) }
        case .restore(let comment):
            if tabs[index].timeline.item(comment.id) == nil {
                tabs[index].timeline.insert(item(comment))
            } else {
                tabs[index].timeline.change(comment.id) { item in
                    item.comment = comment
                    item.deletion = nil
                }
            }
        case .pin(let comment): tabs[index].pinned = comment
        case .unpin: tabs[index].pinned = nil
        case .state(let state): take(state, in: index, isNews: isNews(event))
        }
        // Somebody did it; the log knows who.
        return askForLog()
    }

    func item(_ comment: Comment) -> Item {
        Item(comment: comment, isMention: !identity.wrote(comment) && mentions.occur(in: comment.content))
    }

    private mutating func take(_ comment: Comment, in index: Int) -> [Effect] {
        var item = item(comment)
        if let parent = comment.replyTo, tabs[index].comment(parent).map(identity.wrote) == true,
            !identity.wrote(comment)
        {
            item.isMention = true
        }
        guard tabs[index].timeline.insert(item) else { return [] }
        if case .live(let since) = tabs[index].connection, comment.timestamp >= since {
            tabs[index].latency.add(now - comment.timestamp)
        }
        guard !identity.wrote(comment) else { return [] }
        if index != current || isQueueInFront || tabs[index].scroll != .following || !hasFocus {
            tabs[index].unread.count += 1
            if item.isMention { tabs[index].unread.mentions += 1 }
        }
        guard case .live(let since) = tabs[index].connection, comment.timestamp >= since else { return [] }
        return settings.bell == .all || settings.bell == .mention && item.isMention ? [.bell] : []
    }

    private mutating func markDeleted(_ id: EventID, by: String, reason: String?, in index: Int) {
        let keepsText = identity.isModerator
        tabs[index].timeline.change(id) { item in
            item.deletion = Item.Deletion(by: by, reason: reason)
            item.isMention = false
            if !keepsText { item.comment = item.comment.withoutText }
        }
        tabs[index].markParentDeleted(id)
        tabs[index].marked.remove(id)
        if tabs[index].pinned?.id == id { tabs[index].pinned = nil }
    }

    private mutating func take(_ state: PostState, in index: Int, isNews: Bool) {
        let before = tabs[index].state
        tabs[index].state = state
        guard isNews, let before, before != state else { return }
        if before.isOpen != state.isOpen {
            // That it was closed, or open, is no longer so.
            if index == current { dismissNotice() }
            say(state.isOpen ? "open again" : "closed by a moderator", in: index)
        }
        if before.slowModeSeconds != state.slowModeSeconds {
            let seconds = state.slowModeSeconds
            say(seconds == 0 ? "slow mode is off" : "slow mode: a comment every \(seconds) s", in: index)
        }
    }

    /// Says something of a post, by its name when there are several.
    private mutating func say(_ text: String, _ kind: Notice.Kind = .information, in index: Int) {
        say(tabs.count > 1 ? "\(tabs[index].post): \(text)" : text, kind)
    }
}

extension Comment {
    /// What remains of a comment for those who may not read it any more.
    fileprivate var withoutText: Comment {
        Comment(post: post, id: id, author: author, authorName: authorName, content: "", replyTo: replyTo)
    }
}
