import HTTPTypes
import LiveCore
import LiveHub
import Logging
import NIOCore

/// The only handler of a connection until it is known what it wants.
///
/// Comments and pages in their plain form are answered here, on the event loop. A stream in its plain form makes the
/// connection a viewer's: nothing of HTTP is ever set up for it. For anything else the framework's handlers are
/// installed, and get every byte.
final class FrontHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        /// The next request's head is to come, or more of it.
        case awaitingHead
        /// A comment's body is to come, or more of it.
        case awaitingBody(Post)
        /// The store has been asked; what comes in meanwhile waits.
        case answering
        /// The last answer has been given; nothing that comes in is looked at any more.
        case closing
        /// The connection is somebody else's.
        case gone
    }

    /// A comment's request, when its head has been read.
    private struct Post {
        let id: PostID
        let fields: Posting.Fields
        let origin: String?
        let bodyBytes: Int
    }

    private let setup: LiveChannel
    private let logger: Logger
    /// Gets the framework's side of the connection, or nil when there will be none.
    private let http: EventLoopPromise<LiveChannel.HTTP?>
    private var state = State.awaitingHead
    private var pending = ByteBuffer()
    private var isInputClosed = false
    private var isQuiescing = false
    private var hasReadWaiting = false
    /// Since when the client owes the rest of a request, or since when it has been silent.
    private var since = NIODeadline.now()
    private var hasAnswered = false
    private var timer: Scheduled<Void>?

    /// - Parameters:
    ///   - setup: what the connection may become.
    init(_ setup: LiveChannel, logger: Logger, http: EventLoopPromise<LiveChannel.HTTP?>) {
        self.setup = setup
        self.logger = logger
        self.http = http
    }

    func handlerAdded(context: ChannelHandlerContext) { scheduleTimer(context) }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        if case .gone = state { return }
        state = .gone
        http.succeed(nil)
    }

    // MARK: - What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closing = state { return }
        var bytes = unwrapInboundIn(data)
        if pending.readableBytes == 0 {
            if case .awaitingHead = state { since = .now() }
            pending = bytes
        } else {
            // What has been answered must not stay for as long as there is always more.
            pending.discardReadBytes()
            pending.writeBuffer(&bytes)
        }
        goOn(context)
    }

    func read(context: ChannelHandlerContext) {
        if isBehind(context) { hasReadWaiting = true } else { context.read() }
    }

    /// Whether a request waits for the answer to the one before, or for the client to take it. Then nothing more is read:
    /// a client that sends faster than it can be answered, or than it reads, waits. One request may always come: reading
    /// nothing while another is answered would have the kernel told twice, for each, what to watch.
    private func isBehind(_ context: ChannelHandlerContext) -> Bool {
        guard pending.readableBytes > 0 else { return false }
        return switch state {
        case .answering: true
        case .awaitingHead: !context.channel.isWritable
        case .awaitingBody, .closing, .gone: false
        }
    }

    private func readOn(_ context: ChannelHandlerContext) {
        guard hasReadWaiting, !isBehind(context) else { return }
        hasReadWaiting = false
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        goOn(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: isInputClosed = true
        case is ChannelShouldQuiesceEvent: isQuiescing = true
        default: return context.fireUserInboundEventTriggered(event)
        }
        goOn(context)
    }

    /// Such as a client that trusts no certificate of ours, or knows no protocol of ours.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("a connection failed", metadata: ["error": "\(error)"])
        context.close(promise: nil)
    }

    /// Does what can be done with what has come in.
    private func goOn(_ context: ChannelHandlerContext) {
        takeRequests(context)
        if case .gone = state { return }
        readOn(context)
    }

    private func takeRequests(_ context: ChannelHandlerContext) {
        while true {
            switch state {
            case .awaitingHead where isBehind(context): return isQuiescing ? context.close(promise: nil) : ()
            case .awaitingHead where pending.readableBytes > 0:
                switch pending.withUnsafeReadableBytes(PlainHead.init) {
                case .incomplete where isInputClosed: return cutOff(context)
                case .incomplete: return isQuiescing ? context.close(promise: nil) : ()
                case .other: return installHTTP(context)
                case .complete(.stream(let request), let headBytes):
                    guard setup.streams.admits(request) else { return installHTTP(context) }
                    pending.moveReaderIndex(forwardBy: headBytes)
                    return openStream(request, context)
                case .complete(.post(let id, let fields, let origin, let bodyBytes), let headBytes):
                    pending.moveReaderIndex(forwardBy: headBytes)
                    state = .awaitingBody(Post(id: id, fields: fields, origin: origin, bodyBytes: bodyBytes))
                case .complete(.page(let query, let held, let reader, let origin), let headBytes):
                    pending.moveReaderIndex(forwardBy: headBytes)
                    findPage(query, held: held, for: reader, origin: origin, context)
                }
            case .awaitingHead: return isInputClosed || isQuiescing ? context.close(promise: nil) : ()
            case .awaitingBody(let post):
                guard let body = pending.readSlice(length: post.bodyBytes) else {
                    return isInputClosed ? cutOff(context) : ()
                }
                append(body, post, context)
            case .answering, .closing, .gone: return
            }
        }
    }

    // MARK: - Comments

    private func append(_ body: ByteBuffer, _ post: Post, _ context: ChannelHandlerContext) {
        state = .answering
        do throws(Problem) {
            let draft = try setup.posting.draft(
                for: post.id, fields: post.fields, remote: context.remoteAddress?.ipAddress
            ) { () throws(CommentRefusal) in try NewComment(json: body.readableBytesView) }
            let (loop, bound) = (context.eventLoop, NIOLoopBound((self, context), eventLoop: context.eventLoop))
            setup.posting.ingest.append(draft) { result in
                loop.execute {
                    let (handler, context) = bound.value
                    handler.answer(post, with: result, context)
                }
            }
        } catch {
            refuse(error, origin: post.origin, context)
        }
    }

    private func answer(_ post: Post, with result: Result<Outcome, Ingest.Failure>, _ context: ChannelHandlerContext) {
        guard case .answering = state else { return }
        do throws(Problem) {
            let receipt = try setup.posting.receipt(for: result.mapError(Problem.init).get())
            var response = RawResponse(receipt.status, capacity: 256 + receipt.json.count)
            response.field("content-type", "application/json")
            response.field("location", receipt.location)
            if receipt.isReplayed { response.field("idempotency-replayed", "true") }
            finish(&response, origin: post.origin)
            response.end(body: receipt.json)
            write(response, closes: isLast, context)
        } catch {
            refuse(error, origin: post.origin, context)
        }
        goOn(context)
    }

    /// Adds what is the same in every answer.
    private func finish(_ response: inout RawResponse, origin: String?) {
        if setup.cors.isOn { response.fields(setup.cors.fields(for: origin)) }
        if isLast { response.field("connection", "close") }
    }

    // MARK: - Pages

    private func findPage(
        _ query: PageQuery, held: [String], for reader: Credentials, origin: String?, _ context: ChannelHandlerContext
    ) {
        state = .answering
        let (loop, bound) = (context.eventLoop, NIOLoopBound((self, context), eventLoop: context.eventLoop))
        let (paging, logger) = (setup.paging, logger)
        Task(executorPreference: paging.store.readingThreads) {
            let result: Result<Paging.Answer, Problem>
            do {
                result = .success(try await paging.answer(query, held: held, to: reader))
            } catch {
                result = .failure(Problem(unexpected: error, logger: logger))
            }
            loop.execute {
                let (handler, context) = bound.value
                handler.answer(with: result, origin: origin, context)
            }
        }
    }

    private func answer(
        with result: Result<Paging.Answer, Problem>, origin: String?, _ context: ChannelHandlerContext
    ) {
        guard case .answering = state else { return }
        switch result {
        case .success(let answer):
            var response = RawResponse(
                answer.json == nil ? .notModified : .ok, capacity: 320 + (answer.json?.count ?? 0))
            response.field("etag", answer.tag.text)
            response.field("cache-control", Paging.cacheControl)
            finish(&response, origin: origin)
            if let json = answer.json {
                response.field("content-type", "application/json")
                response.end(body: json)
            } else {
                response.endHead(before: [])
            }
            write(response, closes: isLast, context)
        case .failure(let problem): refuse(problem, origin: origin, context)
        }
        goOn(context)
    }

    // MARK: - Problems

    /// The request has been read, so the connection goes on.
    private func refuse(_ problem: Problem, origin: String?, _ context: ChannelHandlerContext) {
        let problem = problem.noted(in: logger)
        let closes = isLast || problem.headerFields[.connection] != nil
        write(
            RawResponse(problem, fields: setup.cors.fields(for: origin), closes: closes), closes: closes, context)
    }

    private func cutOff(_ context: ChannelHandlerContext) {
        end(.badRequest("the request ends before its end"), context)
    }

    /// Answers a request that has not been read to its end, so the connection can't go on.
    private func end(_ problem: Problem, _ context: ChannelHandlerContext) {
        let problem = problem.noted(in: logger)
        write(RawResponse(problem, fields: [:], closes: true), closes: true, context)
    }

    private var isLast: Bool { isQuiescing || isInputClosed && pending.readableBytes == 0 }

    private func write(_ response: RawResponse, closes: Bool, _ context: ChannelHandlerContext) {
        // Amid this, the channel may tell that it takes no more, or that it does again.
        state = .answering
        context.writeAndFlush(wrapOutboundOut(response.bytes), promise: nil)
        hasAnswered = true
        since = .now()
        guard !closes else { return linger(context) }
        state = .awaitingHead
        if pending.readableBytes == 0 { pending = ByteBuffer() }
    }

    private func linger(_ context: ChannelHandlerContext) {
        state = .closing
        timer?.cancel()
        Lingering.close(context)
    }

    // MARK: - Everything else

    private func openStream(_ request: StreamRequest, _ context: ChannelHandlerContext) {
        guard !isInputClosed, !isQuiescing else { return context.close(promise: nil) }
        leave(to: nil)
        setup.streams.open(request, inPlaceOf: self, rest: pending, context: context)
        pending = ByteBuffer()
    }

    private func installHTTP(_ context: ChannelHandlerContext) {
        do {
            let channel = try setup.installHTTP(on: context.channel, since: since, logger: logger)
            leave(to: channel)
        } catch {
            return context.close(promise: nil)
        }
        context.fireChannelRead(wrapInboundOut(pending))
        context.fireChannelReadComplete()
        if isInputClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        if isQuiescing { context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    private func leave(to channel: LiveChannel.HTTP?) {
        state = .gone
        timer?.cancel()
        http.succeed(channel)
    }

    // MARK: - Time

    /// One timer for the connection: it looks when the time could have run out, and no request moves it.
    private func scheduleTimer(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: since + timeAllowed(context)) { [weak self] in
            self?.lookAtClock(context)
        }
    }

    private func lookAtClock(_ context: ChannelHandlerContext) {
        switch state {
        case .closing, .gone: return
        case .answering: since = .now()
        case .awaitingHead where .now() >= since + timeAllowed(context):
            return owesNothing(context) ? context.close(promise: nil) : end(.requestTimeout, context)
        case .awaitingBody where .now() >= since + timeAllowed(context): return end(.requestTimeout, context)
        case .awaitingHead, .awaitingBody: break
        }
        scheduleTimer(context)
    }

    /// Whether no request has begun, or none may be looked at before the client takes its answers.
    private func owesNothing(_ context: ChannelHandlerContext) -> Bool {
        pending.readableBytes == 0 || isBehind(context)
    }

    private func timeAllowed(_ context: ChannelHandlerContext) -> TimeAmount {
        if hasAnswered, owesNothing(context), case .awaitingHead = state { return LiveChannel.idleTime }
        return HeadGuard.requestTime
    }
}
