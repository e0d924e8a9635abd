import LiveCore

extension Model {
    mutating func find(_ command: Command, _ argument: String) -> [Effect] {
        switch command {
        case .search:
            guard !argument.isEmpty else {
                ask(.search)
                return []
            }
            tab.search = Search(argument)
            return searchOlder()
        case .searchOlder: return searchOlder()
        case .searchNewer: searchNewer()
        case .filter:
            if argument.isEmpty, tab.timeline.filter == nil {
                ask(.filter)
            } else {
                setFilter(Filter(typed: argument))
            }
        case .thread:
            guard let comment = tab.selectedItem?.comment else {
                return selectSomething()
            }
            setFilter(Filter(.thread(root(of: comment))))
        default: break
        }
        return []
    }

    /// Shows only some comments; what is selected stays so, or the nearest that is shown does.
    mutating func setFilter(_ filter: Filter?) {
        let selection = tab.selection
        tab.timeline.setFilter(filter)
        tab.loadsSinceKey = 0
        if selection != nil { showSelection() } else { follow() }
    }

    /// The comment that a thread began with, so far as it is known.
    private func root(of comment: Comment) -> EventID {
        var id = comment.id
        var parent = comment.replyTo
        // Each answer is newer than what it answers, so this ends.
        while let next = parent, next < id {
            id = next
            parent = tab.comment(next)?.replyTo
        }
        return id
    }

    // MARK: - Searching

    /// Goes to the match before what is selected; past what is loaded the server looks.
    private mutating func searchOlder() -> [Effect] {
        guard let search = tab.search else {
            sayNothingIsSearchedFor()
            return []
        }
        if search.asking != nil { return [] }
        let entries = tab.timeline.entries
        var index = tab.selection.map { tab.timeline.index(atOrAfter: $0) } ?? entries.count
        while index > 0 {
            index -= 1
            if let hole = entries[index].hole, hole.isExclusive { return askServer(search, before: hole.before) }
            guard let item = entries[index].item, item.isShown, item.deletion == nil, search.matches(item.comment)
            else { continue }
            jump(to: entries[index].place, in: current)
            return []
        }
        say("no earlier match of \"\(search.text)\"")
        return []
    }

    private mutating func searchNewer() {
        guard let search = tab.search else { return sayNothingIsSearchedFor() }
        let entries = tab.timeline.entries
        let from = tab.selection.map { tab.timeline.index(atOrAfter: $0) + 1 } ?? entries.count
        let found = (min(from, entries.count)..<entries.count).first { index in
            guard let item = entries[index].item else { return false }
            return item.isShown && item.deletion == nil && search.matches(item.comment)
        }
        guard let found else { return say("no later match of \"\(search.text)\" is loaded") }
        jump(to: entries[found].place, in: current)
    }

    private mutating func sayNothingIsSearchedFor() {
        say("nothing is searched for yet: \(keys.shortcut(for: .search)) begins")
    }

    private mutating func askServer(_ search: Search, before: EventID) -> [Effect] {
        tab.search?.asking = before
        say("searching older comments for \"\(search.text)\"\(symbols.ellipsis)")
        return [.request(.search(SearchRequest(post: tab.post, text: search.text, before: before)))]
    }

    mutating func take(_ result: Result<Page, RequestFailure>, for request: SearchRequest) -> [Effect] {
        // An answer that is not waited for any more, as after Escape, moves nothing.
        guard let index = tabIndex(of: request.post), tabs[index].search?.asking == request.before,
            tabs[index].search?.text == request.text
        else { return [] }
        tabs[index].search?.asking = nil
        switch result {
        case .failure(let failure): say("search: \(failure.reason)", .problem)
        case .success(let page):
            if let newest = page.comments.last {
                guard index == current else { return [] }
                return go(to: newest.id)
            }
            guard page.hasMore, let cursor = page.before, cursor < request.before, index == current,
                let search = tabs[index].search
            else {
                say("no earlier match of \"\(request.text)\"")
                return []
            }
            // The server looks at a bounded number of comments each time.
            return askServer(search, before: cursor)
        }
        return []
    }
}
