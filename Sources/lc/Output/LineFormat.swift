import ArgumentParser
import LiveCore

/// How a line of output looks.
enum LineFormat {
    /// The event's data with its name and id: NDJSON.
    case json
    /// For people.
    case text
    /// As the user wrote it.
    case template(Template)

    static let help = "json, text, or a template with fields in braces such as '{time} {author}: {comment}'"

    static func parse(_ argument: String) throws -> LineFormat {
        switch argument {
        case "json": .json
        case "text": .text
        case _ where argument.contains("{"): .template(try Template(argument))
        default: throw ValidationError("allowed is \(help)")
        }
    }
}

/// Makes lines of what a stream or a page gives.
struct LineWriter {
    private let format: LineFormat
    private let text: TextLine

    init(_ format: LineFormat, style: Style, namesPost: Bool) {
        self.format = format
        text = TextLine(style: style, namesPost: namesPost)
    }

    /// A comment from a page; it looks as it would in a stream.
    func line(_ comment: Comment) throws -> [UInt8] {
        var writer = JSONWriter(capacity: 384)
        writer.item(comment, namesPost: true)
        return try line(
            SSEMessage(event: "comment", data: writer.bytes, lastEventID: comment.id.description),
            { .event(Event(comment)) })
    }

    /// A message of a stream.
    func line(_ message: SSEMessage) throws -> [UInt8] {
        try line(message) {
            do {
                return try StreamEvent(message)
            } catch {
                throw Failure(.failed, code: "unexpected_answer", "the server sent a broken \(message.event): \(error)")
            }
        }
    }

    private func line(_ message: SSEMessage, _ event: () throws -> StreamEvent) throws -> [UInt8] {
        switch format {
        case .json: try Self.json(message)
        case .text: Array(text.line(try event()).utf8)
        case .template(let template): Array(template.line(try event(), name: message.event).utf8)
        }
    }

    /// The data as it came, with two members put in front: nothing is parsed.
    private static func json(_ message: SSEMessage) throws -> [UInt8] {
        // JSON has no controls within a line, and a terminal would obey them.
        guard message.data.first == UInt8(ascii: "{"), message.data.count > 2,
            message.data.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else {
            throw Failure(
                .failed, code: "unexpected_answer", "the server sent a \(message.event) that is no JSON object")
        }
        var line: [UInt8] = []
        line.reserveCapacity(message.data.count + 64)
        line.append(contentsOf: #"{"event":"#.utf8)
        line.append(contentsOf: quoted(message.event))
        if let id = EventID(message.lastEventID) {
            line.append(contentsOf: #","id":"#.utf8)
            line.append(contentsOf: id.description.utf8)
        }
        line.append(UInt8(ascii: ","))
        line.append(contentsOf: message.data.dropFirst())
        return line
    }

    private static func quoted(_ name: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 16)
        writer.string(name)
        return writer.bytes
    }
}
