import ArgumentParser
import Glibc
import LiveCore

/// Says on standard error what a command failed for: a line, or with `--format json` or `--json` one JSON object.
struct ErrorReport {
    private let isJSON: Bool

    /// - Parameter arguments: of the command line, which may be what is wrong.
    init(arguments: [String]) {
        isJSON =
            arguments.contains("--format=json") || arguments.contains("--json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }

    /// Ends the process.
    func exit(with error: any Error) -> Never {
        if let failure = error as? Failure {
            report(failure)
            Glibc.exit(failure.status.rawValue)
        }
        let code = LC.exitCode(for: error)
        if code == .success {
            // Help, the version, a completion script.
            do { try printOut(LC.fullMessage(for: error)) } catch { exit(with: error) }
        } else if isJSON {
            report(.usage(LC.message(for: error)))
        } else {
            let lines = DisplayText.lines(LC.fullMessage(for: error).replacing(#/^Error: /#, with: "lc: "))
            StandardError.write(lines.joined(separator: "\n") + "\n")
        }
        Glibc.exit(code.rawValue)
    }

    private func printOut(_ text: String) throws {
        var output = LineOutput()
        try output.line(text)
        try output.flush()
    }

    private func report(_ failure: Failure) {
        guard !failure.message.isEmpty else { return }
        StandardError.write(isJSON ? json(failure) : "lc: \(failure.message)\n")
    }

    private func json(_ failure: Failure) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.key("code")
            json.string(failure.code)
            json.key("message")
            json.string(failure.message)
            json.key("retryable")
            json.boolean(failure.isRetryable)
            json.optionalString("request_id", failure.requestID)
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}
