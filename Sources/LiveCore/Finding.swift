/// What was looked at to see whether a program can work well, and how it is.
public struct Finding: Sendable, Hashable {
    /// How it is.
    public enum State: String, Sendable {
        /// As it should be.
        case good = "ok"
        /// It works, but not as well as it could.
        case poor = "warning"
        /// It does not work.
        case bad = "problem"
    }

    /// What was looked at, in a word.
    public let subject: String
    /// How it is.
    public let state: State
    /// How it is, in a line that is safe to show.
    public let message: String
    /// What to do; nil when nothing is to be done.
    public let fix: String?

    /// A finding; `message` may hold anything.
    public init(_ subject: String, _ state: State, _ message: String, fix: String? = nil) {
        self.subject = subject
        self.state = state
        self.message = DisplayText.line(message)
        self.fix = fix
    }

    /// For people: a line, and a line with what to do.
    public var text: [UInt8] {
        let padding = { (text: String, width: Int) in text + String(repeating: " ", count: max(width - text.count, 0)) }
        let line = "\(padding(state.rawValue, 8)) \(padding(subject, 11)) \(message)"
        return Array((fix.map { "\(line)\n\(String(repeating: " ", count: 21))-> \($0)" } ?? line).utf8)
    }

    /// For programs: a JSON object.
    public var json: [UInt8] {
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
