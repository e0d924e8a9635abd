/// A key as it was pressed.
public struct Key: Hashable, Sendable {
    /// Which key.
    public enum Base: Hashable, Sendable {
        /// What it types.
        case character(Character)
        case enter, tab, backspace, escape, insert, delete
        case up, down, left, right, home, end, pageUp, pageDown
        /// F1 and so on.
        case function(Int)
    }

    /// What was held down with it.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Control.
        public static let control = Modifiers(rawValue: 1)
        /// Alt, or Escape before it.
        public static let alt = Modifiers(rawValue: 2)
        /// Shift, where the key does not type something else with it.
        public static let shift = Modifiers(rawValue: 4)

        /// A set of modifiers.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
    }

    /// Which key.
    public var base: Base
    /// What was held down with it.
    public var modifiers: Modifiers

    /// A key.
    public init(_ base: Base, _ modifiers: Modifiers = []) {
        self.base = base
        self.modifiers = modifiers
    }

    /// The text it types; nil when it is no text.
    var typed: String? {
        if case .character(let character) = base, modifiers.isEmpty { String(character) } else { nil }
    }
}

extension Key: CustomStringConvertible {
    private static let names: [(String, Base)] = [
        ("enter", .enter), ("tab", .tab), ("backspace", .backspace), ("esc", .escape), ("ins", .insert),
        ("del", .delete), ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home),
        ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown), ("space", .character(" ")),
    ]

    /// As in the configuration: `j`, `G`, `ctrl+d`, `alt+enter`, `shift+tab`, `space`, `f1`.
    public init?(_ text: some StringProtocol) {
        var rest = text[...]
        var modifiers: Modifiers = []
        while let plus = rest.dropFirst().firstIndex(of: "+"), plus < rest.index(before: rest.endIndex) {
            switch rest[..<plus].lowercased() {
            case "ctrl": modifiers.insert(.control)
            case "alt": modifiers.insert(.alt)
            case "shift": modifiers.insert(.shift)
            default: return nil
            }
            rest = rest[rest.index(after: plus)...]
        }
        let name = rest.lowercased()
        if let named = Self.names.first(where: { $0.0 == name }) {
            self.init(named.1, modifiers)
        } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
            self.init(.function(number), modifiers)
        } else if rest.count == 1, let character = rest.first {
            let isControl = modifiers.contains(.control)
            self.init(.character(isControl ? Character(character.lowercased()) : character), modifiers)
        } else {
            return nil
        }
    }

    /// As in the configuration.
    public var description: String {
        var text = ""
        if modifiers.contains(.control) { text += "ctrl+" }
        if modifiers.contains(.alt) { text += "alt+" }
        if modifiers.contains(.shift) { text += "shift+" }
        if let named = Self.names.first(where: { $0.1 == base }) { return text + named.0 }
        switch base {
        case .character(let character): return text + String(character)
        case .function(let number): return text + "f\(number)"
        default: return text
        }
    }
}
