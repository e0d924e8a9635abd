internal import CCurl
public import LiveCore

/// The live streams of some posts, a connection each, on one thread: they come back by themselves when they break,
/// go on where they were, and give each event once.
public final class EventStreams {
    /// What happens on a stream.
    public enum Notice: Sendable {
        /// It stands; `again` when it had stood before.
        case connected(PostID, again: Bool)
        /// Events came in, in order.
        case events(PostID, [SSEMessage])
        /// It broke, or could not be made, and is tried again after a wait.
        case away(PostID, ClientError, retryIn: Duration)
        /// The thread is awake, for whatever reason: time to look at the clock, at the descriptors that are watched,
        /// and at what was meant by a ``EventStreams/wakeUp()``.
        case awake
    }

    /// Whether to go on.
    public enum Flow: Sendable, Equatable {
        /// On.
        case goOn
        /// On, and in answer to ``Notice/awake``: be awake again at this moment.
        case goOnUntil(ContinuousClock.Instant)
        /// Close the streams and return.
        case stop
    }

    /// On a stream a server says something every 15 s: one on which nothing is heard for so long is broken.
    public static let silence = Duration.seconds(45)

    private let loop = TransferLoop()
    private var streams: [Stream]

    /// - Parameters:
    ///   - endpoint: the server.
    ///   - posts: what to read, and where to begin.
    ///   - maxRate: comments a second at which the server thins a post: 10, 20, 50 or 100; nil for all.
    ///   - silence: how long nothing need be heard of a stream before it counts as broken.
    public init(
        _ endpoint: Endpoint, posts: [(post: PostID, start: StreamStart)], maxRate: Int? = nil,
        silence: Duration = EventStreams.silence
    ) {
        streams = posts.map {
            Stream(endpoint, StreamPosition(post: $0.post, start: $0.start, maxRate: maxRate), silence: silence)
        }
    }

    /// Ends a wait, from any thread, so that `receive` is called with ``Notice/awake``.
    public func wakeUp() { loop.wakeUp() }

    /// Reads until `receive` says stop.
    ///
    /// - Parameters:
    ///   - inputs: descriptors that wake the thread when there is something to read.
    ///   - outputs: descriptors that wake it when their reader has gone away.
    ///   - receive: called on this thread, with one thing after the other.
    /// - Throws: ``ClientError`` when a stream can't be had and trying again would not help, or when the first
    ///   attempt of all finds no server; and whatever `receive` throws.
    public func run(
        watching inputs: [Int32] = [], readersOf outputs: [Int32] = [], _ receive: (Notice) throws -> Flow
    ) throws {
        for stream in streams { stream.connect(on: loop) }
        defer { for stream in streams { loop.remove(stream.transfer) } }
        while true {
            let ended = loop.step()
            for stream in streams {
                let end = ended.first { $0.transfer === stream.transfer }.map { $0.failure } ?? stream.silenceBroken()
                for notice in try stream.advance(end: end) {
                    if try receive(notice) == .stop { return }
                }
                if end != nil { loop.remove(stream.transfer) }
            }
            var moment: ContinuousClock.Instant?
            switch try receive(.awake) {
            case .goOn: break
            case .goOnUntil(let next): moment = next
            case .stop: return
            }
            let now = ContinuousClock.now
            for stream in streams { stream.connectInTime(on: loop, now: now) }
            loop.wait(milliseconds: milliseconds(from: now, until: moment), inputs: inputs, outputs: outputs)
        }
    }

    /// Until the next stream is to be tried again or has been silent for too long, or a moment.
    private func milliseconds(from now: ContinuousClock.Instant, until moment: ContinuousClock.Instant?) -> Int {
        let longest = Duration.seconds(60)
        let moments = streams.map(\.deadline) + [moment].compactMap(\.self)
        let next = moments.map { $0 - now }.min() ?? longest
        return Int((max(min(next, longest), .zero) / .milliseconds(1)).rounded(.up))
    }
}

/// One post's stream, over all its connections.
private final class Stream {
    /// What a reader waits before it connects again when the server has said nothing (WHATWG HTML, 9.2.3).
    private static let defaultRetry = Duration.seconds(2)

    let transfer: Transfer
    private(set) var retryAt: ContinuousClock.Instant?
    private var position: StreamPosition
    private var parser = SSEParser()
    private var reconnection = Reconnection()
    private var retry = defaultRetry
    private var hasStood = false
    private var stands = false
    private let url: String
    private let silence: Duration

    init(_ endpoint: Endpoint, _ position: StreamPosition, silence: Duration) {
        transfer = Transfer(endpoint)
        url = endpoint.url
        self.position = position
        self.silence = silence
    }

    /// When it is to be tried again or, while it is connected, counts as broken unless something is heard before.
    var deadline: ContinuousClock.Instant { retryAt ?? transfer.heardAt + silence }

    /// The end of a connection on which nothing has been heard for too long; nil for one that goes on.
    func silenceBroken() -> ClientError?? {
        guard retryAt == nil, deadline <= .now else { return nil }
        return .some(.unreachable("\(url): nothing was heard for \(silence / .seconds(1)) s"))
    }

    func connect(on loop: TransferLoop) {
        retryAt = nil
        stands = false
        parser = SSEParser()
        transfer.prepare(position.request, .stream)
        loop.add(transfer)
    }

    func connectInTime(on loop: TransferLoop, now: ContinuousClock.Instant) {
        if let retryAt, retryAt <= now { connect(on: loop) }
    }

    /// What has come in since the last call.
    ///
    /// - Parameter end: set when the transfer has ended, to what it failed for.
    func advance(end: ClientError??) throws -> [EventStreams.Notice] {
        guard retryAt == nil else { return [] }
        var notices: [EventStreams.Notice] = []
        if !stands, transfer.status == 200, transfer.contentType.hasPrefix("text/event-stream") {
            stands = true
            notices.append(.connected(position.post, again: hasStood))
            hasStood = true
            reconnection.succeeded()
        }
        if stands {
            let messages = try read()
            if !messages.isEmpty { notices.append(.events(position.post, messages)) }
        }
        if let failure = end { notices.append(try wait(for: failure)) }
        return notices
    }

    private func read() throws(ClientError) -> [SSEMessage] {
        transfer.drainBody { parser.append($0) }
        var messages: [SSEMessage] = []
        do {
            while let message = try parser.next() {
                if position.advance(to: message) { messages.append(message) }
            }
        } catch {
            throw .unexpected("the stream of \(position.post) can't be read: \(error)")
        }
        position.advance(to: parser.lastEventID)
        if let milliseconds = parser.retryMilliseconds { retry = .milliseconds(milliseconds) }
        return messages
    }

    private func wait(for failure: ClientError?) throws(ClientError) -> EventStreams.Notice {
        let error = failure ?? (stands ? .unreachable("the server closed the stream") : answerError())
        // A wrong address shows at once; a server that was there will be there again.
        guard error.isRetryable, hasStood else { throw error }
        let pause = reconnection.next(asked: error.retryAfter ?? retry)
        retryAt = .now + pause
        return .away(position.post, error, retryIn: pause)
    }

    private func answerError() -> ClientError {
        Answer(status: transfer.status, contentType: transfer.contentType, body: transfer.body).error
    }
}
