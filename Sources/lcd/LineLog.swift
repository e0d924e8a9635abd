import Foundation
import LiveCore
import Logging
import Synchronization

/// A log of one line a record, as text or JSON, on standard error. What it quotes from outside is escaped, so
/// that no one can forge a line or reach the terminal.
struct LineLog: LogHandler {
    var logLevel: Logger.Level {
        get { ownLevel ?? threshold.level }
        set { ownLevel = newValue }
    }
    var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let threshold: LogThreshold
    private var ownLevel: Logger.Level?

    static func makeLogger(_ format: LogFormat, _ threshold: LogThreshold) -> Logger {
        Logger(label: "lcd") { _ in LineLog(format: format, threshold: threshold) }
    }

    private init(format: LogFormat, threshold: LogThreshold) {
        self.format = format
        self.threshold = threshold
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.map { ($0.key, "\($0.value)") }
            .sorted { $0.0 < $1.0 }
        let time = Date.now.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
        StandardError.write(
            format == .json
                ? json(time, event, fields) : text(time, event, fields))
    }

    private func text(_ time: String, _ event: LogEvent, _ fields: [(String, String)]) -> String {
        let tail = fields.map { " \($0.0)=\(quoted($0.1))" }.joined()
        return "\(time) \(event.level) \(escaped(event.message.description))\(tail)\n"
    }

    private func json(_ time: String, _ event: LogEvent, _ fields: [(String, String)]) -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.key("time")
            json.string(time)
            json.key("level")
            json.string(event.level.rawValue)
            json.key("message")
            json.string(event.message.description)
            json.key("fields")
            json.object { json in
                for (key, value) in fields {
                    json.key(escaping: key)
                    json.string(value)
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private func quoted(_ value: String) -> String {
        var writer = JSONWriter()
        writer.string(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func escaped(_ message: String) -> String { String(quoted(message).dropFirst().dropLast()) }
}

/// The least level that is logged by all who have no other: it can change while they log.
final class LogThreshold: Sendable {
    private static let levels = Logger.Level.allCases

    private let index: Atomic<Int>

    init(_ level: Logger.Level) { index = Atomic(Self.levels.firstIndex(of: level) ?? 0) }

    var level: Logger.Level {
        get { Self.levels[index.load(ordering: .relaxed)] }
        set { index.store(Self.levels.firstIndex(of: newValue) ?? 0, ordering: .relaxed) }
    }
}
