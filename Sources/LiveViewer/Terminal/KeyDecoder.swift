/// Turns what a terminal sends into keys, pastes and the like: bytes, and the codes of keys that terminfo knows.
///
/// UTF-8 is put together here, byte by byte, since a character may arrive in two parts; so are the sequences that
/// terminfo does not list: bracketed paste, focus, and keys with modifiers (xterm, CSI u). What is not known is left
/// out as a whole, so that none of it is taken for typed text.
struct KeyDecoder {
    /// A key that terminfo knows, or a byte.
    enum Code: Hashable {
        case byte(UInt8)
        case key(Key)
    }

    /// Bytes of a paste after which the rest is left out.
    static let pasteLimit = 1 << 20

    private enum State {
        case ground
        /// After Escape: what comes is a key with Alt, or the beginning of a sequence.
        case escape
        /// In a control sequence, after `ESC [`.
        case control([UInt8])
        /// After `ESC O`.
        case shift
        /// In an answer of the terminal that nobody asked for, up to its end.
        case string(escaped: Bool)
        /// Between the marks of a bracketed paste.
        case paste
    }

    private var state = State.ground
    /// Typed characters that are not complete, or not told yet.
    private var text: [UInt8] = []
    private var isAlt = false
    private var pasted: [UInt8] = []
    private var inputs: [Input] = []

    /// Whether the end of a paste is still to come.
    var isPasting: Bool { if case .paste = state { true } else { false } }

    /// Takes what came in.
    mutating func feed(_ code: Code) {
        switch (state, code) {
        case (.paste, .byte(let byte)): paste(byte)
        case (.paste, .key), (.string, .key): break
        case (.string(let escaped), .byte(let byte)): string(byte, escaped: escaped)
        case (.ground, .key(let key)): tell(key)
        case (_, .key(let key)):
            let isAlt = if case .escape = state { true } else { false }
            state = .ground
            tell(Key(key.base, isAlt ? key.modifiers.union(.alt) : key.modifiers))
        case (.ground, .byte(let byte)): ground(byte)
        case (.escape, .byte(let byte)): escape(byte)
        case (.control(let bytes), .byte(let byte)): control(bytes, byte)
        case (.shift, .byte(let byte)):
            state = .ground
            if let base = Self.finals[byte] { tell(Key(base)) }
        }
    }

    /// Gives what is complete. To be called when nothing more is there: an Escape that nothing follows is the key.
    mutating func finish() -> [Input] {
        switch state {
        case .escape:
            state = .ground
            tell(Key(.escape))
        case .shift:
            state = .ground
            tell(Key(.character("O"), .alt))
        default: break
        }
        tellText(isComplete: false)
        defer { inputs = [] }
        return inputs
    }

    /// Ends a paste whose end did not come.
    mutating func endPaste() {
        guard isPasting else { return }
        state = .ground
        inputs.append(.paste(String(decoding: pasted, as: UTF8.self)))
        pasted = []
    }

