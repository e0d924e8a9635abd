import LiveCore

/// Which rows of the screen are whose.
struct ScreenLayout: Hashable {
    /// The compose line takes no more than this share of the screen.
    private static let composeShare = 3

    let header: Int?
    let tabBar: Int?
    let pinned: Int?
    let list: Range<Int>
    let status: Int?
    let compose: Range<Int>

    init(_ model: Model) {
        let size = model.size
        var top = 0
        func take(_ isWanted: Bool) -> Int? {
            guard isWanted else { return nil }
            defer { top += 1 }
            return top
        }
        header = take(!model.isBare)
        tabBar = take(model.tabCount > 1 && !model.isBare)
        pinned = take(model.tab.pinned != nil && !model.isQueueInFront && size.height >= 14 && !model.isBare)
        let rows = ComposeRows(
            model.tab.composer.editor, first: model.composePrompt, width: size.width
        ).rows.count
        let composeHeight = max(1, min(rows, size.height / Self.composeShare, 8))
        compose = size.height - composeHeight..<size.height
        status = model.isBare ? nil : compose.lowerBound - 1
        list = top..<max(top, status ?? compose.lowerBound)
    }
}

extension Model {
    /// Rows of the list.
    var listHeight: Int { ScreenLayout(self).list.count }

    /// Whether the lowest row of the list says that there is something new below it.
    var hasNewBelow: Bool { tab.scroll != .following && tab.unread.count > 0 }

    /// What stands before what is being written.
    var composePrompt: Line {
        guard identity.author != nil else { return Line() }
        let name = DisplayText.line(identity.name ?? identity.author ?? "").clipped(to: 16, mark: symbols.ellipsis)
        var line = Line(name, mode == .insert ? theme[.prompt] : theme[.hint])
        if let parent = tab.composer.replyTo {
            let author = tab.comment(parent).map { DisplayText.line($0.authorName ?? $0.author) } ?? "a comment"
            line.append(" \(symbols.reply) \(author.clipped(to: 16, mark: symbols.ellipsis))", theme[.quote])
        }
        line.append("> ", mode == .insert ? theme[.prompt] : theme[.hint])
        return line
    }

    var symbols: Symbols { surroundings.isUTF8 ? .unicode : .ascii }
}
