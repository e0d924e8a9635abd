/// What somebody may do, from least to most: each role may do what those below it may.
public enum Role: String, Comparable, CaseIterable, Sendable {
    /// Reads, posts as itself, and takes down what it said.
    case viewer
    /// Moderates posts: deletes, bans, closes, and reads the log of it.
    case moderator
    /// Moderates, shields all posts at once, and says whose tokens are good no more.
    case admin

    /// In the order of what they may do.
    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .moderator: 1
        case .admin: 2
        }
    }
}
