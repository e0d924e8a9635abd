import Foundation
import Testing

@testable import LiveViewer

/// Screens as text, compared with files in `Golden/`. With `LC_RECORD_GOLDEN=1` the files are written anew;
/// a missing file fails.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func check(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let text = frame.picture
        let file = folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["LC_RECORD_GOLDEN"] == "1" {
            #expect(throws: Never.self) { try text.write(to: file, atomically: true, encoding: .utf8) }
            return
        }
        let expected = try? String(contentsOf: file, encoding: .utf8)
        #expect(
            expected != nil, "no golden file \(name): record it with LC_RECORD_GOLDEN=1", sourceLocation: sourceLocation
        )
        #expect(
            expected == text, "the screen differs from Golden/\(name).txt:\n\(text)", sourceLocation: sourceLocation)
    }
}

extension Frame {
    /// Every row between bars, below it a letter for the style of each cell, and at the end what the letters mean.
    var picture: String {
        var legend: [Style: Character] = [:]
        var order: [Style] = []
        var rows: [String] = []
        for row in 0..<size.height {
            rows.append("|" + self[row].filter { $0.columns > 0 }.map { String($0.character) }.joined() + "|")
            if self[row].allSatisfy({ $0.style == .plain && $0.link == 0 }) { continue }
            let letters = self[row].map { cell -> Character in
                guard cell.style != .plain else { return cell.link > 0 ? "^" : " " }
                if legend[cell.style] == nil {
                    legend[cell.style] = Self.letters[order.count % Self.letters.count]
                    order.append(cell.style)
                }
                return legend[cell.style] ?? "?"
            }
            rows.append(" " + String(letters).trimmedRight)
        }
        let head = "\(size.width)x\(size.height)" + (cursor.map { ", cursor \($0.row),\($0.column)" } ?? "")
        let styles = order.map { "\(legend[$0] ?? "?") = \($0.words)" }
        let targets = links.map { "link \($0)" }
        return ([head] + rows + styles + targets).joined(separator: "\n") + "\n"
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
}

extension Style {
    fileprivate var words: String {
        var words: [String] = []
        if foreground != .standard { words.append(foreground.words) }
        if background != .standard { words.append("on " + background.words) }
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
            (.strikethrough, "strikethrough"), (.italic, "italic"),
        ]
        return (words + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }
}

extension Color {
    fileprivate var words: String {
        if let index { return "colour \(index)" }
        guard let components else { return "standard" }
        return "#" + [components.red, components.green, components.blue].map { String(format: "%02x", $0) }.joined()
    }
}

extension String {
    fileprivate var trimmedRight: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
