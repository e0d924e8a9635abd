import Glibc

/// A signal that ends a command in order, as a descriptor to wait for beside others. The command ends anyway when it
/// has not done so two seconds later, or when another signal comes.
final class Interruption {
    /// Readable when a signal has come.
    let descriptor: Int32

    /// From here on SIGINT, SIGTERM and SIGHUP no longer end the process by themselves; those that it was started to
    /// ignore, as by nohup(1), it goes on to ignore. To be made before any other thread is started, which would take
    /// them otherwise.
    init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { fatalError("no pipe: \(errno)") }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        descriptor = ends[0]
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] where !Self.isIgnored(signal) { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        var thread = pthread_t()
        let waiting = UnsafeMutablePointer<(signals: sigset_t, pipe: Int32)>.allocate(capacity: 1)
        waiting.initialize(to: (signals, ends[1]))
        pthread_create(
            &thread, nil,
            { argument in
                let waiting = argument?.assumingMemoryBound(to: (signals: sigset_t, pipe: Int32).self)
                guard let waiting else { return nil }
                var signal: Int32 = 0
                while sigwait(&waiting.pointee.signals, &signal) != 0 {}
                _ = write(waiting.pointee.pipe, [UInt8(truncatingIfNeeded: signal)], 1)
                // Where nobody reads the output the end in order may never come.
                var patience = timespec(tv_sec: 2, tv_nsec: 0)
                sigtimedwait(&waiting.pointee.signals, nil, &patience)
                _exit(Interruption.status(of: signal).rawValue)
            }, waiting)
    }

    deinit { close(descriptor) }

    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// The signal that came in, as an exit status.
    func received() -> ExitStatus? {
        var signal: UInt8 = 0
        guard read(descriptor, &signal, 1) == 1 else { return nil }
        return Self.status(of: Int32(signal))
    }

    fileprivate static func status(of signal: Int32) -> ExitStatus { signal == SIGINT ? .interrupted : .terminated }
}
