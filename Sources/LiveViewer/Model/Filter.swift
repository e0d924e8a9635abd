import LiveCore

/// Which comments a list shows.
struct Filter: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        /// Those that contain a text, or whose author's name does.
        case text(String)
        /// Those of authors whose name or id contains a text.
        case author(String)
        /// A comment, the answers to it, and the answers to those.
        case thread(EventID)
    }

    let subject: Subject
    private let needle: FoldedText
    /// The comments of the thread, so far as they are loaded.
    private(set) var members: Set<EventID> = []

    init(_ subject: Subject) {
        self.subject = subject
        switch subject {
        case .text(let text), .author(let text): needle = FoldedText(text)
        case .thread(let root):
            needle = FoldedText("")
            members = [root]
        }
    }

    /// What was asked for, as it is typed: `@name` for an author. Nil for nothing.
    init?(typed text: String) {
        let name = text.dropFirst()
        switch text.first {
        case nil: return nil
        case "@" where !name.isEmpty: self.init(.author(String(name)))
        default: self.init(.text(text))
        }
    }

    /// Whether a comment is shown. Comments of a thread must come in order, an answer after what it answers.
    mutating func passes(_ comment: Comment) -> Bool {
        switch subject {
        case .text: return needle.occurs(in: comment.content) || isBy(comment)
        case .author: return isBy(comment)
        case .thread:
            if let parent = comment.replyTo, members.contains(parent) { members.insert(comment.id) }
            return members.contains(comment.id)
        }
    }

    private func isBy(_ comment: Comment) -> Bool {
        needle.occurs(in: comment.author) || comment.authorName.map(needle.occurs) ?? false
    }

    /// What is shown, for the status line; safe for a terminal.
    var title: String {
        switch subject {
        case .text(let text): "only \"\(DisplayText.line(text))\""
        case .author(let name): "only by \(DisplayText.line(name))"
        case .thread: "thread"
        }
    }
}
