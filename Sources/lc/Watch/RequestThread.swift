import Dispatch
import LiveClient
import LiveCore
import LiveViewer

/// Asks the server one thing after the other.
///
/// `@unchecked Sendable`: the client and the cursor are used on the queue only, which does one thing at a time.
final class RequestThread: @unchecked Sendable {
    private let queue: DispatchQueue
    private let client: LiveClient
    private let feed: Feed
    /// Up to where the moderators' log was read; nil before it was.
    private var logCursor: String?

    init(_ endpoint: Endpoint, _ name: String, feed: Feed) {
        queue = DispatchQueue(label: name)
        client = LiveClient(endpoint)
        self.feed = feed
    }

    func carryOut(_ request: Request) {
        queue.async { self.answer(request) }
    }

    private func answer(_ request: Request) {
        switch request {
        case .page(let wanted):
            let query = PageQuery(
                post: wanted.post, cursor: wanted.cursor, direction: wanted.direction, limit: PageRequest.size)
            feed.push(.page(wanted, page(query)))
        case .search(let wanted):
            feed.push(
                .found(wanted, page(PageQuery(post: wanted.post, cursor: wanted.before, limit: 1, text: wanted.text))))
        case .comment(let post, let id): feed.push(.comment(post, id, comment(id, of: post)))
        case .send(let wanted): feed.push(.sent(wanted, post(wanted)))
        case .moderate(let post, let action): feed.push(.moderated(post, action, moderate(action, in: post)))
        case .held(let post): feed.push(.held(post, held(in: post)))
        case .log: feed.push(.log(log()))
        case .summary(let post): feed.push(.summary(post, summary(of: post)))
        case .open, .reconnect, .thin: break
        }
    }

    private func page(_ query: PageQuery) -> Result<Page, RequestFailure> {
        do throws(ClientError) {
            return .success(try client.page(query))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func comment(_ id: EventID, of post: PostID) -> Result<LiveCore.Comment?, RequestFailure> {
        do throws(ClientError) {
            return .success(try client.comment(id, in: post))
        } catch {
            if case .refused(let problem) = error, problem.code == "comment_deleted" { return .success(nil) }
            return .failure(RequestFailure(error))
        }
    }

    private func summary(of post: PostID) -> Result<PostSummary, RequestFailure> {
        do throws(ClientError) {
            let status = try client.status(of: post)
            // We are one, or are about to be.
            return .success(PostSummary(state: status.state, pinned: status.pinned, viewers: max(status.viewers, 1)))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func moderate(_ action: Moderation, in post: PostID) -> Result<Void, RequestFailure> {
        do throws(ClientError) {
            return .success(try carryOut(action, in: post))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func carryOut(_ action: Moderation, in post: PostID) throws(ClientError) {
        switch action {
        case .delete(let id, let reason): try client.delete(id, in: post, reason: reason)
        case .restore(let id): try client.restore(id, in: post)
        case .ban(let author, let seconds, let reason):
            try client.ban(Ban(author, from: post, seconds: seconds, reason: reason))
        case .unban(let author): try client.unban(author, from: post)
        case .claim(let id): try client.claim(id, in: post)
        case .release(let id): try client.release(id, in: post)
        case .approve(let id): try client.decide(id, in: post, approve: true)
        case .reject(let id): try client.decide(id, in: post, approve: false)
        case .hold(let id): try client.hold(id, in: post)
        case .pin(let id): try client.change(post, PostChange(pin: id.map { .comment($0) } ?? .nothing))
        case .slow(let seconds): try client.change(post, PostChange(slowModeSeconds: seconds))
        case .open(let isOpen): try client.change(post, PostChange(isOpen: isOpen))
        }
    }

    private func held(in post: PostID) -> Result<[HeldComment], RequestFailure> {
        do throws(ClientError) {
            return .success(try client.heldComments(of: post).compactMap { HeldComment($0, in: post) })
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    /// What was done since the last call; nothing the first time.
    private func log() -> Result<[Deed], RequestFailure> {
        do throws(ClientError) {
            let page = try client.log(after: logCursor, limit: logCursor == nil ? 1 : Limits.pageSize.upperBound)
            defer { logCursor = page.after ?? logCursor ?? "0" }
            return .success(logCursor == nil ? [] : page.entries.compactMap(Deed.init))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func post(_ request: SendRequest) -> Result<Posted, RequestFailure> {
        guard let key = IdempotencyKey(rawValue: request.idempotencyKey) else { preconditionFailure("no key") }
        do throws(ClientError) {
            let receipt = try client.post(request.comment, to: request.post, key: key)
            guard !receipt.isHeld else { return .success(.held) }
            let comment = request.comment
            return .success(
                .accepted(
                    Comment(
                        post: request.post, id: receipt.id, author: comment.author, authorName: comment.authorName,
                        content: comment.content, replyTo: comment.replyTo)))
        } catch {
            return .failure(RequestFailure(error))
        }
    }
}

extension RequestFailure {
    /// What went wrong, for the status line.
    init(_ error: ClientError) {
        let seconds = error.retryAfter.map { Int(($0 / .seconds(1)).rounded(.up)) }
        switch error {
        case .refused(let problem):
            self.init(problem.detail.isEmpty ? problem.title : problem.detail, retryAfter: seconds)
        case .unreachable, .untrusted, .unexpected: self.init(error.description, retryAfter: seconds)
        }
    }
}
