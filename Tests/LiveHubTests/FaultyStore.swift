import LiveCore
import LiveHub
import NIOConcurrencyHelpers
import TestSupport

/// A real store that can be away, can keep its callers waiting, and counts what it is asked.
final class FaultyStore: CommentStore {
    struct Away: Error {}

    private struct State {
        var isAway = false
        var isHeld = false
        var appends: [Int] = []
        var reads = 0
    }

    private let real: any CommentStore
    private let state = NIOLockedValueBox(State())

    init(_ real: any CommentStore) { self.real = real }

    /// Every call throws.
    func setAway(_ isAway: Bool) { state.withLockedValue { $0.isAway = isAway } }
    /// Every call waits.
    func hold() { state.withLockedValue { $0.isHeld = true } }
    /// What waits goes on.
    func release() { state.withLockedValue { $0.isHeld = false } }
    /// The sizes of the groups it was given.
    var appends: [Int] { state.withLockedValue { $0.appends } }
    /// How often it was asked for heads, pages and events.
    var reads: Int { state.withLockedValue { $0.reads } }

    private func pass() async throws {
        try await eventually { self.state.withLockedValue { !$0.isHeld } }
        if state.withLockedValue({ $0.isAway }) { throw Away() }
    }

    private func read() async throws {
        state.withLockedValue { $0.reads += 1 }
        try await pass()
    }

    func append(_ drafts: [Draft]) async throws -> [Outcome] {
        state.withLockedValue { $0.appends.append(drafts.count) }
        try await pass()
        return try await real.append(drafts)
    }

    func page(_ query: PageQuery) async throws -> Page {
        try await read()
        return try await real.page(query)
    }

    func comment(_ id: EventID, in post: PostID) async throws -> StoredComment? {
        try await read()
        return try await real.comment(id, in: post)
    }

    func events(
        in post: PostID, after position: EventID, limit: Int, moderationOnly: Bool
    ) async throws -> [Event] {
        try await read()
        return try await real.events(in: post, after: position, limit: limit, moderationOnly: moderationOnly)
    }

    func head(of post: PostID) async throws -> EventID {
        try await read()
        return try await real.head(of: post)
    }

    func summary(of post: PostID) async throws -> PostSummary {
        try await read()
        return try await real.summary(of: post)
    }

    func checkWritable() async throws {
        try await pass()
        try await real.checkWritable()
    }
}
