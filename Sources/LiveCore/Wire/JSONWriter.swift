/// Writes JSON (RFC 8259) into a buffer, a member at a time.
///
/// Strings are escaped so that the text can go into an SSE field, a log or a terminal as it is: besides what
/// JSON itself asks for, every character of ``UnsafeScalars`` is written as `\uXXXX`.
public struct JSONWriter {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty buffer.
    ///
    /// - Parameter capacity: bytes to make room for.
    public init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// `{`, what `members` writes, and `}`.
    public mutating func object(_ members: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// `[`, what `elements` writes, and `]`.
    public mutating func array(_ elements: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        elements(&self)
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// `"name":`; the value comes next. The name needs no escaping.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name that may need escaping.
    public mutating func key(escaping name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A string value.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A whole number.
    public mutating func integer(_ value: Int64) {
        separate()
        appendDecimal(value)
        needsComma = true
    }

    /// A number, to three decimals; what is none, such as infinity, becomes `null`.
    public mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        bytes.append(contentsOf: "\((value * 1_000).rounded() / 1_000)".utf8)
        needsComma = true
    }

    /// `true` or `false`.
    public mutating func boolean(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
        needsComma = true
    }

    /// `null`.
    public mutating func null() {
        separate()
        append("null")
        needsComma = true
    }

    /// Bytes as they are, such as the fields around JSON in an SSE frame.
    public mutating func raw(_ text: StaticString) {
        append(text)
        needsComma = false
    }

    /// Decimal digits outside any JSON value.
    public mutating func rawDecimal(_ value: Int64) {
        appendDecimal(value)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(_ text: StaticString) { bytes.append(text) }

    private mutating func appendDecimal(_ value: Int64) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value.magnitude
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(rest % 10) + 0x30
                rest /= 10
            } while rest > 0
            if value < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: digits[start...])
        }
    }

    /// Copies runs that need no escape whole: nearly all text is one run.
    private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
        var run = 0
        var index = 0
        while index < utf8.count {
            if Self.isPlain(utf8, at: index) {
                index += Self.wordBytes
                continue
            }
            let length = Self.lengthToEscape(utf8, at: index)
            if length == 0 {
                index += 1
                continue
            }
            bytes.append(contentsOf: utf8[run..<index])
            appendEscape(utf8[index..<index + length])
            index += length
            run = index
        }
        bytes.append(contentsOf: utf8[run...])
    }

    private static let wordBytes = MemoryLayout<UInt64>.size

    /// Whether the eight bytes from `index` on are ASCII that can stand as it is.
    @inline(__always)
    private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + wordBytes <= utf8.count, let start = utf8.baseAddress else { return false }
        let word = UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
        let special = below(0x20, in: word) | below(1, in: word ^ each(0x22)) | below(1, in: word ^ each(0x5C))
        return (special | below(1, in: word ^ each(0x7F)) | word) & each(0x80) == 0
    }

    /// The byte eight times.
    @inline(__always)
    private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// With a high bit set when one of the bytes of `word` is below `limit`, which is at most 0x80 ("Bit Twiddling
    /// Hacks": hasless).
    @inline(__always)
    private static func below(_ limit: UInt64, in word: UInt64) -> UInt64 { (word &- each(limit)) & ~word }

    /// How many bytes from `index` on are one character to escape; 0 when it can stand as it is.
    @inline(__always)
    private static func lengthToEscape(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = utf8[index]
        if byte < 0x80 {
            return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? 1 : 0
        }
        return UnsafeScalars.length(in: utf8, at: index)
    }

    private mutating func appendEscape(_ character: Slice<UnsafeBufferPointer<UInt8>>) {
        switch character.first {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            for unit in String(decoding: character, as: UTF8.self).utf16 { appendUnicodeEscape(unit) }
        }
    }

    private mutating func appendUnicodeEscape(_ unit: UInt16) {
        append("\\u")
        for shift in stride(from: 12, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: unit >> shift) & 0xF
            bytes.append(digit < 10 ? digit + 0x30 : digit + 0x57)
        }
    }
}

extension [UInt8] {
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
