import Glibc

/// Blocks this thread until a moment, however far it is.
func pause(until moment: ContinuousClock.Instant) {
    let longest = Duration.seconds(60)
    while case let rest = moment - .now, rest > .zero {
        usleep(UInt32((min(rest, longest) / .microseconds(1)).rounded(.up)))
    }
}
