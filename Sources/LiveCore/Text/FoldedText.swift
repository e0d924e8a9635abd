/// A text to look for, case and width folded: "ＨＩ", "Hi" and "hi" are one.
///
/// Folding is by scalar: simple lower case, then full-width Latin (U+FF01 to U+FF5E) and the ideographic space
/// to ASCII. It serves searching, not identity.
public struct FoldedText: Sendable, Hashable {
    private let needle: [UInt8]

    /// Folds `text` once, to look for it many times.
    public init(_ text: String) {
        needle = Self.fold(text)
    }

    /// Whether `text` contains it. Nothing is in everything.
    public func occurs(in text: String) -> Bool {
        guard let first = needle.first else { return true }
        let hay = Self.fold(text)
        guard hay.count >= needle.count else { return false }
        for start in 0...(hay.count - needle.count) where hay[start] == first {
            if hay[start..<start + needle.count].elementsEqual(needle) { return true }
        }
        return false
    }

    /// A number that is the same for texts that look the same but for case, width, white space and what can't be seen:
    /// 64-bit FNV-1a.
    public static func digest(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let seen = text.unicodeScalars.lazy.filter { !$0.properties.isBlank }
        for byte in fold(seen, capacity: text.utf8.count) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return hash
    }

    private static func fold(_ text: String) -> [UInt8] {
        fold(text.unicodeScalars, capacity: text.utf8.count)
    }

    private static func fold(_ scalars: some Sequence<Unicode.Scalar>, capacity: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(capacity)
        for scalar in scalars {
            switch scalar.value {
            case 0x41...0x5A: bytes.append(UInt8(scalar.value) + 0x20)
            case 0..<0x80: bytes.append(UInt8(scalar.value))
            case 0x3000: bytes.append(0x20)
            case 0xFF01...0xFF5E:
                let narrow = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                bytes.append(contentsOf: fold(CollectionOfOne(narrow), capacity: 1))
            default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return bytes
    }
}

extension Unicode.Scalar.Properties {
    /// Whether it leaves nothing on the screen, by itself.
    fileprivate var isBlank: Bool { isWhitespace || isDefaultIgnorableCodePoint }
}
