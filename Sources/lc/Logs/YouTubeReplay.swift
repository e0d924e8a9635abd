import LiveCore

/// The chat replay of a YouTube stream: whatever JSON holds `replayChatItemAction` objects, such as a page of the chat
/// or a line of `*.live_chat.json`.
struct YouTubeReplay {
    /// When the stream began; nil to go by the times of day.
    let start: Int64?

    /// The comments in a text, in its order. What is no message of a viewer is left out.
    func comments(in json: [UInt8]) throws(ImportRefusal) -> [Logged] {
        var messages: [Message] = []
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in try Self.search(&reader, &messages) }
        } catch {
            throw .malformed("no valid JSON: \(error)")
        }
        return messages.compactMap { $0.comment(start: start) }
    }

    private static func search(_ reader: inout JSONReader, _ messages: inout [Message]) throws(JSONError) {
        switch try reader.kind() {
        case .array: try reader.array { reader throws(JSONError) in try search(&reader, &messages) }
        case .object:
            try reader.object { reader, name throws(JSONError) in
                guard name == "replayChatItemAction" else { return try search(&reader, &messages) }
                try read(&reader, &messages)
            }
        case .string, .number, .boolean, .null: try reader.skip()
        }
    }

    private static func read(_ reader: inout JSONReader, _ messages: inout [Message]) throws(JSONError) {
        var found: [Message] = []
        var offset: Int64?
        try reader.object { reader, name throws(JSONError) in
            switch name {
            case "videoOffsetTimeMsec": offset = try reader.wholeNumber()
            case "actions":
                try reader.array { reader throws(JSONError) in
                    try reader.object { reader, name throws(JSONError) in
                        guard name == "addChatItemAction" else { return try reader.skip() }
                        try reader.object { reader, name throws(JSONError) in
                            guard name == "item" else { return try reader.skip() }
                            try reader.object { reader, name throws(JSONError) in
                                let names = ["liveChatTextMessageRenderer", "liveChatPaidMessageRenderer"]
                                guard names.contains(name) else { return try reader.skip() }
                                found.append(try Message(&reader))
                            }
                        }
                    }
                }
            default: try reader.skip()
            }
        }
        for var message in found {
            message.offset = offset
            messages.append(message)
        }
    }

    private struct Message {
        private var author: String?
        private var name: String?
        private var text = ""
        private var microseconds: Int64?
        var offset: Int64?

        init(_ reader: inout JSONReader) throws(JSONError) {
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "authorExternalChannelId": author = try reader.string()
                case "authorName":
                    try reader.object { reader, member throws(JSONError) in
                        if member == "simpleText" { name = try reader.string() } else { try reader.skip() }
                    }
                case "timestampUsec": microseconds = try reader.wholeNumber()
                case "message":
                    try reader.object { reader, member throws(JSONError) in
                        guard member == "runs" else { return try reader.skip() }
                        try reader.array { reader throws(JSONError) in try readRun(&reader) }
                    }
                default: try reader.skip()
                }
            }
        }

        /// A piece of text, or an emoji: one of Unicode's as itself, one of the channel's by its shortcut.
        private mutating func readRun(_ reader: inout JSONReader) throws(JSONError) {
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "text": text += try reader.string()
                case "emoji":
                    var (emoji, shortcuts) = ("", [String]())
                    var isCustom = false
                    try reader.object { reader, member throws(JSONError) in
                        switch member {
                        case "emojiId": emoji = try reader.string()
                        case "isCustomEmoji": isCustom = try reader.boolean()
                        case "shortcuts":
                            try reader.array { reader throws(JSONError) in shortcuts.append(try reader.string()) }
                        default: try reader.skip()
                        }
                    }
                    text += isCustom ? shortcuts.first ?? "" : emoji
                default: try reader.skip()
                }
            }
        }

        func comment(start: Int64?) -> Logged? {
            guard !text.isEmpty, let author = author ?? name else { return nil }
            let time = start.flatMap { start in offset.map { start + $0 } } ?? (microseconds ?? 0) / 1_000
            return .foreign(author: author, name: name, text: text, milliseconds: time)
        }
    }
}

extension JSONReader {
    /// A whole number, also one that is written as a string.
    mutating func wholeNumber() throws(JSONError) -> Int64? {
        try kind() == .string ? Int64(string()) : integer()
    }
}
