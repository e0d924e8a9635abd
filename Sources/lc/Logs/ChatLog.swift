import LiveCore

/// A log of what was said elsewhere, or before.
struct ChatLog: ~Copyable {
    /// A comment of the log.
    struct Entry {
        let comment: ImportedComment
        /// Of its line or, in a log that is one text, which it is.
        let number: Int
    }

    /// Bytes by which the format is told.
    private static let beginning = 64 * 1024
    /// Bytes in a log that is one JSON or XML text.
    private static let wholeLimit = 1 << 30

    private var input: StandardInput
    private let format: ChatFormat
    private let start: Int64?

    /// - Parameters:
    ///   - path: of a file; nil or `-` for standard input.
    ///   - format: nil to tell it by its beginning.
    ///   - start: when the log began, to go by its times from there; nil to go by the times of day in it.
    init(path: String?, format: ChatFormat?, start: Int64?) throws {
        var input = try StandardInput(path: path)
        let guess = ChatFormat(guessedFrom: try input.peek(Self.beginning))
        self.input = input
        self.format = format ?? guess
        self.start = start
    }

    /// Lines that tell of something else than a comment, as those of `lc tail --events` do.
    private(set) var skipped = 0

    /// How much of it has been read, from 0 to 1; nil where its size is not known.
    var fraction: Double? { input.fraction }

    /// Gives every comment to `take`. One that can't be read, or that `take` refuses as bad data, is noted and left
    /// out.
    mutating func forEach(noting refusals: Refusals, _ take: (Entry, Double?) throws -> Void) throws {
        switch format {
        case .ndjson:
            var skipped = 0
            defer { self.skipped = skipped }
            try forEachLine(noting: refusals, take) { line throws(ImportRefusal) in
                guard let comment = try ImportedComment(json: line) else {
                    skipped += 1
                    return []
                }
                return [.success(comment)]
            }
        case .csv: try forEachRecord(noting: refusals, take)
        case .youtube where try input.beginsWithWholeObject(within: Self.beginning):
            try forEachLine(noting: refusals, take) { [start] line throws(ImportRefusal) in
                try YouTubeReplay(start: start).comments(in: line)
            }
        case .youtube:
            try forAll(noting: refusals, take) { [start] text throws(ImportRefusal) in
                try YouTubeReplay(start: start).comments(in: text)
            }
        case .twitch:
            try forAll(noting: refusals, take) { [start] text throws(ImportRefusal) in
                try TwitchChat(start: start).comments(in: text)
            }
        case .bilibili:
            try forAll(noting: refusals, take) { [start] text throws(ImportRefusal) in
                BilibiliDanmaku(start: start).comments(in: text)
            }
        }
    }

    private mutating func forEachLine(
        noting refusals: Refusals, _ take: (Entry, Double?) throws -> Void,
        _ read: ([UInt8]) throws(ImportRefusal) -> [Logged]
    ) throws {
        while let (line, number) = try input.nextLine() {
            let found = line.mapError { ImportRefusal.malformed($0.message) }.flatMap { line in
                Result { () throws(ImportRefusal) in line.isEmpty ? [] : try read(Array(line)) }
            }
            switch found {
            case .failure(let refusal): refusals.note(number, refusal.description)
            case .success(let comments):
                for comment in comments { try give(comment, number, input.fraction, refusals, take) }
            }
        }
    }

    private mutating func forEachRecord(
        noting refusals: Refusals, _ take: (Entry, Double?) throws -> Void
    ) throws {
        var parser = CSVParser()
        var header: [String]?
        var number = 0
        var isOver = false
        while !isOver {
            let chunk = try input.nextChunk()
            isOver = chunk == nil
            do throws(ImportRefusal) {
                if let chunk { try parser.append(chunk) } else { try parser.finish() }
            } catch {
                throw Failure(.badData, code: "bad_line", "behind record \(number): \(error)")
            }
            while true {
                let record = Result { () throws(ImportRefusal) in try parser.nextRecord() }
                if case .success(nil) = record { break }
                guard let columns = header else {
                    header = try Self.header(record)
                    continue
                }
                number += 1
                let comment = record.flatMap { record in
                    Logged { () throws(ImportRefusal) in try ImportedComment(record: record ?? [], header: columns) }
                }
                try give(comment, number, input.fraction, refusals, take)
            }
        }
    }

    /// The names of a table's columns.
    private static func header(_ record: Result<[String]?, ImportRefusal>) throws -> [String] {
        do throws(ImportRefusal) {
            let columns = try record.get() ?? []
            try ImportedComment.check(header: columns)
            return columns
        } catch {
            throw Failure(.badData, code: "bad_log", "the first line: \(error)")
        }
    }

    /// What is one text is put into the order of time.
    private mutating func forAll(
        noting refusals: Refusals, _ take: (Entry, Double?) throws -> Void,
        _ read: ([UInt8]) throws(ImportRefusal) -> [Logged]
    ) throws {
        let text = try input.rest(limit: Self.wholeLimit)
        var comments: [(number: Int, time: Int64, comment: Logged)] = []
        do throws(ImportRefusal) {
            for (index, comment) in try read(text).enumerated() {
                comments.append((index + 1, (try? comment.get().milliseconds) ?? 0, comment))
            }
        } catch {
            throw Failure(.badData, code: "bad_log", "the log is no \(format.rawValue): \(error)")
        }
        comments.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        for (done, entry) in comments.enumerated() {
            let fraction = Double(done + 1) / Double(comments.count)
            try give(entry.comment, entry.number, fraction, refusals, take)
        }
    }

    private func give(
        _ logged: Logged, _ number: Int, _ fraction: Double?, _ refusals: Refusals,
        _ take: (Entry, Double?) throws -> Void
    ) throws {
        do {
            try take(Entry(comment: try logged.get(), number: number), fraction)
            refusals.total += 1
        } catch let refusal as ImportRefusal {
            refusals.note(number, refusal.description)
        } catch let failure as Failure where failure.status == .badData {
            refusals.note(number, failure.message)
        }
    }
}
