public import LiveCore

/// What is to become of a post; what is nil stays as it is.
public struct PostChange: Sendable, Hashable {
    /// What is fixed on top.
    public enum Pin: Sendable, Hashable {
        /// Nothing.
        case nothing
        /// A comment.
        case comment(EventID)
    }

    /// Whether it takes comments.
    public var isOpen: Bool?
    /// The least number of seconds between two comments of one author; 0 for no limit.
    public var slowModeSeconds: Int?
    /// What is fixed on top.
    public var pin: Pin?

    /// A change of one thing or more.
    public init(isOpen: Bool? = nil, slowModeSeconds: Int? = nil, pin: Pin? = nil) {
        self.isOpen = isOpen
        self.slowModeSeconds = slowModeSeconds
        self.pin = pin
    }
}

extension LiveClient {
    /// Closes, opens, slows or pins.
    public func change(_ post: PostID, _ change: PostChange) throws(ClientError) {
        try call(
            Request("PATCH", "/posts/\(post)") { json in
                json.optionalString("state", change.isOpen.map { $0 ? "open" : "closed" })
                json.optionalInteger("slow_mode_seconds", change.slowModeSeconds.map(Int64.init))
                guard let pin = change.pin else { return }
                json.key("pinned")
                switch pin {
                case .nothing: json.null()
                case .comment(let id): json.integer(id.rawValue)
                }
            })
    }
}
