import ArgumentParser
import LiveCore

/// How what was done is told.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How lines look (default: text on a terminal, else json).", valueName: "format"))
    var format: ReceiptFormat?
}

/// Tells what was done or found: a line each, for programs or for people.
struct Report {
    private var output = LineOutput()
    private let isJSON: Bool

    init(_ options: ReportOptions) {
        isJSON = options.format.map { $0 == .json } ?? !output.isTerminal
    }

    /// Whether nobody will ever read it.
    var isReaderGone: Bool { output.isReaderGone }

    /// Tells what was done.
    ///
    /// - Parameters:
    ///   - text: for people; may hold what strangers wrote.
    ///   - members: for programs, besides the action.
    mutating func done(_ action: String, _ text: String, _ members: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        writer.object { json in
            json.key("action")
            json.string(action)
            members(&json)
        }
        try line(json: writer.bytes, text: text)
    }

    /// Tells one thing, at once.
    mutating func line(json: [UInt8], text: @autoclosure () -> String) throws {
        if isJSON { try output.line(json) } else { try output.line(DisplayText.line(text())) }
        try output.flush()
    }
}
