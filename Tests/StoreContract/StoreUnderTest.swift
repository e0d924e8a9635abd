public import LiveCore
public import LiveHub
import Testing

/// A store, its clock, and the short words that rules are written in.
struct StoreUnderTest: Sendable {
    let store: any ModerationStore
    let clock: TestClock

    static let post = name("video:1")
    static let other = name("video:2")

    static func name(_ text: String) -> PostID {
        guard let post = PostID(rawValue: text) else { fatalError("\(text) is no post") }
        return post
    }

    /// What becomes of one draft in a group of its own.
    func append(_ action: Draft.Action, to post: PostID = post) async throws -> Outcome {
        let outcomes = try await store.append([Draft(post: post, action: action)])
        try #require(outcomes.count == 1)
        return outcomes[0]
    }

    /// The event of a draft that must be accepted.
    @discardableResult
    func accept(_ action: Draft.Action, to post: PostID = post) async throws -> Event {
        try #require(try await append(action, to: post).event)
    }

    /// Posts a comment that must be accepted.
    @discardableResult
    func say(
        _ text: String, by author: String = "ann", replyTo: EventID? = nil, key: String? = nil, to post: PostID = post
    ) async throws -> LiveCore.Comment {
        let new = try NewComment(author: author, content: text, replyTo: replyTo)
        let event = try await accept(.comment(new, key: key), to: post)
        guard case .comment(let comment) = event.action else { throw NotAComment() }
        return comment
    }

    /// Posts comments with the texts "0", "1", …
    func say(_ count: Int) async throws -> [LiveCore.Comment] {
        let drafts = try (0..<count).map {
            Draft(post: Self.post, action: .comment(try NewComment(author: "ann", content: "\($0)"), key: nil))
        }
        return try await store.append(drafts).map { outcome in
            guard case .comment(let comment) = outcome.event?.action else { throw NotAComment() }
            return comment
        }
    }

    @discardableResult
    func delete(_ comment: LiveCore.Comment) async throws -> Event {
        try await accept(.delete(comment.id, by: "mod", reason: "spam"), to: comment.post)
    }

    @discardableResult
    func restore(_ comment: LiveCore.Comment) async throws -> Event {
        try await accept(.restore(comment.id, by: "mod"), to: comment.post)
    }

    func page(
        _ cursor: EventID? = nil, _ direction: Page.Direction = .before, limit: Int = 50, since: Int64? = nil,
        until: Int64? = nil, text: String? = nil
    ) async throws -> Page {
        try await page(
            PageQuery(
                post: Self.post, cursor: cursor, direction: direction, limit: limit, since: since, until: until,
                text: text))
    }

    /// A page without its version, which must be the post's newest id.
    func page(_ query: PageQuery) async throws -> Page {
        let head = try await store.head(of: query.post)
        var page = try await store.page(query)
        #expect(page.version.map { $0 >= head } == true)
        page.version = nil
        return page
    }

    func events(after position: EventID = .zero, limit: Int = 1_000, moderationOnly: Bool = false) async throws
        -> [Event]
    {
        try await store.events(in: Self.post, after: position, limit: limit, moderationOnly: moderationOnly)
    }
}

struct NotAComment: Error {}

extension Outcome {
    /// What was accepted.
    var event: Event? { if case .accepted(let event) = self { event } else { nil } }
}

extension Draft.Action {
    /// Sets all of a post's state at once.
    public static func state(_ state: PostState, by principal: Principal) -> Draft.Action {
        .change(
            StateChange(
                isOpen: state.isOpen, slowModeSeconds: state.slowModeSeconds, uniqueSeconds: state.uniqueSeconds),
            by: principal)
    }
}