    // MARK: - States

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1B:
            tellText(isComplete: true)
            state = .escape
        case 0x20..<0x7F, 0x80...: text.append(byte)
        default: tell(Self.control(byte))
        }
    }

    private mutating func escape(_ byte: UInt8) {
        state = .ground
        switch byte {
        case 0x1B:
            tell(Key(.escape))
            state = .escape
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .shift
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): state = .string(escaped: false)
        case 0x20..<0x7F: tell(Key(.character(Character(Unicode.Scalar(byte))), .alt))
        case 0x80...:
            isAlt = true
            text.append(byte)
        default:
            let key = Self.control(byte)
            tell(Key(key.base, key.modifiers.union(.alt)))
        }
    }

    private mutating func control(_ bytes: [UInt8], _ byte: UInt8) {
        switch byte {
        case 0x20..<0x40: state = .control(bytes.count < 64 ? bytes + [byte] : bytes)
        // The Linux console's function keys are `ESC [ [ A`; no other sequence has a bracket there.
        case UInt8(ascii: "[") where bytes.isEmpty: state = .control([byte])
        case 0x40..<0x7F:
            state = .ground
            sequence(bytes, byte)
        default: state = .ground
        }
    }

    private mutating func string(_ byte: UInt8, escaped: Bool) {
        state = byte == 0x07 || escaped && byte == UInt8(ascii: "\\") ? .ground : .string(escaped: byte == 0x1B)
    }

    private mutating func paste(_ byte: UInt8) {
        pasted.append(byte)
        let end = Array("\u{1B}[201~".utf8)
        if byte == UInt8(ascii: "~"), pasted.suffix(end.count).elementsEqual(end) {
            pasted.removeLast(end.count)
            endPaste()
        } else if pasted.count > Self.pasteLimit + 64 {
            // The end is still looked for among what comes last.
            pasted.removeSubrange(Self.pasteLimit..<Self.pasteLimit + 32)
        }
    }

    // MARK: - Sequences

    private static let finals: [UInt8: Key.Base] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "M"): .enter, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    private static let numbers: [Int: Key.Base] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
        12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
        19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]

    private mutating func sequence(_ bytes: [UInt8], _ final: UInt8) {
        if bytes.first == UInt8(ascii: "["), (0x41...0x45).contains(final) {
            return tell(Key(.function(Int(final) - 0x40)))
        }
        guard bytes.allSatisfy({ (0x30...0x3B).contains($0) }) else { return }
        let numbers = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
            digits.prefix { $0 < 0x3A }.reduce(0) { min($0 * 10 + Int($1) - 0x30, 0x110000) }
        }
        let modifiers = Self.modifiers(numbers.count > 1 ? numbers[1] : 1)
        switch final {
        case UInt8(ascii: "~"):
            switch numbers.first {
            case 200: state = .paste
            case 201: break
            case let number?: if let base = Self.numbers[number] { tell(Key(base, modifiers)) }
            case nil: break
            }
        case UInt8(ascii: "I") where bytes.isEmpty: tell(.focus(true))
        case UInt8(ascii: "O") where bytes.isEmpty: tell(.focus(false))
        case UInt8(ascii: "Z"): tell(Key(.tab, .shift))
        case UInt8(ascii: "u"): unicode(numbers.first ?? 0, modifiers)
        default: if let base = Self.finals[final] { tell(Key(base, modifiers)) }
        }
    }

    private mutating func unicode(_ value: Int, _ modifiers: Key.Modifiers) {
        if value < 0x20 || value == 0x7F {
            let key = Self.control(UInt8(value))
            return tell(Key(key.base, key.modifiers.union(modifiers)))
        }
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return }
        // Shift is in the character already.
        tell(Key(.character(Character(scalar)), modifiers.subtracting(.shift)))
    }

    /// xterm's number: 1 and the sum of 1 for Shift, 2 for Alt, 4 for Control.
    private static func modifiers(_ number: Int) -> Key.Modifiers {
        let bits = max(number - 1, 0)
        var modifiers: Key.Modifiers = []
        if bits & 1 > 0 { modifiers.insert(.shift) }
        if bits & 2 > 0 { modifiers.insert(.alt) }
        if bits & 4 > 0 { modifiers.insert(.control) }
        return modifiers
    }

    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x1B: Key(.escape)
        case 0x7F: Key(.backspace)
        case 0x00: Key(.character(" "), .control)
        case 0x01...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        default: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        }
    }

    // MARK: - Telling

    private mutating func tell(_ key: Key) { tell(.key(key)) }

    private mutating func tell(_ input: Input) {
        tellText(isComplete: true)
        inputs.append(input)
    }

    /// Gives typed text by characters, as a mark and its base, or the parts of an emoji, come one after the other.
    ///
    /// - Parameter isComplete: whether a part of a character at the end can't be completed any more.
    private mutating func tellText(isComplete: Bool) {
        guard !text.isEmpty else { return }
        let end = isComplete ? text.count : text.count - Self.incomplete(text)
        let characters = String(decoding: text[..<end], as: UTF8.self)
        text.removeSubrange(..<end)
        for character in characters where character != "\u{FFFD}" {
            inputs.append(.key(Key(.character(character), isAlt ? .alt : [])))
            isAlt = false
        }
    }

    /// How many bytes at the end begin a character whose other bytes are still to come.
    private static func incomplete(_ bytes: [UInt8]) -> Int {
        for (index, byte) in bytes.reversed().prefix(4).enumerated() where byte >= 0xC0 {
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return index + 1 < length ? index + 1 : 0
        }
        return 0
    }
}
