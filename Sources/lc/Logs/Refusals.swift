import LiveCore

/// Lines that were left out: each is named on standard error.
final class Refusals {
    /// Lines in all.
    var total = 0
    private var count = 0

    /// Names a line, which is not in the total yet.
    func note(_ number: Int, _ reason: String) {
        total += 1
        name(number, reason)
    }

    /// Names a line that was taken at first.
    func name(_ number: Int, _ reason: String) {
        count += 1
        StandardError.write("lc: line \(number): \(DisplayText.line(reason))\n")
    }

    /// Counts lines that nobody can name.
    func count(_ more: Int) { count += more }

    /// In the end: a failure when a line was left out.
    func check() throws {
        guard count > 0 else { return }
        throw Failure(.badData, code: "lines_refused", "\(count) of \(Counted.text(total, "line")) refused")
    }
}
