import LiveCore

extension Style {
    private static let colors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    private static let attributeNames: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "strikethrough": .strikethrough,
        "italic": .italic,
    ]

    /// Reads a style such as `yellow bold`, `#ff8800 on 236`, `bright-red` or `default`.
    init(named text: String, of entry: String) throws(Configuration.Wrong) {
        self.init()
        var isBackground = false
        for word in text.lowercased().split(separator: " ").map(String.init) {
            if word == "on" {
                isBackground = true
            } else if let attribute = Self.attributeNames[word] {
                attributes.insert(attribute)
            } else if let color = Self.color(word) {
                if isBackground { background = color } else { foreground = color }
                isBackground = false
            } else {
                throw .init(
                    reason: "\(entry): \(word) is no colour; for example red, bright-red, 208, #ff8800, bold, on blue")
            }
        }
    }

    private static func color(_ word: String) -> Color? {
        if word == "default" { return .standard }
        if let index = colors.firstIndex(of: word) { return .indexed(UInt8(index)) }
        if word.hasPrefix("bright-"), let index = colors.firstIndex(of: String(word.dropFirst(7))) {
            return .indexed(UInt8(index + 8))
        }
        if let index = UInt8(word) { return .indexed(index) }
        guard word.hasPrefix("#"), word.utf8.count == 7, let value = UInt32(word.dropFirst(), radix: 16) else {
            return nil
        }
        return .rgb(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }
}
