import LiveCore

extension Model {
    mutating func press(_ key: Key) -> [Effect] {
        tab.loadsSinceKey = 0
        // What was said has been read, unless it has just come.
        if let notice, notice.age(at: now) > 1_000 { dismissNotice() }
        switch layers.last {
        case .pages: return pressInPages(key)
        case .menu: return pressInMenu(key)
        case .prompt: return pressInPrompt(key)
        case nil: break
        }
        if tab.composer.historySearch != nil, let effects = pressInHistorySearch(key) { return effects }
        pendingKeys.append(key)
        switch keys.match(pendingKeys, in: isQueueInFront ? .nav : mode) {
        case .complete(let invocation):
            pendingKeys = []
            return perform(invocation)
        case .partial:
            return []
        case .none:
            defer { pendingKeys = [] }
            return pressUnbound(pendingKeys)
        }
    }

    private mutating func pressUnbound(_ keys: KeyMap.Sequence) -> [Effect] {
        if mode == .nav {
            if let number = KeyMap.tabNumber(keys), tabCount > 1 { return show(tab: number - 1) }
        } else if keys.count == 1, let text = keys[0].typed {
            type(text)
        }
        return []
    }

    /// Pasted text is kept as a draft: its line breaks send nothing.
    mutating func paste(_ text: String) -> [Effect] {
        switch layers.last {
        case .prompt(var prompt):
            prompt.editor.insert(DisplayText.line(text))
            layers[layers.count - 1] = .prompt(prompt)
        case .pages, .menu: break
        case nil where isQueueInFront: break
        case nil:
            guard identity.author != nil else {
                say("to write, say who you are: --author or LC_AUTHOR", .problem)
                return []
            }
            mode = .insert
            type(text)
        }
        return []
    }

    /// Brings a tab to the front: a post's, or behind them the queue.
    mutating func show(tab index: Int) -> [Effect] {
        guard (0..<tabCount).contains(index), index != front else { return [] }
        // What comes in while another tab is in front stands below a line when this one is looked at again.
        if !isQueueInFront { tab.unread.line = tab.unread.seen }
        queue?.isInFront = index == tabs.count
        pendingKeys = []
        guard index < tabs.count else {
            mode = .nav
            return askForQueue()
        }
        current = index
        return []
    }
}
