import Dispatch
import LiveClient
import LiveCore
import Synchronization

/// Posts comments on one thread, and reads the post on this one.
///
/// `Sendable`: what both threads use is behind `shared`.
final class ProbeRun: Sendable {
    /// How long the last comment may take.
    private static let patience = Duration.seconds(10)

    private struct Shared {
        /// When each was posted, by its number.
        var postedAt: [Int: ContinuousClock.Instant] = [:]
        /// When the last one was posted.
        var endedAt: ContinuousClock.Instant?
        var failure: ClientError?
    }

    private let endpoint: Endpoint
    private let post: PostID
    private let author: String
    private let name: String?
    private let count: Int
    private let interval: Duration
    /// Tells this run's comments from others.
    private let mark = "lc probe \(String(UInt64.random(in: .min ... .max), radix: 36))"
    private let shared = Mutex(Shared())

    init(endpoint: Endpoint, post: PostID, author: String, name: String?, count: Int, interval: Duration) {
        self.endpoint = endpoint
        self.post = post
        self.author = author
        self.name = name
        self.count = count
        self.interval = interval
    }

    /// - Throws: when the post can't be read, or a comment not be posted.
    func measure() throws -> Latencies {
        let streams = EventStreams(endpoint, posts: [(post, .history(0))])
        var durations: [Int: Duration] = [:]
        var isPosting = false
        do {
            try streams.run { notice in
                switch notice {
                case .connected where !isPosting:
                    isPosting = true
                    DispatchQueue(label: "posting").async { self.postAll() }
                case .events(_, let messages):
                    let now = ContinuousClock.now
                    for number in messages.compactMap(number) where durations[number] == nil {
                        durations[number] = shared.withLock { $0.postedAt[number] }.map { now - $0 }
                    }
                    if durations.count == count { return .stop }
                case .awake:
                    let (end, failure) = shared.withLock { ($0.endedAt, $0.failure) }
                    if let failure { throw failure }
                    let deadline = end.map { $0 + Self.patience } ?? .now + .milliseconds(200)
                    return end != nil && deadline <= .now ? .stop : .goOnUntil(deadline)
                case .connected, .away: break
                }
                return .goOn
            }
        } catch let error as ClientError {
            throw Failure(error, doing: "probing \(post)")
        }
        return Latencies(Array(durations.values))
    }

    private func number(of message: SSEMessage) -> Int? {
        guard message.event == "comment", let comment = try? Comment(json: message.data),
            comment.content.hasPrefix(mark)
        else { return nil }
        return comment.content.split(separator: " ").last.flatMap { Int($0) }
    }

    private func postAll() {
        let client = LiveClient(endpoint)
        // So that no comment pays for the connection.
        _ = try? client.examine("/healthz")
        var next = ContinuousClock.now
        for number in 0..<count {
            pause(until: next)
            do {
                let comment = try NewComment(author: author, authorName: name, content: "\(mark) \(number)")
                shared.withLock { $0.postedAt[number] = .now }
                _ = try client.post(comment, to: post, key: IdempotencyKey())
            } catch {
                let failure = error as? ClientError ?? .unexpected("\(error)")
                return shared.withLock { $0.failure = failure }
            }
            next += interval
        }
        shared.withLock { $0.endedAt = .now }
    }
}
