/// The lines of a log to be imported, each with its number, in NDJSON or CSV.
public enum ImportLines {
    /// How a log is written.
    public enum Format: Sendable { case ndjson, csv }

    /// A line, or why it can't be read.
    public struct Line: Sendable {
        /// From 1 on; in CSV, of the record behind the header.
        public let number: Int
        /// What it says; no comment when it tells of something else.
        public let content: Result<ImportedComment?, ImportRefusal>
    }

    /// Reads a whole log. Empty lines are left out.
    ///
    /// - Throws: ``ImportRefusal`` when the log as a whole is no CSV.
    public static func read(_ bytes: some Collection<UInt8>, _ format: Format) throws(ImportRefusal) -> [Line] {
        switch format {
        case .ndjson: ndjson(bytes)
        case .csv: try csv(bytes)
        }
    }

    private static func ndjson(_ bytes: some Collection<UInt8>) -> [Line] {
        var lines: [Line] = []
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
            let content = Result { () throws(ImportRefusal) in try ImportedComment(json: line) }
            lines.append(Line(number: number, content: content))
        }
        return lines
    }

    private static func csv(_ bytes: some Collection<UInt8>) throws(ImportRefusal) -> [Line] {
        var parser = CSVParser()
        try parser.append(bytes)
        try parser.finish()
        guard let header = try parser.nextRecord() else { return [] }
        var lines: [Line] = []
        while true {
            let record: [String]?
            do throws(ImportRefusal) {
                record = try parser.nextRecord()
            } catch {
                lines.append(Line(number: lines.count + 1, content: .failure(error)))
                continue
            }
            guard let record else { return lines }
            let content = Result { () throws(ImportRefusal) in try ImportedComment(record: record, header: header) }
            lines.append(Line(number: lines.count + 1, content: content.map(Optional.some)))
        }
    }
}

/// What became of the lines of a call that imports comments.
public struct ImportReport: Sendable, Hashable {
    /// A line that was not imported.
    public struct Refused: Sendable, Hashable {
        /// From 1 on.
        public let line: Int
        /// A stable word for programs.
        public let code: String
        /// What is wrong with it, and what is allowed.
        public let detail: String
    }

    /// The most lines that are named; more are only counted.
    public static let refusedLimit = 100

    /// Comments that are there now and were not before.
    public private(set) var imported = 0
    /// Comments that had been imported before.
    public private(set) var known = 0
    /// Lines that tell of something else than a comment.
    public private(set) var skipped = 0
    /// How many were refused.
    public private(set) var refusedCount = 0
    /// The first of those that were refused.
    public private(set) var refused: [Refused] = []

    /// Of no line.
    public init() {}

    /// Counts a line that is there now.
    public mutating func addImported() { imported += 1 }

    /// Counts a line that was there before.
    public mutating func addKnown() { known += 1 }

    /// Counts a line that is no comment.
    public mutating func addSkipped() { skipped += 1 }

    /// Counts a line that is not there.
    public mutating func addRefused(line: Int, _ refusal: ImportRefusal) {
        refusedCount += 1
        guard refused.count < Self.refusedLimit else { return }
        refused.append(Refused(line: line, code: refusal.code, detail: refusal.description))
    }

    /// The body of the answer.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            let counts = [
                ("imported", imported), ("known", known), ("skipped", skipped), ("refused_count", refusedCount),
            ]
            for (name, count) in counts {
                json.key(escaping: name)
                json.integer(Int64(count))
            }
            json.key("refused")
            json.array { json in
                for line in refused {
                    json.object { json in
                        json.key("line")
                        json.integer(Int64(line.line))
                        json.key("code")
                        json.string(line.code)
                        json.key("detail")
                        json.string(line.detail)
                    }
                }
            }
        }
        return writer.bytes
    }

    /// Reads the body of an answer.
    public init(json: some Sequence<UInt8>) throws(JSONError) {
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "imported": imported = Int(clamping: try reader.integer())
                case "known": known = Int(clamping: try reader.integer())
                case "skipped": skipped = Int(clamping: try reader.integer())
                case "refused_count": refusedCount = Int(clamping: try reader.integer())
                case "refused":
                    try reader.array { reader throws(JSONError) in refused.append(try Refused(reading: &reader)) }
                default: try reader.skip()
                }
            }
        }
    }
}

extension ImportReport.Refused {
    fileprivate init(reading reader: inout JSONReader) throws(JSONError) {
        var (line, code, detail) = (0, "", "")
        try reader.object { reader, member throws(JSONError) in
            switch member {
            case "line": line = Int(clamping: try reader.integer())
            case "code": code = try reader.string()
            case "detail": detail = try reader.string()
            default: try reader.skip()
            }
        }
        self.init(line: line, code: code, detail: detail)
    }
}
