import Glibc
import LiveCore

/// What an export is written to: standard output, or a file that goes on behind its last whole line.
struct ExportFile {
    private static let columns = ["comment_id", "timestamp", "author_id", "author_name", "reply_to", "comment"]

    private let format: ExportFormat
    private let writer = LineWriter(.json, style: Style(isColored: false), namesPost: false)
    private var output: LineOutput
    /// The comment of the last line that is there.
    private(set) var last: EventID?

    /// - Parameter path: nil or `-` for standard output.
    /// - Throws: when the file can't be opened, or holds something else.
    init(path: String?, format: ExportFormat) throws {
        self.format = format
        guard let path, path != "-" else {
            output = LineOutput()
            if format == .csv { try output.line(CSV.record(Self.columns)) }
            return
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
        output = LineOutput(descriptor: descriptor, name: path)
        let (end, last) = try Self.scan(path, format)
        // Of a line that was broken off nothing is left.
        guard ftruncate(descriptor, off_t(end)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            throw Self.failure(path, String(cString: strerror(errno)))
        }
        self.last = last
        if end == 0, format == .csv { try output.line(CSV.record(Self.columns)) }
    }

    mutating func write(_ comments: [LiveCore.Comment]) throws {
        for comment in comments {
            switch format {
            case .ndjson: try output.line(writer.line(comment))
            case .csv:
                try output.line(
                    CSV.record([
                        comment.id.description, String(comment.timestamp), comment.author, comment.authorName ?? "",
                        comment.replyTo?.description ?? "", comment.content,
                    ]))
            }
        }
        try output.flush()
    }

    /// Where the last whole line ends, and which comment it holds.
    private static func scan(_ path: String, _ format: ExportFormat) throws -> (end: Int, last: EventID?) {
        var input = try StandardInput(path: path)
        var end = 0
        var last: EventID?
        switch format {
        case .ndjson:
            while let (line, number) = try input.nextLine(), input.hasEndedLine {
                guard let comment = try? LiveCore.Comment(json: Array(line.get())) else {
                    throw failure(path, "line \(number) is no comment; nothing was written")
                }
                end = input.taken
                last = comment.id
            }
        case .csv:
            var parser = CSVParser()
            var isHeader = true
            while let (line, _) = try input.nextLine(), input.hasEndedLine {
                do {
                    try parser.append(line.get())
                    try parser.append(CollectionOfOne(UInt8(ascii: "\n")))
                    while let record = try parser.nextRecord() {
                        let id = record.first.flatMap { EventID($0) }
                        guard isHeader ? record == columns : record.count == columns.count && id != nil else {
                            throw ImportRefusal.malformed("no export")
                        }
                        isHeader = false
                        last = id ?? last
                    }
                } catch {
                    throw failure(path, "it holds something else; nothing was written")
                }
                if parser.isBetweenRecords { end = input.taken }
            }
        }
        return (end, last)
    }

    private static func failure(_ path: String, _ reason: String) -> Failure {
        Failure(.failed, code: "output", "\(path): \(reason)")
    }
}
