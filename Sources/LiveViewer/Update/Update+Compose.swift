import LiveCore

extension Model {
    /// Takes text that is typed or pasted into the draft.
    mutating func type(_ text: String) {
        tab.composer.completion = nil
        dismissNotice()
        let isFull = tab.composer.editor.characters.count + text.count > LineEditor.limit
        tab.composer.editor.insert(text)
        if isFull { say("a draft holds no more than \(LineEditor.limit) characters", .problem) }
    }

    /// Does what an editing command says to the draft.
    mutating func edit(_ command: Command) {
        switch command {
        case .complete: return complete()
        case .previousHistory:
            if tab.composer.editor.moveLine(by: -1) { return }
            if let line = tab.composer.history.previous(tab.composer.editor.text) {
                tab.composer.editor.replaceAll(with: line)
            }
        case .nextHistory:
            if tab.composer.editor.moveLine(by: 1) { return }
            if let line = tab.composer.history.next() { tab.composer.editor.replaceAll(with: line) }
        case .searchHistory: tab.composer.historySearch = Composer.HistorySearch(draft: tab.composer.editor.text)
        default: tab.composer.editor.perform(command)
        }
        tab.composer.completion = nil
    }

    // MARK: - Completing

    private mutating func complete() {
        var editor = tab.composer.editor
        if var completion = tab.composer.completion, completion.isAt(editor) {
            completion.advance(by: 1)
            completion.apply(to: &editor)
            tab.composer.completion = completion
        } else {
            let start = editor.blankWordStart
            let stem = String(editor.characters[start..<editor.cursor])
            let isCommand = start == 0 && stem.hasPrefix("/")
            let words = isCommand ? Self.slashNames : names(with: stem.hasPrefix("@") ? "@" : "")
            guard !stem.isEmpty, var completion = Completion(of: stem, at: start, among: words) else { return }
            completion.apply(to: &editor)
            tab.composer.completion = completion
        }
        tab.composer.editor = editor
    }

    private static let slashNames = Command.typed.map { "/" + $0.rawValue }.sorted()

    /// Names of those who commented, the latest first.
    private func names(with sign: String) -> [String] {
        var seen: Set<String> = []
        return tab.timeline.entries.reversed().lazy.compactMap(\.item).prefix(1_000).compactMap { item in
            let name = DisplayText.line(item.comment.authorName ?? item.comment.author)
            return !self.identity.wrote(item.comment) && seen.insert(name).inserted ? sign + name : nil
        }
    }

    // MARK: - Searching what was sent

    /// - Returns: nil when the key ends the search and means what it always means.
    mutating func pressInHistorySearch(_ key: Key) -> [Effect]? {
        guard var search = tab.composer.historySearch else { return nil }
        if let text = key.typed {
            search.text += text
            search.index = nil
        } else if key.base == .backspace {
            search.text = String(search.text.dropLast())
            search.index = nil
        } else if case .complete(let invocation) = keys.match([key], in: .insert) {
            switch invocation.command {
            case .searchHistory: break
            case .escape, .interrupt:
                tab.composer.historySearch = nil
                tab.composer.editor.replaceAll(with: search.draft)
                return []
            default:
                tab.composer.historySearch = nil
                // Enter takes the line; sending it takes another.
                return invocation.command == .send ? [] : nil
            }
        }
        if let found = tab.composer.history.search(search.text, before: search.index) {
            search.index = found.index
            tab.composer.editor.replaceAll(with: found.line)
        }
        tab.composer.historySearch = search
        return []
    }

    mutating func take(_ result: Result<String, RequestFailure>) {
        switch result {
        case .success(let text):
            // Editors end a file with a line break.
            tab.composer.editor.replaceAll(with: text.hasSuffix("\n") ? String(text.dropLast()) : text)
            mode = .insert
        case .failure(let failure): say(failure.reason, .problem)
        }
    }
}
