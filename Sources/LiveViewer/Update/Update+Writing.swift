import LiveCore

extension Model {
    mutating func write(_ command: Command, _ argument: String) -> [Effect] {
        guard identity.author != nil else {
            say("to write, say who you are: --author or LC_AUTHOR", .problem)
            return []
        }
        switch command {
        case .compose: mode = .insert
        case .reply: return reply(argument)
        case .mentionAuthor:
            guard let comment = tab.selectedItem?.comment else { return selectSomething() }
            mode = .insert
            type("@\(DisplayText.line(comment.authorName ?? comment.author)) ")
        case .send: return sendDraft()
        case .newline: type("\n")
        case .sendAgain:
            guard let failed = tab.outbox.last(where: \.isFailed) else {
                say("there is nothing to send again")
                return []
            }
            return sendAgain(failed.number)
        case .editor: return [.edit(tab.composer.editor.text)]
        default: break
        }
        return []
    }

    private mutating func reply(_ text: String) -> [Effect] {
        guard let comment = tab.selectedItem?.comment else { return selectSomething() }
        tab.composer.replyTo = comment.id
        mode = .insert
        guard !text.isEmpty else { return [] }
        tab.composer.editor.replaceAll(with: text)
        return sendDraft()
    }

    // MARK: - Sending

    private mutating func sendDraft() -> [Effect] {
        if let command = tab.composer.command {
            tab.composer.clear()
            return run(command)
        }
        let text = tab.composer.editor.text
        return send(text.hasPrefix("//") ? String(text.dropFirst()) : text)
    }

    private mutating func send(_ text: String) -> [Effect] {
        guard !text.trimmed.isEmpty else { return [] }
        if tab.state?.isOpen == false, !identity.isModerator { return refuse("the post is closed; your draft is kept") }
        if let seconds = slowModeLeft {
            // It goes by itself, and the count-down goes on.
            say("slow mode: in \(seconds) s; your draft is kept")
            return []
        }
        let outgoing = Outgoing(number: tab.sentCount, content: text, replyTo: tab.composer.replyTo, sentAt: now)
        switch request(for: outgoing) {
        case .failure(let failure): return refuse(failure.reason)
        case .success(let request):
            tab.sentCount += 1
            tab.outbox.append(outgoing)
            tab.composer.clear()
            // Whoever reads what was said before stays there; at the end one sees what one has written.
            if tab.selection == nil || viewport.isAtEnd { follow() }
            return [.request(.send(request))]
        }
    }

    private mutating func refuse(_ reason: String) -> [Effect] {
        say(reason, .problem)
        return []
    }

    private func request(for outgoing: Outgoing) -> Result<SendRequest, RequestFailure> {
        do throws(CommentRefusal) {
            let comment = try NewComment(
                author: identity.author ?? "", authorName: identity.name, content: outgoing.content,
                replyTo: outgoing.replyTo)
            let key = "\(surroundings.session)-\(tab.post)-\(outgoing.number)"
            return .success(SendRequest(post: tab.post, comment: comment, idempotencyKey: key, number: outgoing.number))
        } catch {
            return .failure(RequestFailure(error.words))
        }
    }

    /// Sends what was not taken once more; under the same key, so that it can't be there twice.
    mutating func sendAgain(_ number: Int) -> [Effect] {
        guard let index = tab.outbox.firstIndex(where: { $0.number == number && $0.isFailed }),
            case .success(let request) = request(for: tab.outbox[index])
        else { return [] }
        tab.outbox[index].state = .pending
        return [.request(.send(request))]
    }

    mutating func take(_ result: Result<Posted, RequestFailure>, for request: SendRequest) {
        guard let index = tabIndex(of: request.post),
            let sent = tabs[index].outbox.firstIndex(where: { $0.number == request.number })
        else { return }
        let place = tabs[index].outbox[sent].place
        switch result {
        case .success(.accepted(let comment)):
            tabs[index].outbox.remove(at: sent)
            tabs[index].lastSent = now
            tabs[index].timeline.insert(item(comment))
            if tabs[index].selection == place { tabs[index].selection = Place(comment: comment.id) }
            // Below what is being read it can't be seen.
            if index == current, tab.scroll != .following {
                say("sent; \(keys.shortcut(for: .latest)) shows it")
            }
        case .success(.held): tabs[index].outbox[sent].state = .held
        case .failure(let failure):
            let retryAt = failure.retryAfter.map { now + Int64($0) * 1_000 }
            tabs[index].outbox[sent].state = .failed(reason: DisplayText.line(failure.reason), retryAt: retryAt)
            say("not sent: \(failure.reason)", .problem)
        }
    }

    /// Whole seconds until slow mode allows the next comment; nil when it does.
    var slowModeLeft: Int64? {
        guard let seconds = tab.state?.slowModeSeconds, seconds > 0, !identity.isModerator, let last = tab.lastSent
        else {
            return nil
        }
        // Never more than that, even when the clock was set back.
        let left = min(last - now, 0) + Int64(seconds) * 1_000
        return left > 0 ? (left + 999) / 1_000 : nil
    }
}

extension Outgoing {
    var isFailed: Bool { if case .failed = state { true } else { false } }
}

extension CommentRefusal {
    /// In a few words, for the one who wrote it.
    fileprivate var words: String {
        switch self {
        case .contentTooLong: "too long: \(Limits.contentCharacters) characters or \(Limits.contentBytes) bytes at most"
        case .contentEmpty: "there is nothing in it"
        case .invalid(let field, let allowed): "\(field) must be \(allowed)"
        case .malformed(let reason): reason
        }
    }
}
