internal import CNcurses

/// The keys that ncurses reports by code.
enum TerminalKeys {
    /// What a code of `wgetch` above 255 means; nil for what is nothing to us.
    static func input(_ code: Int32) -> Input? {
        if let key = key(code) { return .key(key) }
        switch keyname(code).map({ String(cString: $0) }) {
        case "kxIN": return .focus(true)
        case "kxOUT": return .focus(false)
        default: return nil
        }
    }

    private static func key(_ code: Int32) -> Key? {
        if let base = bases[code] { return Key(base) }
        if (KEY_F0 + 1...KEY_F0 + 12).contains(code) { return Key(.function(Int(code - KEY_F0))) }
        if code == KEY_BTAB { return Key(.tab, .shift) }
        if let shifted = shifted[code] { return Key(shifted, .shift) }
        // Keys with modifiers have no code of their own but a name, such as kHOM5 for Ctrl+Home.
        guard let name = keyname(code) else { return nil }
        return named(String(cString: name))
    }

    private static let bases: [Int32: Key.Base] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_END: .end,
        KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_IC: .insert, KEY_DC: .delete, KEY_BACKSPACE: .backspace,
        KEY_ENTER: .enter, KEY_A1: .home, KEY_A3: .pageUp, KEY_C1: .end, KEY_C3: .pageDown,
    ]

    private static let shifted: [Int32: Key.Base] = [
        KEY_SLEFT: .left, KEY_SRIGHT: .right, KEY_SHOME: .home, KEY_SEND: .end, KEY_SDC: .delete, KEY_SR: .up,
        KEY_SF: .down,
    ]

    static func named(_ name: String) -> Key? {
        let names: [String: Key.Base] = [
            "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end, "kPRV": .pageUp,
            "kNXT": .pageDown, "kIC": .insert, "kDC": .delete,
        ]
        let digits = name.reversed().prefix { $0.isNumber }
        guard let base = names[String(name.dropLast(digits.count))] else { return nil }
        let bits = (Int(String(digits.reversed())) ?? 2) - 1
        var modifiers: Key.Modifiers = []
        if bits & 1 > 0 { modifiers.insert(.shift) }
        if bits & 2 > 0 { modifiers.insert(.alt) }
        if bits & 4 > 0 { modifiers.insert(.control) }
        return Key(base, modifiers)
    }
}
