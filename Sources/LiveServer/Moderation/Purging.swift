import LiveCore
import LiveHub
import LiveRules

/// Taking many comments down: looking for them in bounded pieces, and taking each piece's as it is found.
struct Purging: Sendable {
    let moderating: Moderating

    /// Gives all comments that a purge is about, a piece at a time.
    ///
    /// - Parameter pattern: what their text must match, as it stands or as it is meant; one it takes too many steps
    ///   for is not found.
    func find(
        _ filter: PurgeFilter, matching pattern: Pattern? = nil, _ body: (PostID, [Comment]) async throws -> Void
    ) async throws {
        let store = moderating.store
        for post in try await reading({ try await store.posts(concerning: filter) }) {
            var position: EventID? = .zero
            while let after = position {
                let finds = try await reading { try await store.comments(for: filter, in: post, after: after) }
                let comments = finds.comments.filter { pattern?.finds($0.content) ?? true }
                if !comments.isEmpty { try await body(post, comments) }
                position = finds.next
            }
        }
    }

    /// Takes them down.
    ///
    /// - Returns: the number that names the purge, and how many comments it took.
    func run(
        _ filter: PurgeFilter, matching pattern: Pattern? = nil, by principal: Principal, reason: String?
    ) async throws -> (purge: Int64, count: Int) {
        let part = PurgePart(
            purge: .random(in: 1...EventID.max.rawValue), author: filter.author, reason: reason)
        var count = 0
        try await find(filter, matching: pattern) { post, comments in
            for start in stride(from: 0, to: comments.count, by: Limits.purgeSize) {
                let ids = comments[start..<min(start + Limits.purgeSize, comments.count)].map(\.id)
                let outcome = try await moderating.apply(.purge(ids, part: part, by: principal), in: post)
                for case .purge(let taken, _, _, _) in outcome.events.map(\.action) { count += taken.count }
            }
        }
        return (part.purge, count)
    }

    /// Brings back what a purge took.
    ///
    /// - Returns: how many comments came back.
    func undo(_ events: [PurgeEvent], by principal: Principal) async throws -> Int {
        var count = 0
        for event in events {
            count += try await moderating.apply(.undoPurge(event: event.id, by: principal), in: event.post).events.count
        }
        return count
    }
}
