import LiveCore

extension Model {
    /// What is marked, or else what is loaded and passes the filter, as text: a line each, and one for what is missing.
    var saved: String {
        tab.timeline.entries.map { entry in
            switch entry {
            case .hole(let hole): tab.marked.isEmpty && hole.after > .zero ? "-- comments are missing here\n" : ""
            case .item(let item): isSaved(item) ? line(of: item.comment) : ""
            }
        }.joined()
    }

    private func isSaved(_ item: Item) -> Bool {
        item.deletion == nil && (tab.marked.isEmpty ? item.isShown : tab.marked.contains(item.comment.id))
    }

    private func line(of comment: Comment) -> String {
        let time = CivilTime(milliseconds: comment.timestamp, offset: surroundings.offsetFromUTC)
        let name = DisplayText.line(comment.authorName ?? comment.author)
        let text = DisplayText.lines(comment.content).joined(separator: "\n    ")
        return "\(time.isoDate) \(time.clockWithSeconds) \(name): \(text)\n"
    }

    mutating func take(_ result: Result<Void, RequestFailure>, savedTo path: String) {
        switch result {
        case .success: say("saved to \(path)")
        case .failure(let failure): say("\(path): \(failure.reason)", .problem)
        }
    }
}
