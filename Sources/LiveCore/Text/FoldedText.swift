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

    /// A number that is the same for texts that look the same but for case, width and white space: 64-bit FNV-1a.
    public static func digest(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in fold(text) where byte != 0x20 && byte != 0x0A && byte != 0x09 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return hash
    }

    private static func fold(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: bytes.append(UInt8(scalar.value) + 0x20)
            case 0..<0x80: bytes.append(UInt8(scalar.value))
            case 0x3000: bytes.append(0x20)
            case 0xFF01...0xFF5E:
                bytes.append(contentsOf: fold(String(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)))
            default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return bytes
    }
}
