import LiveCore

extension Model {
    /// Takes what happened, and says what is to be done about it.
    ///
    /// - Parameters:
    ///   - input: what happened.
    ///   - now: in milliseconds since the Unix epoch.
    mutating func update(_ input: Input, at now: Int64) -> [Effect] {
        self.now = now
        laidOut = nil
        switch input {
        case .key(let key): return press(key)
        case .paste(let text): return paste(text)
        case .mouse(let mouse): return use(mouse)
        case .resize(let size): resize(to: size)
        case .focus(let hasFocus): focus(hasFocus)
        case .tick: return refreshModeration()
        case .frame: return settle()
        case .stream(let post, let news): return hear(news, of: post)
        case .page(let request, let result): take(result, for: request)
        case .found(let request, let result): return take(result, for: request)
        case .comment(let post, let id, let result): take(result, for: id, of: post)
        case .summary(let post, let result): take(result, of: post)
        case .sent(let request, let result): take(result, for: request)
        case .moderated(let post, let action, let result): return take(result, for: action, in: post)
        case .held(let post, let result): take(result, heldIn: post)
        case .log(let result): return take(result)
        case .edited(let result): take(result)
        case .saved(let path, let result): take(result, savedTo: path)
        case .notice(let text): say(text)
        }
        return []
    }

    /// What is to be done when the viewer starts.
    mutating func start() -> [Effect] {
        var effects = tabs.flatMap { tab in
            [Request.open(PageRequest(newestOf: tab.post)), .summary(tab.post)].map(Effect.request)
        }
        for index in tabs.indices {
            tabs[index].timeline.changeHole(Place(holeEndingAt: EventID.max.predecessor)) { $0.loading = .loading }
        }
        effects += askForQueue() + askForLog()
        if settings.mouse { effects.append(.mouse(true)) }
        return effects
    }

    func tabIndex(of post: PostID) -> Int? { tabs.firstIndex { $0.post == post } }

    private mutating func resize(to size: Size) {
        self.size = size
        showSelection()
    }

    /// The unread line stands below what had been seen when the viewer went out of sight.
    mutating func focus(_ hasFocus: Bool) {
        self.hasFocus = hasFocus
        if !hasFocus { tab.unread.line = tab.unread.seen }
    }
}
