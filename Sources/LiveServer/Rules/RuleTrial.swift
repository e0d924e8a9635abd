import LiveCore
import LiveHub
import LiveRules

/// A rule tried on what was said before: what it would have caught, from the newest comment backwards.
struct RuleTrial: Sendable {
    /// Comments that one call looks at.
    static let scanLimit = 5_000

    /// What it would have caught.
    struct Finds: Sendable {
        /// A comment, and what a mask would have left of it.
        struct Catch: Sendable {
            let comment: Comment
            let masked: String?
        }

        /// In reading order.
        var caught: [Catch] = []
        /// Comments that were looked at.
        var scanned = 0
        /// Comments for which the regular expression took too many steps.
        var exhausted = 0
        /// Where to go on; nil when everything has been looked at.
        var before: EventID?
    }

    let store: any CommentStore
    let rules: RuleSet

    /// Looks at a post's comments before a cursor, the newest first, until so many are caught.
    func run(on post: PostID, before cursor: EventID?, limit: Int) async throws -> Finds {
        var finds = Finds()
        var cursor = cursor
        while finds.scanned < Self.scanLimit {
            let query = PageQuery(post: post, cursor: cursor, limit: Limits.pageSize.upperBound)
            let page = try await reading { try await store.page(query) }
            for comment in page.comments.reversed() {
                finds.scanned += 1
                cursor = comment.id
                try Task.checkCancellation()
                finds.note(comment, rules.judge(content: comment.content, name: comment.authorName, in: post))
                guard finds.caught.count < limit else {
                    finds.before = comment.id
                    return finds.inReadingOrder
                }
            }
            guard page.hasMore else { return finds.inReadingOrder }
        }
        finds.before = cursor
        return finds.inReadingOrder
    }
}

extension RuleTrial.Finds {
    fileprivate mutating func note(_ comment: Comment, _ judgement: Judgement) {
        if !judgement.exhausted.isEmpty { exhausted += 1 }
        switch judgement.verdict {
        case .pass: break
        case .reject, .hold: caught.append(Catch(comment: comment, masked: nil))
        case .mask(let content, _, _): caught.append(Catch(comment: comment, masked: content))
        }
    }

    fileprivate var inReadingOrder: Self {
        var finds = self
        finds.caught.reverse()
        return finds
    }
}
