import LiveCore

/// What the other moderators do.
extension Model {
    /// How reading the log stands.
    enum LogReading: Hashable, Sendable {
        case idle
        case asked
        /// Something was done since it was asked for.
        case outdated
    }

    /// Asks who did what; once at a time, however much is done.
    mutating func askForLog() -> [Effect] {
        guard queue != nil else { return [] }
        defer { logReading = logReading == .idle ? .asked : .outdated }
        return logReading == .idle ? [.request(.log)] : []
    }

    mutating func take(_ result: Result<[Deed], RequestFailure>) -> [Effect] {
        let isOutdated = logReading == .outdated
        logReading = .idle
        guard case .success(let deeds) = result else { return [] }
        for deed in deeds where deed.by != identity.author {
            let post = tabs.count > 1 ? deed.post.map { "\($0): " } ?? "" : ""
            say("\(post)\(deed.by) \(deed.words)")
        }
        return isOutdated ? askForLog() : []
    }
}
