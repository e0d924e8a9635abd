import HTTPTypes
import LiveCore
import LiveHub

/// Posting a comment, by whichever way its request came in.
struct Posting: Sendable {
    /// What a request says besides the post and the body.
    struct Fields: Sendable, Hashable {
        var idempotencyKey: String?
        /// The values of `X-Forwarded-For`, in their order.
        var forwardedFor: [String] = []
        /// The value of `Authorization`.
        var authorization: String?
        /// The query's `access_token`, which only a stream may have.
        var accessToken: String?

        var credentials: Credentials { Credentials(authorization, parameter: accessToken) }
    }

    /// What a poster is told about a comment that is kept.
    struct Receipt: Sendable {
        let status: HTTPResponse.Status
        let location: String
        let isReplayed: Bool
        let json: [UInt8]
    }

    let ingest: Ingest
    let rules: PostingRules
    let clientAddress: ClientAddress
    let access: Access
    /// What may not be said.
    let ruleBook: RuleBook

    /// Refuses who may not post to a post, before the body is looked at.
    ///
    /// - Returns: who asks; nil when no token is brought.
    @discardableResult
    func poster(to post: PostID, _ fields: Fields) throws(Problem) -> Caller? {
        try access.poster(fields.credentials, in: post)
    }

    /// Checks what does not need the store.
    ///
    /// - Parameters:
    ///   - remote: the other end of the connection.
    ///   - read: gives what was sent, when its sender may post at all.
    func draft(
        for post: PostID, fields: Fields, remote: @autoclosure () -> String?,
        read: () throws(CommentRefusal) -> NewComment
    ) throws(Problem) -> Draft {
        let poster = try poster(to: post, fields)
        var comment: NewComment
        do throws(CommentRefusal) {
            comment = try read()
        } catch {
            throw Problem(error)
        }
        let sent = comment
        if access.posting == .token, let poster { comment = try poster.signed(comment) }
        let key = try checked(fields.idempotencyKey)
        if rules.limitsSomething {
            try rules.check(
                author: comment.author, address: clientAddress.of(fields.forwardedFor, from: remote()), post: post)
        }
        var terms = PostingTerms(isExempt: poster.map { (try? $0.require(.moderator, in: post)) != nil } ?? false)
        // A moderator has to be able to say what a rule is about.
        if !terms.isExempt { (comment, terms) = ruleBook.judge(comment, in: post) }
        if comment != sent { terms.sent = sent.fingerprint }
        return Draft(post: post, action: .comment(comment, key: key, terms: terms))
    }

    /// What to say about what became of a draft.
    func receipt(for outcome: Outcome) throws(Problem) -> Receipt {
        switch outcome {
        case .accepted(let event):
            guard case .comment(let comment) = event.action else { throw .internalError }
            return receipt(StoredComment(comment: comment), isReplayed: false)
        case .held(let comment):
            return receipt(StoredComment(comment: comment, visibility: .held), isReplayed: false)
        case .replayed(let stored): return receipt(stored, isReplayed: true)
        case .refused(let refusal): throw Problem(refusal)
        case .unchanged, .acceptedAll: throw .internalError
        }
    }

    private func receipt(_ stored: StoredComment, isReplayed: Bool) -> Receipt {
        var writer = JSONWriter()
        let isHeld = stored.visibility == .held
        writer.receipt(stored.comment, isHeld: isHeld, isDeleted: !isHeld && stored.visibility != .visible)
        return Receipt(
            status: isHeld ? .accepted : isReplayed ? .ok : .created,
            location: "/comments/\(stored.comment.post)/\(stored.comment.id)",
            isReplayed: isReplayed, json: writer.bytes)
    }

    private func checked(_ key: String?) throws(Problem) -> String? {
        guard let key else { return nil }
        guard let key = IdempotencyKey(rawValue: key) else {
            throw .invalidParameter("Idempotency-Key", allowed: IdempotencyKey.allowed)
        }
        return key.rawValue
    }
}
