/// What the viewer is shown on and run in.
struct Surroundings: Sendable {
    var colors = ColorDepth.indexed
    /// Whether the terminal takes UTF-8; without it everything else becomes `?`.
    var isUTF8 = true
    /// Seconds east of UTC at a time, given in seconds since the Unix epoch.
    var offsetFromUTC: @Sendable (Int64) -> Int64 = { _ in 0 }
    /// Different each time the viewer is started; makes idempotency keys of its own.
    var session = "session"
}
