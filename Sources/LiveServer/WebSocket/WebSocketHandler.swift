import LiveCore
import LiveHub
import Logging
import NIOCore

/// A viewer's connection that speaks WebSocket (RFC 6455): the viewer may post as well, and both sides say goodbye.
///
/// What comes in is taken apart only as fast as it can be answered: beyond that, nothing more is read.
final class WebSocketHandler: StreamHandler, ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    private enum State {
        /// The request has not been answered yet; what comes in waits.
        case opening
        case open
        /// One side has said goodbye. When the viewer's comments are answered, it is told so with these bytes.
        case leaving(saying: ByteBuffer, isAnswer: Bool)
        /// The viewer has been told goodbye, and is waited for to say it too. Nothing is written any more.
        case waiting
        /// Nothing that comes in is looked at any more.
        case ended
    }

    /// Comments of one viewer that may be on their way into the store. The next is not looked at before one has got
    /// there.
    static let underWayLimit = 16

    private let posting: Posting
    private let fields: Posting.Fields
    private let logger: Logger
    private var state = State.opening
    private var pending = ByteBuffer()
    private var messages = WebSocketReader()
    /// What the viewer's comments are answered with, in their order; nil for one that is under way.
    private var answers: [[UInt8]?] = []
    /// Answers that have been given: the number of the first in ``answers``.
    private var answersGiven = 0
    private var hasReadWaiting = false
    /// Runs while a message has begun and not ended.
    private var timer: Scheduled<Void>?

    /// - Parameters:
    ///   - hub: of the channel's event loop, for this dialect.
    ///   - head: the response's.
    ///   - fields: what the request said that holds for all comments.
    init(
        hub: LoopHub, head: ByteBuffer, posting: Posting, fields: Posting.Fields, logger: Logger
    ) {
        self.posting = posting
        self.fields = fields
        self.logger = logger
        super.init(hub: hub, head: head)
    }

    override func begin() {
        super.begin()
        state = .open
        // Not before the hub is done with a reader that has just begun.
        context?.eventLoop.assumeIsolated().execute { self.goOn() }
    }

    override func handlerRemoved(context: ChannelHandlerContext) {
        end()
        super.handlerRemoved(context: context)
    }

    override func channelInactive(context: ChannelHandlerContext) {
        end()
        super.channelInactive(context: context)
    }

    private func end() {
        state = .ended
        timer?.cancel()
        pending = ByteBuffer()
    }

    // MARK: - What comes in

    override func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .ended = state { return }
        var bytes = unwrapInboundIn(data)
        if pending.readableBytes == 0 {
            pending = bytes
        } else {
            pending.discardReadBytes()
            pending.writeBuffer(&bytes)
        }
        takeParts(context)
    }

    func read(context: ChannelHandlerContext) {
        if isListening { context.read() } else { hasReadWaiting = true }
    }

    override func channelWritabilityChanged(context: ChannelHandlerContext) {
        super.channelWritabilityChanged(context: context)
        goOn()
    }

    /// Whether the next part of what comes in may be taken; after the end, it is, and dropped.
    private var isListening: Bool {
        switch state {
        case .open: answers.count < Self.underWayLimit && isWritable
        case .opening, .leaving: false
        case .waiting, .ended: true
        }
    }

    /// Takes what has waited.
    private func goOn() {
        guard let context else { return }
        takeParts(context)
        if hasReadWaiting, isListening {
            hasReadWaiting = false
            context.read()
        }
    }

    private func takeParts(_ context: ChannelHandlerContext) {
        do throws(WebSocketFlaw) {
            while isListening, let part = try messages.next(in: &pending) { take(part, context) }
        } catch {
            return fail(error, context)
        }
        if pending.readableBytes == 0 { pending = ByteBuffer() }
        watchTime(context)
    }

    private func take(_ part: WebSocketReader.Part, _ context: ChannelHandlerContext) {
        if !messages.isInMessage { stopTimer() }
        switch (state, part) {
        case (.waiting, .close):
            end()
            context.close(promise: nil)
        case (.open, .text(let message)): answer(message, context)
        case (.open, .ping(let payload)): write(ByteBuffer(bytes: WebSocketFrame.pong(payload.readableBytesView)))
        case (.open, .close(let code)):
            let echo = ByteBuffer(bytes: WebSocketFrame.close(echoing: code.readableBytesView))
            state = .leaving(saying: echo, isAnswer: true)
            leaveIfAnswered()
        default: break
        }
    }

    /// Ends the connection because of what the viewer sent, which gets to read why.
    private func fail(_ flaw: WebSocketFlaw, _ context: ChannelHandlerContext) {
        guard case .open = state else { return context.close(promise: nil) }
        logger.debug("a viewer's frames can't be read", metadata: ["posts": "\(posts)", "reason": "\(flaw.reason)"])
        write(ByteBuffer(bytes: WebSocketFrame.close(flaw.code, flaw.reason)))
        fallSilent()
        end()
        Lingering.close(context)
    }

    // MARK: - Comments

    private func answer(_ message: ByteBuffer, _ context: ChannelHandlerContext) {
        let number = answersGiven + answers.count
        answers.append(nil)
        do throws(Problem) {
            let post = try WebSocketPost(json: message.readableBytesView)
            var fields = fields
            fields.idempotencyKey = post.key
            let draft = try posting.draft(
                for: try post.place(among: posts), fields: fields, remote: context.remoteAddress?.ipAddress
            ) { () throws(CommentRefusal) in try post.comment.get() }
            let (loop, bound) = (context.eventLoop, NIOLoopBound(self, eventLoop: context.eventLoop))
            posting.ingest.append(draft) { result in
                loop.execute {
                    bound.value.settle(number, with: result)
                    bound.value.goOn()
                }
            }
        } catch {
            settle(number, with: error.noted(in: logger).message)
        }
    }

    private func settle(_ number: Int, with result: Result<Outcome, Ingest.Failure>) {
        do throws(Problem) {
            settle(number, with: try posting.receipt(for: result.mapError(Problem.init).get()).message)
        } catch {
            settle(number, with: error.noted(in: logger).message)
        }
    }

    /// Answers a comment, when those before it are answered.
    private func settle(_ number: Int, with answer: [UInt8]) {
        answers[number - answersGiven] = answer
        let ready = answers.prefix { $0 != nil }
        guard !ready.isEmpty else { return }
        var bytes = ByteBuffer()
        for case let answer? in ready { bytes.writeBytes(WebSocketFrame.text(answer)) }
        answersGiven += ready.count
        answers.removeFirst(ready.count)
        write(bytes)
        leaveIfAnswered()
    }

    // MARK: - Goodbye

    override func finish(saying farewell: ByteBuffer) {
        guard let context else { return }
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: Self.finishTime) { channel.close(promise: nil) }
        if case .open = state { state = .leaving(saying: farewell, isAnswer: false) }
        stopTimer()
        leaveIfAnswered()
    }

    private func leaveIfAnswered() {
        guard case .leaving(let bytes, let isAnswer) = state, answers.isEmpty, let context else { return }
        write(bytes)
        fallSilent()
        guard !isAnswer else {
            end()
            return closeWhenSent(context)
        }
        state = .waiting
        context.read()
        takeParts(context)
    }

    // MARK: - Time

    /// A message that has begun has to end, or else it could hold on to its bytes for ever.
    private func watchTime(_ context: ChannelHandlerContext) {
        guard case .open = state, isListening, messages.isInMessage || pending.readableBytes > 0 else {
            return stopTimer()
        }
        guard timer == nil else { return }
        let flaw = WebSocketFlaw(code: .policyViolation, reason: "a message took longer than 10 seconds")
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: HeadGuard.requestTime) { [weak self] in
            self?.fail(flaw, context)
        }
    }

    private func stopTimer() {
        timer?.cancel()
        timer = nil
    }
}
