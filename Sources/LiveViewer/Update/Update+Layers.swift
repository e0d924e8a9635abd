import LiveCore

extension Model {
    // MARK: - Text to read

    mutating func pressInPages(_ key: Key) -> [Effect] {
        guard case .pages(var pages) = layers.last else { return [] }
        let height = listHeight
        let last = max(0, PageRows.lines(of: pages.subject, in: self).count - height)
        guard case .complete(let invocation) = keys.match([key], in: .nav) else { return [] }
        switch invocation.command {
        case .down: pages.top += 1
        case .up: pages.top -= 1
        case .pageDown: pages.top += height - 1
        case .pageUp: pages.top -= height - 1
        case .halfPageDown: pages.top += height / 2
        case .halfPageUp: pages.top -= height / 2
        case .oldest: pages.top = 0
        case .latest: pages.top = last
        case .escape, .quit, .interrupt, .help:
            layers.removeLast()
            return []
        case .open:
            layers.removeLast()
            if case .details = pages.subject { return find(.thread, "") }
            return []
        case .suspend: return perform(invocation)
        case .openLink, .copy, .copyID, .reply, .thread, .parent, .delete, .mentionAuthor:
            // The details are of the selected comment, so its keys work here too.
            guard case .details = pages.subject else { return [] }
            layers.removeLast()
            return perform(invocation)
        default: return []
        }
        pages.top = max(0, min(pages.top, last))
        layers[layers.count - 1] = .pages(pages)
        return []
    }

    // MARK: - A choice

    mutating func pressInMenu(_ key: Key) -> [Effect] {
        guard case .menu(var menu) = layers.last else { return [] }
        if let digit = key.typed.flatMap({ Int($0) }), menu.options.indices.contains(digit - 1) {
            layers.removeLast()
            return perform(menu.options[digit - 1].invocation)
        }
        guard case .complete(let invocation) = keys.match([key], in: .nav) else { return [] }
        switch invocation.command {
        case .down: menu.selected = min(menu.selected + 1, menu.options.count - 1)
        case .up: menu.selected = max(menu.selected - 1, 0)
        case .open:
            layers.removeLast()
            return perform(menu.options[menu.selected].invocation)
        case .escape, .quit, .interrupt:
            layers.removeLast()
            return []
        default: return []
        }
        layers[layers.count - 1] = .menu(menu)
        return []
    }
}
