/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was expected, or what is not allowed.
    public let reason: String
    /// Bytes before the place.
    public let offset: Int

    /// For example "expected a string at byte 12".
    public var description: String { "\(reason) at byte \(offset)" }
}

/// Reads JSON (RFC 8259) strictly, a value at a time, without building a tree.
///
/// Strict: UTF-8 is checked, lone surrogates, control characters in strings, trailing text and nesting deeper
/// than ``Limits/jsonDepth`` are errors. Of members with one name, the last is the one that counts.
public struct JSONReader {
    /// The kinds of value.
    public enum Kind: Sendable { case object, array, string, number, boolean, null }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var depth = 0

    /// Reads one JSON text from `bytes`; nothing but white space may follow it.
    public static func read<Result>(
        _ bytes: some Sequence<UInt8>, _ body: (inout JSONReader) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        let outcome = bytes.withContiguousStorageIfAvailable { buffer in
            Swift.Result { () throws(JSONError) -> Result in try read(buffer: buffer, body) }
        }
        if let outcome { return try outcome.get() }
        return try Array(bytes).withUnsafeBufferPointer { buffer in
            Swift.Result { () throws(JSONError) -> Result in try read(buffer: buffer, body) }
        }.get()
    }

    private static func read<Result>(
        buffer: UnsafeBufferPointer<UInt8>, _ body: (inout JSONReader) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        var reader = JSONReader(bytes: buffer)
        let result = try body(&reader)
        reader.skipWhiteSpace()
        guard reader.offset == buffer.count else { throw reader.error("text after the value") }
        return result
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// An error at the place reached.
    public func error(_ reason: String) -> JSONError { JSONError(reason: reason, offset: offset) }

    /// The kind of the value that comes next.
    public mutating func kind() throws(JSONError) -> Kind {
        skipWhiteSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw error("expected a value")
        }
    }

    /// Reads an object; `member` must read, or skip, the value of each name.
    public mutating func object(
        _ member: (inout JSONReader, String) throws(JSONError) -> Void
    ) throws(JSONError) {
        try nested(from: "{", to: "}", what: "an object") { reader throws(JSONError) in
            let name = try reader.string()
            try reader.expect(":", "':' after a name")
            try member(&reader, name)
        }
    }

    /// Reads an array; `element` must read, or skip, each value.
    public mutating func array(_ element: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        try nested(from: "[", to: "]", what: "an array", element)
    }

    /// Reads a string.
    public mutating func string() throws(JSONError) -> String {
        try expect("\"", "a string")
        let start = offset
        while peek >= 0x20, peek != UInt8(ascii: "\""), peek != UInt8(ascii: "\\") { offset += 1 }
        if peek == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return try decoded(UnsafeBufferPointer(rebasing: bytes[start..<offset]), from: start)
        }
        return try escapedString(from: start)
    }

    /// Reads a whole number that fits 64 bits.
    public mutating func integer() throws(JSONError) -> Int64 {
        let start = offset
        let text = try number()
        guard let value = Int64(text) else {
            throw JSONError(reason: "expected a whole number", offset: start)
        }
        return value
    }

    /// Reads any number, as near as a double comes to it.
    public mutating func double() throws(JSONError) -> Double {
        let start = offset
        guard let value = Double(try number()), value.isFinite else {
            throw JSONError(reason: "expected a smaller number", offset: start)
        }
        return value
    }

    /// Reads `true` or `false`.
    public mutating func boolean() throws(JSONError) -> Bool {
        skipWhiteSpace()
        if peek == UInt8(ascii: "t") {
            try literal("true")
            return true
        }
        try literal("false")
        return false
    }

    /// Reads `null` if it comes next, and says whether it did.
    public mutating func nullIfPresent() throws(JSONError) -> Bool {
        guard try kind() == .null else { return false }
        try literal("null")
        return true
    }

    /// Reads any value and forgets it.
    public mutating func skip() throws(JSONError) {
        switch try kind() {
        case .object: try object { reader, _ throws(JSONError) in try reader.skip() }
        case .array: try array { reader throws(JSONError) in try reader.skip() }
        case .string: _ = try string()
        case .number: _ = try number()
        case .boolean: _ = try boolean()
        case .null: try literal("null")
        }
    }

    /// Reads any value and gives it as it is written, on one line.
    public mutating func source() throws(JSONError) -> [UInt8] {
        skipWhiteSpace()
        let start = offset
        try skip()
        // A string holds no control character, so these are white space between values.
        return bytes[start..<offset].filter { $0 >= 0x20 }
    }

    // MARK: - Structure

    private mutating func nested(
        from open: Unicode.Scalar, to close: Unicode.Scalar, what: String,
        _ element: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(open, what)
        depth += 1
        guard depth <= Limits.jsonDepth else { throw error("nesting deeper than \(Limits.jsonDepth)") }
        defer { depth -= 1 }
        skipWhiteSpace()
        if take(close) { return }
        while true {
            try element(&self)
            skipWhiteSpace()
            if take(close) { return }
            try expect(",", "',' or '\(close)'")
        }
    }

    /// The byte that comes next; 0, which no JSON text may hold, at the end.
    private var peek: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func skipWhiteSpace() {
        while peek == 0x20 || peek == 0x0A || peek == 0x0D || peek == 0x09 { offset += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ scalar: Unicode.Scalar, _ what: String) throws(JSONError) {
        skipWhiteSpace()
        guard take(scalar) else { throw error("expected \(what)") }
    }

    private mutating func literal(_ text: StaticString) throws(JSONError) {
        for index in 0..<text.utf8CodeUnitCount {
            guard peek == text.utf8Start[index] else { throw error("expected \(text)") }
            offset += 1
        }
    }

    // MARK: - Numbers

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    private mutating func number() throws(JSONError) -> String {
        skipWhiteSpace()
        let start = offset
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("-") { _ = take("+") }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while (0x30...0x39).contains(peek) { offset += 1 }
        guard offset > start else { throw error("expected a digit") }
    }

    // MARK: - Strings

    private func decoded(_ utf8: some Collection<UInt8>, from start: Int) throws(JSONError) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw JSONError(reason: "invalid UTF-8 in the string", offset: start)
        }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var utf8 = Array(bytes[start..<offset])
        while true {
            let byte = peek
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return try decoded(utf8, from: start)
            case UInt8(ascii: "\\"):
                offset += 1
                try appendEscape(to: &utf8)
            case 0..<0x20:
                throw error(offset < bytes.count ? "control character in a string" : "unterminated string")
            default:
                utf8.append(byte)
                offset += 1
            }
        }
    }

    private mutating func appendEscape(to utf8: inout [UInt8]) throws(JSONError) {
        let byte = peek
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): utf8.append(byte)
        case UInt8(ascii: "b"): utf8.append(0x08)
        case UInt8(ascii: "f"): utf8.append(0x0C)
        case UInt8(ascii: "n"): utf8.append(0x0A)
        case UInt8(ascii: "r"): utf8.append(0x0D)
        case UInt8(ascii: "t"): utf8.append(0x09)
        case UInt8(ascii: "u"): utf8.append(contentsOf: Array(String(try escapedScalar()).utf8))
        default:
            offset -= 1
            throw error("unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), take("\\"), take("u") else { throw error("lone surrogate") }
        let second = try hexUnit()
        guard UTF16.isTrailSurrogate(second) else { throw error("lone surrogate") }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func hexUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(peek)).hexDigitValue else {
                throw error("expected four hex digits")
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }
}
