import LiveCore

@testable import LiveViewer

/// A viewer without a terminal or a server: keys go in, effects are carried out by a post that is an array.
struct Stage {
    /// 2025-11-24T12:00:00Z
    static let noon: Int64 = 1_763_985_600_000
    static let post = PostID(rawValue: "demo")!

    var model: Model
    /// What the server has of the first post, in order.
    var comments: [LiveCore.Comment] = []
    /// What waits there for a moderator.
    var held: [HeldComment] = []
    /// What moderators have done since it was asked for.
    var deeds: [Deed] = []
    /// Effects that were not carried out here.
    var effects: [Effect] = []
    var now = noon
    /// Whether pages and searches are answered at once.
    var answers = true
    /// Requests that wait for ``answerPending()``.
    var pending: [Request] = []

    init(
        width: Int = 80, height: Int = 24, posts: [String] = ["demo"], author: String? = "me", name: String? = nil,
        isModerator: Bool = false, configuration: String = "", colors: ColorDepth = .indexed, isUTF8: Bool = true
    ) {
        model = Model(
            posts: posts.map { PostID(rawValue: $0)! },
            identity: Identity(author: author, name: name, isModerator: isModerator),
            configuration: Configuration(parsing: configuration, file: "viewer.conf"),
            surroundings: Surroundings(colors: colors, isUTF8: isUTF8), size: Size(width: width, height: height),
            now: Self.noon)
    }

    var frame: Frame { Frame(of: model) }

    /// The rows of the screen, without blanks at the ends.
    var screen: [String] {
        (0..<frame.size.height).map { row in
            String(frame[row].filter { $0.columns > 0 }.map(\.character)).trimmedRight
        }
    }

    var text: String { screen.joined(separator: "\n") }

    // MARK: - What the server has

    /// A comment that the server gets `seconds` after noon.
    static func comment(
        _ text: String, by author: String = "ada", name: String? = nil, at seconds: Double, replyTo: EventID? = nil,
        post: PostID = post
    ) -> LiveCore.Comment {
        let id = EventID.next(after: .zero, atNanoseconds: (noon + Int64(seconds * 1_000)) * 1_000_000, node: 1)
        return Comment(post: post, id: id, author: author, authorName: name, content: text, replyTo: replyTo)
    }

    /// `count` comments a second apart, the last just before noon.
    static func past(_ count: Int) -> [LiveCore.Comment] {
        (0..<count).map { comment("comment \($0 + 1)", by: ["ada", "bob", "cleo"][$0 % 3], at: Double($0 - count)) }
    }

    // MARK: - Events

    mutating func open() {
        carryOut(model.start())
        for tab in model.tabs { send(.stream(tab.post, .connected)) }
        draw()
    }

    /// Takes an input and carries its effects out.
    mutating func send(_ input: Input) {
        carryOut(model.update(input, at: now))
    }

    /// As before each frame: until nothing more is wanted.
    mutating func draw() {
        for _ in 0..<100 {
            let wanted = model.update(.frame, at: now)
            if wanted.isEmpty { return }
            carryOut(wanted)
            if !answers { return }
        }
    }

    /// Presses keys as the configuration names them.
    mutating func press(_ keys: String...) {
        for name in keys {
            send(.key(Key(name)!))
            draw()
        }
    }

    /// Types text, character by character.
    mutating func type(_ text: String) {
        for character in text { send(.key(character == "\n" ? Key(.enter) : Key(.character(character)))) }
        draw()
    }

    /// A comment comes in by the stream.
    mutating func hear(_ comment: LiveCore.Comment) {
        comments.append(comment)
        send(.stream(comment.post, .event(Event(comment))))
        draw()
    }

    mutating func hear(_ action: Event.Action, at seconds: Double = 1_000, post: PostID = post) {
        let id = Self.comment("", at: seconds).id
        send(.stream(post, .event(Event(post: post, id: id, action: action))))
        draw()
    }

    mutating func resize(_ width: Int, _ height: Int) {
        send(.resize(Size(width: width, height: height)))
        draw()
    }

    // MARK: - The server

    mutating func carryOut(_ effects: [Effect]) {
        for effect in effects {
            guard case .request(let request) = effect else {
                self.effects.append(effect)
                continue
            }
            if answers, let answer = answer(to: request) { send(answer) } else { pending.append(request) }
        }
    }

    mutating func answerPending() {
        let waiting = pending
        pending = []
        for request in waiting {
            if let answer = answer(to: request) { send(answer) } else { pending.append(request) }
        }
    }

    private mutating func answer(to request: Request) -> Input? {
        switch request {
        case .held(let post): return .held(post, .success(held.filter { $0.comment.post == post }))
        case .log:
            defer { deeds = [] }
            return .log(.success(deeds))
        case .open(let page), .page(let page): return .page(page, .success(self.page(page)))
        case .search(let search): return .found(search, .success(found(search)))
        case .summary(let post): return .summary(post, .success(PostSummary(state: PostState(), viewers: 12)))
        case .comment(let post, let id):
            return .comment(
                post, id, comments.first { $0.id == id }.map { .success($0) } ?? .failure(RequestFailure("not found")))
        case .send, .moderate, .reconnect, .thin: return nil
        }
    }

    private func page(_ request: PageRequest) -> Page {
        let all = comments.filter { $0.post == request.post }
        switch request.direction {
        case .before:
            let older = all.filter { $0.id < request.cursor ?? .max }
            return Page(
                comments: older.suffix(PageRequest.size), cursor: request.cursor,
                hasMore: older.count > PageRequest.size)
        case .after:
            let newer = all.filter { $0.id > request.cursor ?? .zero }
            return Page(
                comments: Array(newer.prefix(PageRequest.size)), cursor: request.cursor,
                hasMore: newer.count > PageRequest.size)
        }
    }

    /// As the server does it: a bounded number of comments at a time.
    private func found(_ request: SearchRequest) -> Page {
        let older = comments.filter { $0.id < request.before }.suffix(2_000)
        let hasMore = older.count == 2_000
        var page = Page(
            comments: Array(older.filter { Search(request.text).matches($0) }.suffix(1)), cursor: nil, hasMore: hasMore)
        page.before = page.comments.first?.id ?? older.first?.id ?? request.before
        return page
    }
}

extension String {
    fileprivate var trimmedRight: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
