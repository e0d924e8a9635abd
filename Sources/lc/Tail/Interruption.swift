import Glibc

/// Signals that end a command in order, as a descriptor to wait for beside others.
final class Interruption {
    /// Readable when a signal has come.
    let descriptor: Int32

    /// From here on SIGINT, SIGTERM and SIGHUP no longer end the process by themselves. To be made before any other
    /// thread is started, which would take them otherwise.
    init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { fatalError("no pipe: \(errno)") }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        descriptor = ends[0]
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
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
                while sigwait(&waiting.pointee.signals, &signal) == 0 {
                    _ = write(waiting.pointee.pipe, [UInt8(truncatingIfNeeded: signal)], 1)
                }
                return nil
            }, waiting)
    }

    deinit { close(descriptor) }

    /// The signal that came in, as an exit status.
    func received() -> ExitStatus? {
        var signal: UInt8 = 0
        guard read(descriptor, &signal, 1) == 1 else { return nil }
        return Int32(signal) == SIGINT ? .interrupted : .terminated
    }
}
