public import LiveCore
import NIOConcurrencyHelpers

/// What is going on, counted as it passes: how much is said, by whom, and what moderators do. It asks the store
/// nothing, and holds only posts in which something has happened lately.
public final class Activity: Sendable {
    /// Posts that are kept apart; of more, those with the latest comments.
    static let postLimit = 20_000
    private static let authorsOfPost = 20
    private static let authorsOfAll = 100

    /// What has happened in a post, or in all of them.
    public struct Figures: Sendable, Hashable {
        /// Comments a second in the last minute, 5 and 60 minutes.
        public var rates: [Double] = [0, 0, 0]
        /// Who said the most in this clock hour and the one before, the most talkative first.
        public var topAuthors: [TopAuthors.Entry] = []
    }

    /// What has happened since the server started.
    public struct Totals: Sendable, Hashable {
        /// Comments that became visible when they were posted.
        public var comments = 0
        /// Events by moderators and rules, by their name on the wire.
        public var moderation: [String: Int] = [:]
        /// Posts that are kept apart.
        public var activePosts = 0
    }

    private struct Record: Sendable {
        var rates = RateWindow()
        var authors: RecentAuthors

        mutating func add(_ author: String, at second: Int64) {
            rates.add(1, at: second)
            authors.add(author, at: second)
        }

        func figures(at second: Int64, authors limit: Int) -> Figures {
            Figures(
                rates: [1, 5, 60].map { rates.perSecond(minutes: $0, at: second) },
                topAuthors: authors.first(limit, at: second))
        }
    }

    private struct State {
        var all = Record(authors: RecentAuthors(capacity: authorsOfAll))
        var posts = RecentMap<PostID, Record>(limit: postLimit)
        var totals = Totals()
        var lastSecond: Int64 = 0

        mutating func note(_ event: Event) {
            guard case .comment(let comment) = event.action else {
                totals.moderation["\(event.name)", default: 0] += 1
                return
            }
            totals.comments += 1
            let second = lastSecond
            all.add(comment.author, at: second)
            posts.change(event.post, initial: Record(authors: RecentAuthors(capacity: authorsOfPost))) {
                $0.add(comment.author, at: second)
            }
        }
    }

    private let clock: WallClock
    private let state = NIOLockedValueBox(State())

    /// Counts every event of a bus from now on.
    public init(bus: any CommentBus, clock: WallClock = .system) {
        self.clock = clock
        bus.subscribe { [weak self] in self?.note($0) }
    }

    /// Counts a batch, under one lock.
    private func note(_ events: [Event]) {
        let second = clock.milliseconds / 1_000
        state.withLockedValue { state in
            // The clock may go back; the counts may not.
            state.lastSecond = max(state.lastSecond, second)
            for event in events { state.note(event) }
        }
    }

    /// Since the server started.
    public var totals: Totals {
        state.withLockedValue { state in
            var totals = state.totals
            totals.activePosts = state.posts.count
            return totals
        }
    }

    /// Lately, in a post or, with nil, in all.
    ///
    /// - Parameter authors: the most top authors to give.
    public func figures(of post: PostID?, authors: Int = 10) -> Figures {
        let second = clock.milliseconds / 1_000
        return state.withLockedValue { state in
            let now = max(second, state.lastSecond)
            guard let post else { return state.all.figures(at: now, authors: authors) }
            return state.posts[post]?.figures(at: now, authors: authors) ?? Figures()
        }
    }
}
