import LiveCore

extension Model {
    mutating func moderate(_ command: Command, _ argument: String) -> [Effect] {
        switch command {
        case .delete: return delete(argument)
        case .deleteWithReason:
            let ids = targets
            guard !ids.isEmpty else { return selectSomething() }
            ask(.reason(ids))
        case .restore:
            guard let id = tab.selection?.comment else { return selectSomething() }
            return act(.restore(id))
        case .timeout: return timeout(argument)
        case .ban:
            guard let comment = subject else { return selectSomething() }
            let name = DisplayText.line(comment.authorName ?? comment.author)
            ask(.ban(author: comment.author, name: name))
        case .unban:
            guard let author = argument.isEmpty ? subject?.author : argument else {
                return selectSomething()
            }
            return act(.unban(author: author), in: subjectTab)
        case .queue: return show(tab: tabs.count)
        case .approve:
            guard let id = argument.isEmpty ? tab.selection?.comment : EventID(argument) else {
                return selectSomething()
            }
            return act(.approve(id))
        case .pin:
            guard let id = tab.selection?.comment else { return selectSomething() }
            return act(.pin(tab.pinned?.id == id ? nil : id))
        case .undo:
            guard let last = undoable.popLast() else {
                say("there is nothing to undo")
                return []
            }
            return [.request(.moderate(last.post, last.action))]
        case .slow:
            guard let seconds = Int(argument), (0...86_400).contains(seconds) else {
                say("slow takes seconds, 0 for off", .problem)
                return []
            }
            return act(.slow(seconds: seconds))
        case .closePost: return act(.open(false))
        case .openPost: return act(.open(true))
        default: break
        }
        return []
    }

    /// What is marked, or else what is selected. By id, so that nothing that comes in can get in between.
    private var targets: [EventID] {
        tab.marked.isEmpty ? [tab.selection?.comment].compactMap(\.self) : tab.marked.sorted()
    }

    private mutating func delete(_ argument: String) -> [Effect] {
        if let number = tab.selection?.outgoing {
            tab.outbox.removeAll { $0.number == number && $0.state != .pending }
            if tab.outbox.allSatisfy({ $0.number != number }) { select(by: -1) }
            return []
        }
        let ids = targets
        guard !ids.isEmpty else { return selectSomething() }
        let isOwn = ids.allSatisfy { tab.timeline.item($0).map { identity.wrote($0.comment) } ?? false }
        guard identity.isModerator || isOwn else {
            say("only moderators delete what others wrote", .problem)
            return []
        }
        if ids.count > 1 {
            ask(.deleteSeveral(ids, reason: argument.nonEmpty))
            return []
        }
        return delete(ids, reason: argument.nonEmpty)
    }

    mutating func delete(_ ids: [EventID], reason: String?) -> [Effect] {
        tab.marked = []
        return ids.flatMap { act(.delete($0, reason: reason)) }
    }

    private mutating func timeout(_ argument: String) -> [Effect] {
        guard let comment = subject else { return selectSomething() }
        if let seconds = Int(argument), seconds > 0 {
            return act(.ban(author: comment.author, seconds: seconds, reason: nil), in: subjectTab)
        }
        let name = DisplayText.line(comment.authorName ?? comment.author)
        let options = Moderation.timeouts.map { title, seconds in
            Layer.Menu.Option(title: title, invocation: Invocation(command: .timeout, argument: String(seconds)))
        }
        layers.append(.menu(Layer.Menu(title: "Keep \(name) from posting for", options: options)))
        return []
    }

    /// The comment whose author is meant: of the queue when it is in front, or else of the list.
    private var subject: Comment? { isQueueInFront ? queue?.current?.comment : tab.selectedItem?.comment }

    /// The index of the tab of the post that it was said in.
    var subjectTab: Int { isQueueInFront ? subject.flatMap { tabIndex(of: $0.post) } ?? current : current }

    /// Does it in the post in front.
    mutating func act(_ action: Moderation) -> [Effect] { act(action, in: current) }

    mutating func act(_ action: Moderation, in index: Int) -> [Effect] {
        // As things stand before it: once it is done, the stream has told of it.
        tabs[index].undoing[action] = action.opposite(in: tabs[index])
        return [.request(.moderate(tabs[index].post, action))]
    }

    mutating func take(
        _ result: Result<Void, RequestFailure>, for action: Moderation, in post: PostID
    ) -> [Effect] {
        guard let index = tabIndex(of: post) else { return [] }
        let opposite = tabs[index].undoing.removeValue(forKey: action)
        switch result {
        case .failure(let failure):
            say("\(action.words): \(failure.reason)", .problem)
            // What it was to decide on may wait still.
            return isQueueInFront ? [.request(.held(post))] : []
        case .success:
            if let opposite {
                undoable.append((post, opposite))
                if undoable.count > 50 { undoable.removeFirst() }
            }
            say("\(action.words): done" + (opposite == nil ? "" : ", \(keys.shortcut(for: .undo)) undoes it"))
        }
        if case .hold = action, queue != nil { return [.request(.held(post))] }
        return []
    }
}

extension Moderation {
    /// How long an author can be kept from posting by a key, in seconds.
    fileprivate static let timeouts = [
        ("1 minute", 60), ("10 minutes", 600), ("1 hour", 3_600), ("1 day", 86_400), ("1 week", 604_800),
    ]

    fileprivate var words: String {
        switch self {
        case .delete: "delete"
        case .restore: "restore"
        case .ban(let author, let seconds, _):
            seconds.map { seconds in
                let span = Self.timeouts.first { $0.1 == seconds }?.0 ?? "\(seconds) s"
                return "time-out of \(DisplayText.line(author)) for \(span)"
            } ?? "ban of \(DisplayText.line(author))"
        case .unban(let author): "unban \(DisplayText.line(author))"
        case .approve: "approve"
        case .reject: "reject"
        case .hold: "back into the queue"
        case .claim: "claim"
        case .release: "release"
        case .pin(let id): id == nil ? "unpin" : "pin"
        case .slow(let seconds): seconds == 0 ? "slow mode off" : "slow mode \(seconds) s"
        case .open(let isOpen): isOpen ? "open" : "close"
        }
    }

    /// What takes it back, as things stood before it.
    fileprivate func opposite(in tab: Tab) -> Moderation? {
        switch self {
        case .delete(let id, _): .restore(id)
        case .restore(let id): .delete(id, reason: nil)
        case .approve(let id), .reject(let id): .hold(id)
        case .ban(let author, _, _): .unban(author: author)
        case .pin: .pin(tab.pinned?.id)
        case .slow: .slow(seconds: tab.state?.slowModeSeconds ?? 0)
        case .open(let isOpen): .open(!isOpen)
        // For how long and why it was is not known here; and a claim is nothing to undo.
        case .unban, .hold, .claim, .release: nil
        }
    }
}
