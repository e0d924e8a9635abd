import Dispatch
import Glibc
import LiveClient
import LiveCore
import LiveViewer
import Synchronization

/// The posts' streams, on a thread of their own, for as long as the process lives.
///
/// `@unchecked Sendable`: `positions` and `hasStood` are used on the thread only; the rest does not change.
final class StreamThread: @unchecked Sendable {
    private static let retry = Duration.seconds(2)

    private let endpoint: Endpoint
    private let posts: [PostID]
    private let maxRate: Mutex<Int?>
    private let feed: Feed
    /// A byte written to it makes the streams connect anew.
    private let control: (reader: Int32, writer: Int32)
    private var positions: [PostID: EventID]

    /// - Parameter starts: the posts, and the id that each stream begins after.
    init(_ endpoint: Endpoint, starts: [(PostID, EventID)], maxRate: Int?, feed: Feed) {
        self.endpoint = endpoint
        posts = starts.map(\.0)
        positions = Dictionary(uniqueKeysWithValues: starts)
        self.maxRate = Mutex(maxRate)
        self.feed = feed
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { fatalError("no pipe: \(errno)") }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        control = (ends[0], ends[1])
    }

    func start() {
        DispatchQueue(label: "streams").async { self.run() }
    }

    func reconnect() { _ = write(control.writer, [0], 1) }

    /// Goes on with another rate at which the server thins.
    func thin(_ rate: Int?) {
        maxRate.withLock { $0 = rate }
        reconnect()
    }

    private func run() {
        while true {
            tell { _ in .connecting }
            let streams = EventStreams(
                endpoint, posts: posts.map { ($0, .after(positions[$0] ?? .zero)) },
                maxRate: maxRate.withLock { $0 })
            do {
                try streams.run(watching: [control.reader]) { take($0) }
            } catch let error as ClientError {
                waitAfter(error)
            } catch {
                return tell { _ in .ended(reason: "\(error)") }
            }
        }
    }

    private func take(_ notice: EventStreams.Notice) -> EventStreams.Flow {
        switch notice {
        case .connected(let post, _): feed.push(.stream(post, .connected))
        case .away(let post, let error, let pause):
            let retryAt = WallClock.system.milliseconds + Int64(pause / .milliseconds(1))
            feed.push(.stream(post, .disconnected(reason: error.description, retryAt: retryAt)))
        case .events(let post, let messages):
            for message in messages {
                if let id = EventID(message.lastEventID) { positions[post] = max(positions[post] ?? .zero, id) }
            }
            feed.push(messages.compactMap(StreamNews.init).map { .stream(post, $0) })
        case .awake: return isAskedToReconnect ? .stop : .goOn
        }
        return .goOn
    }

    private var isAskedToReconnect: Bool {
        var buffer = [UInt8](repeating: 0, count: 16)
        return read(control.reader, &buffer, buffer.count) > 0
    }

    /// After a stream could not be had: for good where trying again would not help, until it is asked for.
    private func waitAfter(_ error: ClientError) {
        var milliseconds: Int32 = -1
        if error.isRetryable {
            let pause = max(error.retryAfter ?? Self.retry, Self.retry)
            milliseconds = Int32(clamping: Int64(pause / .milliseconds(1)))
            let retryAt = WallClock.system.milliseconds + Int64(milliseconds)
            tell { _ in .disconnected(reason: error.description, retryAt: retryAt) }
        } else {
            tell { _ in .ended(reason: error.description) }
        }
        var waiting = pollfd(fd: control.reader, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, milliseconds)
        _ = isAskedToReconnect
    }

    private func tell(_ news: (PostID) -> StreamNews) {
        feed.push(posts.map { .stream($0, news($0)) })
    }
}
