import LiveCore

/// What is being written under a post.
struct Composer: Hashable, Sendable {
    var editor = LineEditor()
    /// The comment it answers.
    var replyTo: EventID?
    var history = History()
    /// Names that Tab goes through.
    var completion: Completion?
    /// What Ctrl+R looks for.
    var historySearch: HistorySearch?

    struct HistorySearch: Hashable, Sendable {
        var text = ""
        /// The line that was found.
        var index: Int?
        /// What was being written before.
        let draft: String
    }

    /// What is written, when it is a command: its name and its words, without the slash. Two slashes are for a comment
    /// that begins with one.
    var command: String? {
        guard editor.characters.first == "/", !editor.characters.prefix(2).dropFirst().elementsEqual("/"),
            !editor.characters.contains("\n")
        else { return nil }
        return String(editor.text.dropFirst())
    }

    /// What the limits leave; nil while that is plenty.
    var remaining: Remaining? {
        // A character is rarely more than a few bytes, so short text needs no count.
        guard editor.characters.count > 200 else { return nil }
        let characters = Limits.contentCharacters - editor.characters.count
        let bytes = Limits.contentBytes - editor.characters.reduce(0) { $0 + $1.utf8.count }
        if bytes < Limits.contentBytes / 10, bytes < characters { return Remaining(count: bytes, unit: "byte") }
        return characters < Limits.contentCharacters / 10 ? Remaining(count: characters, unit: "character") : nil
    }

    struct Remaining: Hashable, Sendable {
        /// Negative when it is too long.
        let count: Int
        let unit: String
    }

    /// Empties the line; what was there can be had back with ↑.
    mutating func clear() {
        if !editor.isEmpty { history.add(editor.text) }
        editor.replaceAll(with: "")
        replyTo = nil
        completion = nil
        historySearch = nil
    }
}
