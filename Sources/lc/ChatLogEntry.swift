import LiveCore

/// A line of a chat log.
struct ChatLogEntry {
    /// When it was said; where the log begins does not matter.
    let milliseconds: Int64
    let comment: NewComment

    /// Reads `{"ms", "author", "text"}`, or what `lc history` and `lc tail` print.
    init(_ line: String) throws {
        var milliseconds: Int64?
        var (author, name, text): (String?, String?, String?)
        do throws(JSONError) {
            try JSONReader.read(line.utf8) { reader throws(JSONError) in
                try reader.object { reader, member throws(JSONError) in
                    switch member {
                    case "ms", "timestamp": milliseconds = try reader.integer()
                    case "author", "author_id": author = try reader.string()
                    case "author_name": name = try reader.string()
                    case "text", "comment": text = try reader.string()
                    default: try reader.skip()
                    }
                }
            }
        } catch {
            throw Failure(.badData, code: "bad_line", "no valid JSON: \(error)")
        }
        guard let milliseconds, let author, let text else {
            throw Failure(.badData, code: "bad_line", "expected ms, author and text, or a line of lc history")
        }
        self.milliseconds = milliseconds
        do throws(CommentRefusal) {
            comment = try NewComment(author: author, authorName: name, content: text)
        } catch {
            throw Failure(.badData, code: "bad_line", error.description)
        }
    }
}
