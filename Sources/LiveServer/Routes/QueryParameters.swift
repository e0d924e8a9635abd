import LiveCore

/// The parameters in a request target's query, decoded as browsers encode them
/// (`application/x-www-form-urlencoded`). Of several of one name, the first counts.
struct QueryParameters: Sendable {
    private let pairs: [(name: String, value: String?)]

    /// - Parameter query: what follows the `?`; nil when there is none.
    init(_ query: Substring?) {
        pairs = (query ?? "").utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            return (PercentEncoding.decoded(name) ?? "", PercentEncoding.decoded(pair.dropFirst(name.count + 1)))
        }
    }

    /// - Throws: `invalid_parameter` when it is there and is no percent-encoded UTF-8.
    func text(_ name: String) throws(Problem) -> String? {
        guard let pair = pairs.first(where: { $0.name == name }) else { return nil }
        guard let value = pair.value else { throw .invalidParameter(name, allowed: "percent-encoded UTF-8") }
        return value
    }

    /// Every value of a name; nil for one that is no percent-encoded UTF-8.
    func all(_ name: String) -> [String?] { pairs.filter { $0.name == name }.map(\.value) }

    /// - Throws: `invalid_parameter`, naming it and what is allowed. So do the ones below.
    func eventID(_ name: String) throws(Problem) -> EventID? {
        guard let text = try text(name) else { return nil }
        guard let id = EventID(text) else { throw .invalidParameter(name, allowed: EventID.allowed) }
        return id
    }

    func streamCursor(_ name: String) throws(Problem) -> StreamCursor? {
        guard let text = try text(name) else { return nil }
        guard let cursor = StreamCursor(text) else { throw .invalidParameter(name, allowed: StreamCursor.allowed) }
        return cursor
    }

    func wholeNumber(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = try text(name) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number)
        else {
            throw .invalidParameter(name, allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func rateClass(_ name: String) throws(Problem) -> RateClass? {
        guard let text = try text(name) else { return nil }
        guard let rate = RateClass.allCases.first(where: { String($0.rawValue) == text }) else {
            throw .invalidParameter(name, allowed: RateClass.allowed)
        }
        return rate
    }

    func milliseconds(_ name: String) throws(Problem) -> Int64? {
        try wholeNumber(name, in: 0...Int(EventID.max.milliseconds)).map(Int64.init)
    }
}

/// Percent-encoding (RFC 3986), with `+` for a space as forms and browsers write it in a query.
enum PercentEncoding {
    /// Nil when an escape is none, or the bytes are no UTF-8.
    static func decoded(_ text: some Collection<UInt8>, plusIsSpace: Bool = true) -> String? {
        guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(validating: text, as: UTF8.self)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit)
                else { return nil }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
