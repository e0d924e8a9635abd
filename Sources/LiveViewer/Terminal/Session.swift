import Glibc
import LiveCore

/// The viewer on a terminal: takes keys and what the feed brings, and draws. It runs on the main thread, since curses
/// and signals want it so.
public final class Session {
    private static let second: Int64 = 1_000_000_000
    /// How long what the feed brought may keep a key waiting, in nanoseconds.
    private static let patience: Int64 = 4_000_000

    private let terminal: Terminal
    private let feed: Feed
    private let carryOut: (Request) -> Void
    private var model: Model
    private var painter: Painter
    private var pacer = FramePacer()
    /// What the feed brought and is not taken yet.
    private var backlog: ArraySlice<Input> = []
    private var isDirty = true
    /// Whether somebody waits for what the next frame shows.
    private var isForKey = true
    private var lastTick: Int64 = 0
    private var lastByte: Int64 = 0
    private var end: ViewerEnd?

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - options: what to show.
    ///   - feed: what happens on other threads.
    ///   - carryOut: asks the server; it must not block, and puts the answer into the feed.
    /// - Throws: ``TerminalFailure`` when there is no terminal to draw on.
    public init(
        _ options: ViewerOptions, feed: Feed, carryOut: @escaping (Request) -> Void
    ) throws(TerminalFailure) {
        terminal = try Terminal(colors: options.colors, wake: feed.wakeWriter)
        self.feed = feed
        self.carryOut = carryOut
        model = options.model(
            size: terminal.size, colors: terminal.capabilities.colors, now: WallClock.system.milliseconds)
        painter = Painter(terminal.capabilities)
    }

    /// Shows the viewer until it is left, and puts the terminal back.
    public func run() -> ViewerEnd {
        defer {
            feed.close()
            terminal.close()
        }
        perform(model.start())
        while true {
            takeKeys()
            takeFeed()
            tick()
            drawIfDue()
            if let end { return end }
            wait()
            takeSignals()
        }
    }

    // MARK: - Waiting

    private func wait() {
        let now = LocalTime.monotonic
        var until = lastTick + Self.second
        if isDirty { until = min(until, now + pacer.delay(at: now, isForKey: isForKey)) }
        if terminal.isPasting { until = min(until, lastByte + Self.second) }
        if !backlog.isEmpty { until = now }
        let milliseconds = (max(0, until - now) + 999_999) / 1_000_000
        var waiting = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: feed.wakeReader, events: Int16(POLLIN), revents: 0),
        ]
        poll(&waiting, 2, Int32(milliseconds))
    }

    private func tick() {
        let now = LocalTime.monotonic
        if terminal.isPasting, now - lastByte >= Self.second { take(terminal.endPaste()) }
        guard now - lastTick >= Self.second else { return }
        lastTick = now
        update(.tick)
    }

    // MARK: - Taking

    private func takeKeys() {
        guard let inputs = terminal.read() else {
            end = ViewerEnd(signal: SIGHUP, model: model)
            return
        }
        if !inputs.isEmpty || terminal.isPasting { lastByte = LocalTime.monotonic }
        take(inputs)
    }

    private func take(_ inputs: [Input]) {
        for input in inputs {
            update(input)
            isForKey = true
        }
    }

    private func takeFeed() {
        if backlog.isEmpty { backlog = feed.take()[...] }
        let start = LocalTime.monotonic
        while let input = backlog.popFirst() {
            update(input)
            if LocalTime.monotonic - start > Self.patience { break }
        }
    }

    private func update(_ input: Input) {
        isDirty = true
        perform(model.update(input, at: WallClock.system.milliseconds))
    }

    private func takeSignals() {
        for signal in feed.takeSignals() {
            switch signal {
            case SIGWINCH:
                terminal.resized()
                update(.resize(terminal.size))
                isForKey = true
            case SIGTSTP: suspend()
            case SIGCONT:
                // Stopped from outside: what had the terminal since may have changed its modes.
                terminal.reclaim(mouse: model.settings.mouse)
                redraw()
            default: end = ViewerEnd(signal: signal, model: model)
            }
        }
    }

    // MARK: - Drawing

    private func drawIfDue() {
        guard isDirty, pacer.delay(at: LocalTime.monotonic, isForKey: isForKey) == 0 else { return }
        perform(model.update(.frame, at: WallClock.system.milliseconds))
        let bytes = painter.paint(Frame(of: model))
        if !bytes.isEmpty {
            terminal.write(bytes)
            pacer.draw(at: LocalTime.monotonic)
        }
        isDirty = false
        isForKey = false
    }

    private func redraw() {
        painter.invalidate()
        update(.resize(terminal.size))
        isForKey = true
    }

    // MARK: - Effects

    private func perform(_ effects: [Effect]) {
        for effect in effects { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .request(let request): carryOut(request)
        case .bell: terminal.ring()
        case .copy(let text): terminal.copy(text)
        case .mouse(let isOn): terminal.setMouse(isOn)
        case .redraw: redraw()
        case .suspend: suspend()
        case .quit: end = ViewerEnd(signal: nil, model: model)
        case .openLink(let target):
            if !Programs.open(target) { update(.notice("there is no program to open \(target)")) }
        case .save(let text, let path): update(.saved(to: path, NewFile.write(text, to: path)))
        case .edit(let text):
            var result: Result<String, RequestFailure>?
            terminal.lend(mouse: model.settings.mouse) { result = Programs.edit(text) }
            if let result { update(.edited(result)) }
            redraw()
        }
    }

    private func suspend() {
        terminal.suspend(mouse: model.settings.mouse)
        // That we go on is known.
        _ = feed.takeSignals()
        redraw()
    }
}
