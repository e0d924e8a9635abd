/// Reads comma-separated values (RFC 4180), however the bytes are split: quoted fields may hold commas, line ends and
/// doubled quotes. A byte order mark at the beginning and empty lines are left out.
public struct CSVParser {
    /// Bytes in a record.
    public static let recordLimit = 1 << 20

    private enum State { case plain, quoted, quoteInQuoted }

    private var state = State.plain
    private var field: [UInt8] = []
    private var record: [[UInt8]] = []
    private var size = 0
    private var finished: [[[UInt8]]] = []
    private var next = 0
    private var isAtBeginning = true

    /// A parser at the beginning of a table.
    public init() {}

    /// Takes bytes.
    public mutating func append(_ bytes: some Sequence<UInt8>) throws(ImportRefusal) {
        for byte in bytes {
            size += 1
            guard size <= Self.recordLimit else { throw .malformed("a record over \(Self.recordLimit) bytes") }
            take(byte)
        }
    }

    /// Nothing comes after this; the last record need not end with a line end.
    public mutating func finish() throws(ImportRefusal) {
        guard state != .quoted else { throw .malformed("a quote is not closed") }
        if !field.isEmpty || !record.isEmpty { endRecord() }
    }

    /// The next whole record; nil when more bytes are needed.
    public mutating func nextRecord() throws(ImportRefusal) -> [String]? {
        guard next < finished.count else {
            finished.removeAll(keepingCapacity: true)
            next = 0
            return nil
        }
        defer { next += 1 }
        var texts: [String] = []
        for field in finished[next] {
            guard let text = String(validating: field, as: UTF8.self) else { throw .malformed("no valid UTF-8") }
            texts.append(text)
        }
        return texts
    }

    /// Whether every record that began has ended: here a file can be cut.
    public var isBetweenRecords: Bool { state == .plain && field.isEmpty && record.isEmpty }

    private mutating func take(_ byte: UInt8) {
        switch (state, byte) {
        case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
        case (.quoted, _): field.append(byte)
        case (.quoteInQuoted, UInt8(ascii: "\"")):
            field.append(byte)
            state = .quoted
        case (_, UInt8(ascii: "\"")) where field.isEmpty: state = .quoted
        case (_, UInt8(ascii: ",")): endField()
        case (_, UInt8(ascii: "\n")): endRecord()
        case (_, _):
            state = .plain
            field.append(byte)
            if isAtBeginning, record.isEmpty, field == ByteOrderMark.utf8 { field.removeAll() }
        }
    }

    private mutating func endField() {
        record.append(field)
        field.removeAll(keepingCapacity: true)
        state = .plain
    }

    private mutating func endRecord() {
        if field.last == UInt8(ascii: "\r"), state == .plain { field.removeLast() }
        endField()
        isAtBeginning = false
        if record != [[]] { finished.append(record) }
        record.removeAll(keepingCapacity: true)
        size = 0
    }
}

/// Writes comma-separated values (RFC 4180).
public enum CSV {
    /// A record, without its end. What could be taken for the end of a field is quoted.
    public static func record(_ fields: [String]) -> String {
        fields.map { field in
            let isPlain = field.utf8.allSatisfy {
                $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\n")
                    && $0 != UInt8(ascii: "\r")
            }
            return isPlain ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }.joined(separator: ",")
    }
}
