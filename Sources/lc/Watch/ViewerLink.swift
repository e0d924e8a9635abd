import Dispatch
import LiveClient
import LiveCore
import LiveViewer

/// Between the viewer and the server: asks what the viewer wants to know, on threads of its own, and puts the answers
/// and the streams into its feed.
final class ViewerLink: Sendable {
    let feed: Feed
    private let firstPages: [PostID: Page]
    private let streams: StreamThread
    /// Reading does not wait for writing, nor the other way round.
    private let reading: RequestThread
    private let writing: RequestThread

    /// - Parameters:
    ///   - pages: the newest page of each post; the streams begin behind them.
    ///   - maxRate: comments a second at which the server thins; nil for all.
    init(_ endpoint: Endpoint, pages: [PostID: Page], maxRate: Int?) {
        feed = Feed()
        firstPages = pages
        // A post without comments is streamed from its beginning.
        let starts = pages.map { post, page in (post, page.comments.last?.id ?? .zero) }
        streams = StreamThread(endpoint, starts: starts, maxRate: maxRate, feed: feed)
        reading = RequestThread(endpoint, "reading", feed: feed)
        writing = RequestThread(endpoint, "writing", feed: feed)
    }

    /// Starts the streams.
    func start() { streams.start() }

    func carryOut(_ request: Request) {
        switch request {
        case .open(let page):
            if let first = firstPages[page.post] { feed.push(.page(page, .success(first))) }
        case .reconnect: streams.reconnect()
        case .thin(let rate): streams.thin(rate)
        case .send, .moderate: writing.carryOut(request)
        case .page, .search, .comment, .summary, .held, .log: reading.carryOut(request)
        }
    }
}
