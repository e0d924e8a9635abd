import LiveCore

/// The queue: its keys are those of the list, so far as they make sense there.
extension Model {
    var isQueueInFront: Bool { queue?.isInFront ?? false }

    /// Others decide too, and more come in.
    mutating func refreshModeration() -> [Effect] {
        // The clock may have been set back.
        guard let queue, !(queue.askedAt..<queue.askedAt + Queue.interval).contains(now) else { return [] }
        return askForQueue() + askForLog()
    }

    mutating func askForQueue() -> [Effect] {
        guard queue != nil else { return [] }
        queue?.askedAt = now
        return tabs.map { .request(.held($0.post)) }
    }

    /// Does a command in the queue; nil for what is not the queue's.
    mutating func performInQueue(_ invocation: Invocation) -> [Effect]? {
        guard let queue, queue.isInFront else { return nil }
        let half = max(1, listHeight / 2)
        switch invocation.command {
        case .down: self.queue?.select(queue.selected + 1)
        case .up: self.queue?.select(queue.selected - 1)
        case .pageDown, .halfPageDown: self.queue?.select(queue.selected + half)
        case .pageUp, .halfPageUp: self.queue?.select(queue.selected - half)
        case .oldest: self.queue?.select(0)
        case .latest: self.queue?.select(queue.comments.count - 1)
        case .approve where invocation.argument.isEmpty: return decide { .approve($0) }
        case .delete where invocation.argument.isEmpty: return decide { .reject($0) }
        case .mark: return claim()
        case .copy: return queue.current.map { [.copy($0.comment.content)] } ?? []
        case .copyID: return queue.current.map { [.copy($0.comment.id.description)] } ?? []
        case .reconnect: return askForQueue()
        case .escape, .queue: return show(tab: current)
        case .approve, .timeout, .ban, .unban, .undo, .send: return nil
        default:
            guard invocation.command.description.group != .viewer else { return nil }
            say(
                "\(invocation.command.rawValue) is not for the queue; \(keys.shortcut(for: .escape)) goes back to the post"
            )
        }
        return []
    }

    private mutating func decide(_ decision: (EventID) -> Moderation) -> [Effect] {
        guard let held = queue?.current, let index = tabIndex(of: held.comment.post) else { return [] }
        guard !held.isDecided else {
            say("somebody else has decided on it")
            return []
        }
        // It goes at once: the key meant this comment, and the next one is the next.
        queue?.removeCurrent()
        return act(decision(held.comment.id), in: index)
    }

    /// Says to the other moderators that one is looking at a comment, or no longer.
    private mutating func claim() -> [Effect] {
        guard let held = queue?.current, let index = tabIndex(of: held.comment.post), !held.isDecided else { return [] }
        if let other = held.claimedBy, other != identity.author {
            say("\(other) is looking at it")
            return []
        }
        let isClaimed = held.claimedBy != nil
        queue?.claim(held.comment.id, of: held.comment.post, by: isClaimed ? nil : identity.author)
        return act(isClaimed ? .release(held.comment.id) : .claim(held.comment.id), in: index)
    }

    mutating func take(_ result: Result<[HeldComment], RequestFailure>, heldIn post: PostID) {
        guard queue != nil, let index = tabIndex(of: post) else { return }
        switch result {
        case .failure(let failure): queue?.failure = failure.reason
        case .success(let held):
            // What is just being decided is not there any more.
            let deciding = tabs[index].undoing.keys.compactMap(\.decided)
            queue?.replace(post, with: held.filter { !deciding.contains($0.comment.id) })
        }
    }
}

extension Moderation {
    /// The held comment that this decides on.
    fileprivate var decided: EventID? {
        switch self {
        case .approve(let id), .reject(let id): id
        default: nil
        }
    }
}
