import LiveCore

extension Model {
    /// What is done with the selected comment, whoever does it.
    mutating func actOnComment(_ command: Command, _ argument: String) -> [Effect] {
        switch command {
        case .open: return open()
        case .openLink: return argument.isEmpty ? openLink() : [.openLink(argument)]
        case .copy: return copy { $0.content }
        case .copyID: return copy { $0.id.description }
        case .mark:
            guard let item = tab.selectedItem, item.deletion == nil else { return selectSomething() }
            if tab.marked.remove(item.comment.id) == nil { tab.marked.insert(item.comment.id) }
            select(by: 1)
        default: break
        }
        return []
    }

    mutating func selectSomething() -> [Effect] {
        say("select a comment first: \(keys.shortcut(for: .up))")
        return []
    }

    private mutating func open() -> [Effect] {
        guard let selection = tab.selection else {
            select(by: -1)
            return []
        }
        if let number = selection.outgoing { return sendAgain(number) }
        if let index = tab.timeline.index(of: selection), let hole = tab.timeline.entries[index].hole {
            return hole.loading == .loading ? [] : load(hole, hole.after == .zero ? .before : .after, in: current)
        }
        guard let id = selection.comment else { return [] }
        layers.append(.pages(Layer.Pages(subject: .details(id))))
        return []
    }

    private mutating func openLink() -> [Effect] {
        guard let item = tab.selectedItem, item.deletion == nil else { return selectSomething() }
        let links = DisplayText.lines(item.comment.content).flatMap(Links.find).map(\.target)
        switch links.count {
        case 0:
            say("there is no link in it")
            return []
        case 1: return [.openLink(links[0])]
        default:
            let options = links.prefix(9).map { link in
                Layer.Menu.Option(title: link, invocation: Invocation(command: .openLink, argument: link))
            }
            layers.append(.menu(Layer.Menu(title: "Open a link", options: Array(options))))
            return []
        }
    }

    private mutating func copy(_ part: (Comment) -> String) -> [Effect] {
        let marked = tab.marked.sorted().compactMap(tab.timeline.item)
        let items = marked.isEmpty ? [tab.selectedItem].compactMap(\.self) : marked
        let readable = items.filter { $0.deletion == nil }
        guard !readable.isEmpty else { return selectSomething() }
        say(readable.count == 1 ? "copied" : "copied \(Counted.comments(readable.count))")
        return [.copy(readable.map { part($0.comment) }.joined(separator: "\n"))]
    }
}
