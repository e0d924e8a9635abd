import LiveCore

/// A chat download of Twitch: JSON with a list of `comments`, as TwitchDownloader writes it.
struct TwitchChat {
    /// When the stream began; nil to go by the times of day.
    let start: Int64?

    /// The comments in a text, in its order. What has no text is left out.
    func comments(in json: [UInt8]) throws(ImportRefusal) -> [Logged] {
        var messages: [Message] = []
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in
                    guard name == "comments" else { return try reader.skip() }
                    try reader.array { reader throws(JSONError) in messages.append(try Message(&reader)) }
                }
            }
        } catch {
            throw .malformed("no valid JSON: \(error)")
        }
        return messages.compactMap { $0.comment(start: start) }
    }

    private struct Message {
        private var author: String?
        private var name: String?
        private var text = ""
        private var time: String?
        private var offset: Double?

        init(_ reader: inout JSONReader) throws(JSONError) {
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "created_at": time = try reader.string()
                case "content_offset_seconds": offset = Double(String(decoding: try reader.source(), as: UTF8.self))
                case "commenter" where try reader.kind() == .object:
                    try reader.object { reader, member throws(JSONError) in
                        switch member {
                        case "_id": author = try reader.string()
                        case "display_name": name = try reader.string()
                        default: try reader.skip()
                        }
                    }
                case "message" where try reader.kind() == .object:
                    try reader.object { reader, member throws(JSONError) in
                        if member == "body" { text = try reader.string() } else { try reader.skip() }
                    }
                default: try reader.skip()
                }
            }
        }

        func comment(start: Int64?) -> Logged? {
            guard !text.isEmpty, let author = author ?? name else { return nil }
            let moment = time.flatMap { Moment($0, now: 0) }?.milliseconds ?? 0
            let fromStart = start.flatMap { start in offset.map { start + Int64(min(max($0, 0), 1e9) * 1_000) } }
            return .foreign(author: author, name: name, text: text, milliseconds: fromStart ?? moment)
        }
    }
}
