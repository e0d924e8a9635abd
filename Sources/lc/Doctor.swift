import ArgumentParser
import LiveClient
import LiveCore

/// `lc doctor`
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for what keeps lc from working well, and say how to mend it.",
        discussion: "Changes nothing, and shows no secret. The exit status is 1 when something does not work.")

    @Flag(help: "Print a JSON object for each finding.")
    var json = false

    @OptionGroup var server: ServerOptions

    func run() throws {
        var output = LineOutput()
        var isWell = true
        for finding in findings() {
            isWell = isWell && finding.state != .bad
            try output.line(json ? finding.json : finding.text)
            try output.flush()
        }
        if !isWell { throw Failure(.failed, code: "unwell", "") }
    }

    private func findings() -> [Finding] {
        var findings = ServerCheck(options: server).findings()
        findings += TokenCheck.findings()
        findings += SurroundingsCheck.findings()
        return findings
    }
}
