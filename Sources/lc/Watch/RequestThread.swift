import Dispatch
import LiveClient
import LiveCore
import LiveViewer

/// Asks the server one thing after the other.
///
/// `@unchecked Sendable`: the client is used on the queue only, which does one thing at a time.
final class RequestThread: @unchecked Sendable {
    private let queue: DispatchQueue
    private let client: LiveClient
    private let feed: Feed

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
        case .moderate(let post, let action):
            feed.push(.moderated(post, action, .failure(RequestFailure("this lc can't moderate yet"))))
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

    private func comment(_ id: EventID, of post: PostID) -> Result<LiveCore.Comment, RequestFailure> {
        do throws(ClientError) {
            return .success(try client.comment(id, in: post))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func summary(of post: PostID) -> Result<PostSummary, RequestFailure> {
        do throws(ClientError) {
            let status = try client.status(of: post)
            return .success(PostSummary(state: status.state, pinned: status.pinned, viewers: status.viewers))
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
        case .unreachable, .unexpected: self.init(error.description, retryAfter: seconds)
        }
    }
}
