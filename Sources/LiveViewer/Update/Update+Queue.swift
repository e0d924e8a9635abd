import LiveCore

extension Model {
    mutating func openQueue() -> [Effect] {
        layers.append(.queue(Layer.Queue(askedAt: now)))
        return [.request(.held(tab.post))]
    }

    /// Others decide too, and more come in.
    mutating func refreshQueue() -> [Effect] {
        guard case .queue(let queue) = layers.last, now - queue.askedAt >= Layer.Queue.interval else { return [] }
        return askForQueue()
    }

    private mutating func askForQueue() -> [Effect] {
        guard case .queue(var queue) = layers.last else { return [] }
        queue.askedAt = now
        layers[layers.count - 1] = .queue(queue)
        return [.request(.held(tab.post))]
    }

    mutating func pressInQueue(_ key: Key) -> [Effect] {
        guard case .queue(var queue) = layers.last else { return [] }
        guard case .complete(let invocation) = keys.match([key], in: .nav) else { return [] }
        let held = queue.held ?? []
        var effects: [Effect] = []
        switch invocation.command {
        case .down: queue.selected += 1
        case .up: queue.selected -= 1
        case .oldest: queue.selected = 0
        case .latest: queue.selected = held.count - 1
        case .approve, .delete:
            guard held.indices.contains(queue.selected) else { return [] }
            let id = held[queue.selected].id
            // What is decided goes at once: the key meant this comment, and the next one is the next.
            queue.held?.remove(at: queue.selected)
            effects = act(invocation.command == .approve ? .approve(id) : .reject(id))
        case .reconnect: return askForQueue()
        case .undo: return perform(invocation)
        case .escape, .quit, .interrupt, .queue:
            layers.removeLast()
            return []
        case .suspend: return perform(invocation)
        default: return []
        }
        queue.selected = max(0, min(queue.selected, (queue.held?.count ?? 0) - 1))
        layers[layers.count - 1] = .queue(queue)
        return effects
    }

    /// What is selected stays so, by its id.
    mutating func take(_ result: Result<[Comment], RequestFailure>, heldIn post: PostID) {
        guard post == tab.post, let index = layers.lastIndex(where: { $0.isQueue }),
            case .queue(var queue) = layers[index]
        else { return }
        switch result {
        case .failure(let failure):
            say("queue: \(failure.reason)", .problem)
            queue.held = queue.held ?? []
        case .success(let held):
            // What is just being decided is not there any more.
            let deciding = tab.undoing.keys.compactMap(\.decided)
            let selected = queue.held.flatMap { $0.indices.contains(queue.selected) ? $0[queue.selected].id : nil }
            queue.held = held.filter { !deciding.contains($0.id) }
            queue.selected = queue.held?.firstIndex { $0.id >= selected ?? .zero } ?? 0
        }
        layers[index] = .queue(queue)
    }
}

extension Layer {
    fileprivate var isQueue: Bool { if case .queue = self { true } else { false } }
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
