import LiveCore

/// When a tail that has an end is over: each post has shown something from the end or later, or has been silent for
/// a while since then.
struct TailEnd {
    /// What was said just before the end may take so long to come.
    private static let grace = Duration.seconds(1)

    /// What happened at this id or later is not printed.
    let id: EventID
    private let moment: ContinuousClock.Instant
    private var waiting: Set<PostID>
    /// Of the streams that stand, when they last gave something.
    private var heardAt: [PostID: ContinuousClock.Instant] = [:]

    init(_ moment: Moment, posts: [PostID]) {
        id = EventID.lowest(atMilliseconds: moment.milliseconds)
        self.moment = .now + .milliseconds(moment.milliseconds - WallClock.system.milliseconds)
        waiting = Set(posts)
    }

    /// A post's stream stands, or gave something.
    mutating func heard(_ post: PostID) { heardAt[post] = .now }

    /// A post's stream broke; what it missed comes when it is back.
    mutating func lost(_ post: PostID) { heardAt[post] = nil }

    /// A post gave something from the end or later.
    mutating func reached(_ post: PostID) { waiting.remove(post) }

    /// Whether nothing more can come.
    var isReached: Bool { waiting.isEmpty }

    /// When it is over if nothing more comes; nil while a stream is away.
    var time: ContinuousClock.Instant? {
        var time = moment
        for post in waiting {
            guard let heard = heardAt[post] else { return nil }
            time = max(time, heard)
        }
        return time + Self.grace
    }
}
