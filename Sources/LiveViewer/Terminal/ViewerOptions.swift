public import LiveCore

/// What a viewer is to show, to whom, and how.
public struct ViewerOptions: Sendable {
    /// At least one; several are tabs.
    public var posts: [PostID]
    /// Who is watching.
    public var identity: Identity
    /// Settings, keys and colours.
    public var configuration: Configuration
    /// How many colours to use; nil for as many as the terminal has.
    public var colors: ColorDepth?
    /// What was being written when the viewer was last left.
    public var drafts: [PostID: String] = [:]

    /// Options with no drafts, and the terminal's colours.
    public init(posts: [PostID], identity: Identity, configuration: Configuration = Configuration()) {
        self.posts = posts
        self.identity = identity
        self.configuration = configuration
    }

    func model(size: Size, colors: ColorDepth, now: Int64) -> Model {
        let surroundings = Surroundings(
            colors: colors, isUTF8: Terminal.isUTF8, offsetFromUTC: { LocalTime.offsetFromUTC(at: $0) },
            session: String(UInt64.random(in: .min ... .max), radix: 36))
        var model = Model(
            posts: posts, identity: identity, configuration: configuration, surroundings: surroundings, size: size,
            now: now)
        for index in model.tabs.indices {
            if let draft = drafts[model.tabs[index].post] { model.tabs[index].composer.editor.replaceAll(with: draft) }
        }
        return model
    }
}

/// How a viewer was left.
public struct ViewerEnd: Hashable, Sendable {
    /// The signal that ended it; nil when it was asked to.
    public var signal: Int32?
    /// What was being written, by post.
    public var drafts: [PostID: String]

    init(signal: Int32?, model: Model) {
        self.signal = signal
        let written = model.tabs.filter { !$0.composer.editor.isEmpty }.map { ($0.post, $0.composer.editor.text) }
        drafts = Dictionary(written) { first, _ in first }
    }
}
