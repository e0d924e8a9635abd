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

/// What was looked at, and how it is.
struct Finding {
    enum State: String {
        /// As it should be.
        case good = "ok"
        /// It works, but not as well as it could.
        case poor = "warning"
        /// It does not work.
        case bad = "problem"
    }

    /// What was looked at, in a word.
    let subject: String
    let state: State
    /// How it is, in a line.
    let message: String
    /// What to do; nil when nothing is to be done.
    let fix: String?

    init(_ subject: String, _ state: State, _ message: String, fix: String? = nil) {
        self.subject = subject
        self.state = state
        self.message = DisplayText.line(message)
        self.fix = fix
    }

    /// For people: a line, and a line with what to do.
    var text: [UInt8] {
        let padding = { (text: String, width: Int) in text + String(repeating: " ", count: max(width - text.count, 0)) }
        let line = "\(padding(state.rawValue, 8)) \(padding(subject, 11)) \(message)"
        return Array((fix.map { "\(line)\n\(String(repeating: " ", count: 21))-> \($0)" } ?? line).utf8)
    }

    /// For programs.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.key("check")
            json.string(subject)
            json.key("state")
            json.string(state.rawValue)
            json.key("message")
            json.string(message)
            json.optionalString("fix", fix)
        }
        return writer.bytes
    }
}
