/// Characters that act on what shows them instead of being shown: controls, direction overrides, invisible
/// separators and tags. They never reach a terminal, a log or an SSE field as they are.
///
/// Joiners (ZWJ, ZWNJ) and variation selectors are not among them: emoji and several scripts need them.
public enum UnsafeScalars {
    /// Whether `scalar` must not be shown as it is. Line feeds and tabs are controls too.
    public static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction (UAX #9)
        case 0x00AD, 0x180E, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF: true  // invisible
        case 0x2028, 0x2029: true  // line and paragraph separators
        case 0xFFF9...0xFFFB: true  // interlinear annotation
        case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: true  // shorthand and musical format controls
        case 0xE0000...0xE007F: true  // tags
        default: false
        }
    }

    /// How many bytes of `utf8` from `index` on are one of these characters, when the byte there is no ASCII;
    /// 0 when it is none of them. The bytes are valid UTF-8.
    static func length(in utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let length: Int
        switch utf8[index] {
        case 0xC2, 0xD8: length = 2
        case 0xE1, 0xE2, 0xEF: length = 3
        case 0xF3: length = 4
        // Nearly every emoji begins like this, and ends here.
        case 0xF0 where index + 1 < utf8.count && (utf8[index + 1] == 0x9B || utf8[index + 1] == 0x9D): length = 4
        default: return 0
        }
        guard index + length <= utf8.count else { return 0 }
        var value = UInt32(utf8[index]) & (0x7F >> UInt32(length))
        for next in index + 1..<index + length { value = value << 6 | UInt32(utf8[next] & 0x3F) }
        guard let scalar = Unicode.Scalar(value), contains(scalar) else { return 0 }
        return length
    }
}
