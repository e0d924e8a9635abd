/// What a viewer may choose: the `[viewer]` section of the configuration, and `:set`.
public struct Settings: Hashable, Sendable {
    /// What keys mean at first.
    public enum Mode: String, Sendable, CaseIterable {
        /// Keys are commands.
        case nav
        /// Keys are text.
        case insert
    }

    /// How times are shown.
    public enum Timestamps: String, Sendable, CaseIterable {
        /// Hours and minutes.
        case clock
        /// How long ago.
        case relative
        /// Not at all.
        case off
    }

    /// What rings the bell.
    public enum Bell: String, Sendable, CaseIterable {
        /// Nothing.
        case off
        /// A comment that calls one's name.
        case mention
        /// Every comment.
        case all
    }

    /// What keys mean at first.
    public var startMode = Mode.nav
    /// How times are shown.
    public var timestamps = Timestamps.clock
    /// What rings the bell.
    public var bell = Bell.off
    /// Whether the mouse scrolls and selects; without it the terminal's own selection works.
    public var mouse = false
    /// Whether links are marked for terminals that can open them (OSC 8).
    public var links = true
    /// The widest a name may be, in columns.
    public var nameWidth = 14
    /// Comments a second above which the server is asked to hold some back: 10, 20, 50 or 100; nil for never.
    public var maxRate: Int?
    /// The rates that a server knows.
    public static let rates = [10, 20, 50, 100]

    /// The defaults.
    public init() {}
}
