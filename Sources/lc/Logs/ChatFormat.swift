import ArgumentParser

/// How a chat log is written.
enum ChatFormat: String, ExpressibleByArgument, CaseIterable {
    /// A JSON object a line.
    case ndjson
    /// A table whose first line names the columns.
    case csv
    /// A chat replay of YouTube: JSON, whole or an object a line.
    case youtube
    /// A chat download of Twitch: JSON.
    case twitch
    /// Danmaku of Bilibili: XML.
    case bilibili

    /// What a log seems to be, by its beginning.
    init(guessedFrom beginning: some Collection<UInt8>) {
        let text = String(decoding: beginning, as: UTF8.self)
        switch text.first(where: { !$0.isWhitespace }) {
        case "<": self = .bilibili
        case "{" where text.contains("replayChatItemAction") || text.contains("liveChatContinuation"): self = .youtube
        case "{" where text.contains("\"content_offset_seconds\"") || text.contains("\"streamer\""): self = .twitch
        case "{": self = .ndjson
        default:
            let columns = text.drop(while: \.isWhitespace).prefix { !$0.isNewline }.split(separator: ",")
            self = columns.contains { ["timestamp", "ms"].contains($0.filter { $0 != "\"" }) } ? .csv : .ndjson
        }
    }
}
