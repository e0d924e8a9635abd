import Glibc
import LiveCore

/// The viewer without a screen, for screen readers and terminals that can't move their cursor: each thing that
/// happens is a line, and a line that is typed is sent. Nothing that was written is ever changed.
public final class PlainSession {
    private let feed: Feed
    private let carryOut: (Request) -> Void
    private var model: Model
    private var log: PlainLog
    private var typed: [UInt8] = []
    private var end: ViewerEnd?
    private var isInputOpen = true

    /// - Parameters:
    ///   - options: what to show.
    ///   - feed: what happens on other threads.
    ///   - carryOut: asks the server; it must not block, and puts the answer into the feed.
    public init(_ options: ViewerOptions, feed: Feed, carryOut: @escaping (Request) -> Void) {
        self.feed = feed
        self.carryOut = carryOut
        model = options.model(
            size: Size(width: 80, height: 24), colors: .none, now: WallClock.system.milliseconds)
        log = PlainLog(model)
    }

    /// Prints until it is left; when nothing more can be typed, it goes on printing.
    ///
    /// - Parameter interruption: readable when a signal has come that ends it.
    public func run(interruption: Int32) -> ViewerEnd {
        defer { feed.close() }
        perform(model.start())
        while true {
            for input in feed.take() { take(input) }
            print(log.lines(after: model))
            if let end { return end }
            var waiting = [
                pollfd(fd: isInputOpen ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: feed.wakeReader, events: Int16(POLLIN), revents: 0),
                pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
            ]
            poll(&waiting, 3, 1_000)
            _ = feed.takeSignals()
            if waiting[2].revents != 0 { return ViewerEnd(signal: nil, model: model) }
            if waiting[0].revents != 0 { readLine() }
        }
    }

    private func take(_ input: Input) {
        print(log.lines(for: input, model))
        perform(model.update(input, at: WallClock.system.milliseconds))
    }

    private func readLine() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { isInputOpen = false }
        guard count > 0 else { return }
        typed += buffer[..<count]
        while let feed = typed.firstIndex(of: 0x0A) {
            let line = String(decoding: typed[..<feed], as: UTF8.self)
            typed.removeSubrange(...feed)
            model.tab.composer.editor.replaceAll(with: line)
            perform(model.perform(Invocation(command: .send)))
        }
        if typed.count > 1 << 16 { typed = [] }
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .request(let request): carryOut(request)
            case .quit: end = ViewerEnd(signal: nil, model: model)
            case .bell: print(["\u{7}"])
            case .save(let text, let path): take(.saved(to: path, NewFile.write(text, to: path)))
            default: break
            }
        }
    }

    private func print(_ lines: [String]) {
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress! + done, bytes.count - done) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else {
                end = ViewerEnd(signal: SIGPIPE, model: model)
                return
            }
            done += count
        }
    }
}
