import LiveCore
import LiveHub

/// Answering with a page, by whichever way its request came in.
struct Paging: Sendable {
    /// What a reader is given.
    struct Answer: Sendable {
        let tag: PageTag
        /// Nil when the reader has this page already.
        let json: [UInt8]?
    }

    /// A page may be kept, and has to be asked for again each time.
    static let cacheControl = "no-cache"

    let store: any CommentStore
    let access: Access

    /// - Parameters:
    ///   - held: the values of `If-None-Match`.
    ///   - reader: who asks.
    func answer(_ query: PageQuery, held: [String], to reader: Credentials) async throws -> Answer {
        try access.admit(reader, to: [query.post])
        if !held.isEmpty {
            let tag = PageTag(query, version: try await reading { try await store.head(of: query.post) })
            if tag.isNamed(in: held) { return Answer(tag: tag, json: nil) }
        }
        let page = try await reading { try await store.page(query) }
        return Answer(tag: PageTag(query, version: page.version ?? .zero), json: page.json)
    }
}
