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

    /// A server says something every 15 s, be it a comment line. One that has said nothing for so long has gone.
    ///
    /// libcurl's own limit is one of speed, below which a quiet post's few bytes stay.
    static let silence = Duration.seconds(45)

    private let loop = TransferLoop()
    private var streams: [Stream]

    /// - Parameters:
    ///   - endpoint: the server.
    ///   - posts: what to read, and where to begin.
    ///   - maxRate: comments a second at which the server thins a post: 10, 20, 50 or 100; nil for all.
    public convenience init(_ endpoint: Endpoint, posts: [(post: PostID, start: StreamStart)], maxRate: Int? = nil) {
        self.init(endpoint, posts: posts, maxRate: maxRate, silence: Self.silence)
    }

    init(
        _ endpoint: Endpoint, posts: [(post: PostID, start: StreamStart)], maxRate: Int? = nil, silence: Duration
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
                let end = ended.first { $0.transfer === stream.transfer }
                for notice in try stream.advance(end: end.map { $0.failure }) {
                    if try receive(notice) == .stop { return }
                }
                if stream.hasEnded { loop.remove(stream.transfer) }
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
        let moments = streams.map(\.nextMoment) + [moment].compactMap(\.self)
        let next = moments.map { $0 - now }.min() ?? longest
        return Int((max(min(next, longest), .zero) / .milliseconds(1)).rounded(.up))
    }
}

/// One post's stream, over all its connections.
private final class Stream {
    /// What a reader waits before it connects again when the server has said nothing (WHATWG HTML, 9.2.3).
    private static let defaultRetry = Duration.seconds(2)

    let transfer: Transfer
    private let silence: Duration
    /// When it is tried again; nil while it goes on.
    private var retryAt: ContinuousClock.Instant?
    /// When something came in last.
    private var heardAt = ContinuousClock.now
    private var position: StreamPosition
    private var parser = SSEParser()
    private var reconnection = Reconnection()
    private var retry = defaultRetry
    private var hasStood = false
    private var stands = false

    init(_ endpoint: Endpoint, _ position: StreamPosition, silence: Duration) {
        transfer = Transfer(endpoint)
        self.position = position
        self.silence = silence
    }

    /// Whether it waits to be tried again.
    var hasEnded: Bool { retryAt != nil }

    /// When it is to be looked at even if nothing comes in.
    var nextMoment: ContinuousClock.Instant { retryAt ?? heardAt + silence }

    func connect(on loop: TransferLoop) {
        retryAt = nil
        heardAt = .now
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
        guard !hasEnded else { return [] }
        var notices: [EventStreams.Notice] = []
        if !transfer.body.isEmpty { heardAt = .now }
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
        if let failure = end {
            notices.append(try wait(for: failure))
        } else if heardAt + silence <= .now {
            notices.append(try wait(for: transfer.unreachable("the server has fallen silent")))
        }
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
