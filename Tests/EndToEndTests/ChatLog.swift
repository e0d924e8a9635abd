import Foundation
import LiveCore

/// Chat logs: a JSON object a line, with `author`, `text` and for some `post`.
enum ChatLog {
    struct Line: Sendable {
        let post: String
        let author: String
        let text: String

        /// Who ends a post.
        static let closer = "closer"

        /// What nothing follows.
        static func last(of post: String) -> Line { Line(post: post, author: closer, text: "the end") }

        /// Whether the contract takes it: some lines hold C1 controls or only white space.
        var isAllowed: Bool { (try? NewComment(author: author, content: text)) != nil }

        /// The body of its POST.
        var json: [UInt8] {
            var writer = JSONWriter()
            writer.object { json in
                json.key("author_id")
                json.string(author)
                json.key("content")
                json.string(text)
            }
            return writer.bytes
        }
    }

    /// The sample that comes with the project.
    static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "packaging/demo/chat.jsonl")

    static func lines(of file: URL) throws -> [Line] {
        struct Record: Decodable {
            let author: String
            let text: String
            let post: String?
        }
        return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
            let record = try JSONDecoder().decode(Record.self, from: line)
            return Line(post: record.post ?? "chat", author: record.author, text: record.text)
        }
    }
}
