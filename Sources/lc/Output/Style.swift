import ArgumentParser
import Glibc
import LiveCore

/// When text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// Whether to, when the output is a terminal or not (https://no-color.org).
    func isOn(terminal: Bool) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: terminal && !isSet("NO_COLOR") && getenv("TERM").map { String(cString: $0) } != "dumb"
        }
    }

    private func isSet(_ name: String) -> Bool { getenv(name).map { $0.pointee != 0 } ?? false }
}

/// Paints parts of a line, or leaves them as they are.
struct Style {
    let isColored: Bool

    /// Colours that can be read on dark and on light grounds.
    private static let nickColors = [31, 32, 33, 34, 35, 36]

    func dim(_ text: String) -> String { paint(text, "2") }

    /// An author always has the same colour.
    func nick(_ text: String, of author: String) -> String {
        let hash = author.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return paint(text, "1;\(Self.nickColors[Int(hash % UInt32(Self.nickColors.count))])")
    }

    private func paint(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
