/// Finds web addresses in text.
enum Links {
    /// A link and where it stands, in characters from the beginning of the text.
    struct Found: Hashable, Sendable {
        let range: Range<Int>
        let target: String
    }

    /// Every `http://` and `https://` address in a line that is safe for a terminal.
    ///
    /// Punctuation that rather belongs to the sentence is left out, and so is a closing bracket that nothing
    /// in the address opens.
    static func find(in text: String) -> [Found] {
        guard text.utf8.contains(UInt8(ascii: ":")), text.contains("://") else { return [] }
        let characters = Array(text)
        var found: [Found] = []
        var index = 0
        while index < characters.count {
            guard let scheme = scheme(at: index, in: characters) else {
                index += 1
                continue
            }
            let end = end(of: index + scheme, in: characters)
            if end > index + scheme {
                found.append(Found(range: index..<end, target: target(characters[index..<end])))
            }
            index = max(end, index + scheme)
        }
        return found
    }

    /// The length of a scheme with its `://` that begins at a word's beginning.
    private static func scheme(at index: Int, in characters: [Character]) -> Int? {
        if index > 0, characters[index - 1].isLetter || characters[index - 1].isNumber { return nil }
        for scheme in ["https://", "http://"] {
            let rest = characters[index...].prefix(scheme.count)
            if rest.count == scheme.count, zip(rest, scheme).allSatisfy({ $0.lowercased() == String($1) }) {
                return scheme.count
            }
        }
        return nil
    }

    private static func end(of start: Int, in characters: [Character]) -> Int {
        var end = start
        while end < characters.count, belongs(characters[end]) { end += 1 }
        while end > start, isTrailing(characters[end - 1], of: characters[start..<end]) { end -= 1 }
        return end
    }

    private static func belongs(_ character: Character) -> Bool {
        !character.isWhitespace && character != "<" && character != ">" && character != "\""
            && TerminalWidth.columns(of: character) == 1
    }

    private static func isTrailing(_ character: Character, of address: ArraySlice<Character>) -> Bool {
        switch character {
        case ".", ",", ":", ";", "!", "?", "'", "…": true
        case ")": address.count { $0 == ")" } > address.count { $0 == "(" }
        case "]": address.count { $0 == "]" } > address.count { $0 == "[" }
        default: false
        }
    }

    /// An address as terminals and programs take it: printable ASCII, everything else percent-encoded.
    private static func target(_ characters: ArraySlice<Character>) -> String {
        var target = ""
        for byte in String(characters).utf8 {
            if byte > 0x20, byte < 0x7F {
                target.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                target += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return target
    }
}
