import LiveCore

/// A request that needs nothing of HTTP but its plainest form.
///
/// Nearly all of what this server is asked is one of three requests, in a form that leaves nothing to interpret. They
/// are recognised before an HTTP parser is set up, and answered without one. Whatever is any different, valid or
/// not, is left to the parser, with every byte of it.
enum PlainRequest {
    /// A live stream, in either dialect; there is no body.
    case stream(StreamRequest)
    /// A comment; its JSON is the next so many bytes.
    case post(PostID, Posting.Fields, origin: String?, bodyBytes: Int)
    /// A page of comments, the tags of those the client has, and who asks; there is no body.
    case page(PageQuery, held: [String], reader: Credentials, origin: String?)
}

/// What the first bytes of a request are.
enum PlainHead {
    /// Too few to tell.
    case incomplete
    /// The head of a plain request, so many bytes long.
    case complete(PlainRequest, bytes: Int)
    /// Something else.
    case other

    /// More than any plain head has.
    private static let byteLimit = 8_192
    private static let streamStart = Array("GET \(StreamRequest.path)?".utf8)
    private static let postStart = Array("POST /comments/".utf8)
    private static let pageStart = Array("GET /comments/".utf8)
    private static let version = Array(" HTTP/1.1\r\n".utf8)

    private enum Extent {
        case open
        case broken
        case ended(Int)
    }

    /// - Parameter bytes: what has come of a request, from its first byte on.
    init(_ bytes: UnsafeRawBufferPointer) {
        guard let read = Self.reader(for: bytes) else {
            self = .other
            return
        }
        switch Self.extent(of: bytes) {
        case .open: self = .incomplete
        case .broken: self = .other
        case .ended(let end):
            let request = read(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
            self = request.map { .complete($0, bytes: end) } ?? .other
        }
    }

    /// What reads the only request that these bytes can become.
    private static func reader(
        for bytes: UnsafeRawBufferPointer
    ) -> ((UnsafeRawBufferPointer) -> PlainRequest?)? {
        if couldStart(bytes, with: postStart) { return post }
        if couldStart(bytes, with: pageStart) { return page }
        if couldStart(bytes, with: streamStart) { return stream }
        return nil
    }

    private static func couldStart(_ bytes: UnsafeRawBufferPointer, with start: [UInt8]) -> Bool {
        let count = min(bytes.count, start.count)
        return bytes[..<count].elementsEqual(start[..<count])
    }

    /// A head ends with an empty line. A line end that is not CR and LF is nothing plain.
    private static func extent(of bytes: UnsafeRawBufferPointer) -> Extent {
        var line = 0
        while let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) {
            guard end > line, bytes[end - 1] == UInt8(ascii: "\r") else { return .broken }
            if end == line + 1 { return end < byteLimit ? .ended(end + 1) : .broken }
            line = end + 1
        }
        if let end = bytes[line...].firstIndex(of: UInt8(ascii: "\r")), end < bytes.count - 1 { return .broken }
        return bytes.count < byteLimit ? .open : .broken
    }

    private static func stream(_ head: UnsafeRawBufferPointer) -> PlainRequest? {
        guard let (query, fields) = split(head, after: streamStart.count), fields.bodyBytes == nil else { return nil }
        let parameters = QueryParameters(String(decoding: query, as: UTF8.self)[...])
        let request = try? StreamRequest(
            parameters, lastEventID: fields.lastEventID, origin: fields.origin,
            authorization: fields.posting.authorization, handshake: fields.handshake)
        return request.map(PlainRequest.stream)
    }

    private static func post(_ head: UnsafeRawBufferPointer) -> PlainRequest? {
        guard let (name, fields) = split(head, after: postStart.count), fields.isJSON, let bodyBytes = fields.bodyBytes,
            fields.handshake == nil, let post = PostID(rawValue: String(decoding: name, as: UTF8.self))
        else { return nil }
        return .post(post, fields.posting, origin: fields.origin, bodyBytes: bodyBytes)
    }

    private static func page(_ head: UnsafeRawBufferPointer) -> PlainRequest? {
        guard let (rest, fields) = split(head, after: pageStart.count), fields.bodyBytes == nil,
            fields.handshake == nil
        else { return nil }
        let name = rest.prefix { $0 != UInt8(ascii: "?") }
        let query = rest[name.endIndex...].dropFirst()
        guard let post = PostID(rawValue: String(decoding: name, as: UTF8.self)) else { return nil }
        let parameters = QueryParameters(String(decoding: query, as: UTF8.self)[...])
        guard let page = try? PageQuery(post: post, parameters: parameters) else { return nil }
        let reader = Credentials(fields.posting.authorization)
        return .page(page, held: fields.ifNoneMatch, reader: reader, origin: fields.origin)
    }

    /// The rest of the target, and the fields, when the request is plain so far.
    private static func split(
        _ head: UnsafeRawBufferPointer, after start: Int
    ) -> (rest: Slice<UnsafeRawBufferPointer>, fields: PlainFields)? {
        let rest = head[start...].prefix { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }
        guard head[rest.endIndex...].starts(with: version) else { return nil }
        return PlainFields(head[(rest.endIndex + version.count)...]).map { (rest, $0) }
    }
}

/// The header fields of a plain request: those that mean something here. Whatever would change how the request is
/// read or answered makes it no plain one.
private struct PlainFields {
    var bodyBytes: Int?
    var isJSON = false
    var lastEventID: String?
    var ifNoneMatch: [String] = []
    var origin: String?
    var posting = Posting.Fields()
    /// Of a request that asks for WebSocket, and leaves nothing to say about that.
    var handshake: WebSocketHandshake?
    private var host: Bytes?
    /// Fields of the handshake, by name.
    private var upgrading: [String: String] = [:]

    typealias Bytes = Slice<UnsafeRawBufferPointer>

    /// Reads lines up to and with the empty one.
    init?(_ lines: Bytes) {
        var rest = lines
        var count = 0
        while let end = rest.firstIndex(of: UInt8(ascii: "\r")), end > rest.startIndex {
            count += 1
            let name = rest[..<end].prefix(while: Self.isTokenByte)
            guard count <= Limits.headerFields, !name.isEmpty, name.endIndex < end,
                rest[name.endIndex] == UInt8(ascii: ":")
            else { return nil }
            let value = Self.trimmed(rest[(name.endIndex + 1)..<end])
            guard value.allSatisfy(Self.isValueByte), take(name, value) else { return nil }
            rest = rest[(end + 2)...]
        }
        guard host != nil else { return nil }
        guard !upgrading.isEmpty else { return }
        guard let handshake = try? WebSocketHandshake({ values(of: $0) }) else { return nil }
        self.handshake = handshake
    }

    private func values(of name: String) -> [String] {
        switch name {
        case "host": host.map { [Self.text($0)] } ?? []
        case "x-forwarded-for": posting.forwardedFor
        default: upgrading[name].map { [$0] } ?? []
        }
    }

    /// False for what makes the request no plain one.
    private mutating func take(_ name: Bytes, _ value: Bytes) -> Bool {
        switch name.count {
        case 4 where Self.isSame(name, "host"):
            defer { host = value }
            return host == nil && value.allSatisfy(HeadCheck.isHostByte)
        case 6 where Self.isSame(name, "origin"): return Self.keep(value, in: &origin)
        case 7 where Self.isSame(name, "upgrade"): return Self.keep(value, in: &upgrading["upgrade"])
        case 10 where Self.isSame(name, "connection"):
            return Self.isSame(value, "keep-alive") || Self.keep(value, in: &upgrading["connection"])
        case 12 where Self.isSame(name, "content-type"):
            isJSON = !isJSON && (Self.isSame(value, "application/json") || PostBody.isJSON(Self.text(value)))
            return isJSON
        case 13 where Self.isSame(name, "authorization"): return Self.keep(value, in: &posting.authorization)
        case 13 where Self.isSame(name, "if-none-match"):
            ifNoneMatch.append(Self.text(value))
            return true
        case 13 where Self.isSame(name, "last-event-id"): return Self.keep(value, in: &lastEventID)
        case 14 where Self.isSame(name, "content-length"): return takeLength(value)
        case 15 where Self.isSame(name, "idempotency-key"): return Self.keep(value, in: &posting.idempotencyKey)
        case 15 where Self.isSame(name, "x-forwarded-for"):
            posting.forwardedFor.append(Self.text(value))
            return true
        case 17 where Self.isSame(name, "sec-websocket-key"):
            return Self.keep(value, in: &upgrading["sec-websocket-key"])
        case 21 where Self.isSame(name, "sec-websocket-version"):
            return Self.keep(value, in: &upgrading["sec-websocket-version"])
        default: return !Self.changing.contains { Self.isSame(name, $0) }
        }
    }

    /// Fields that ask for more than a plain answer.
    private static let changing: [StaticString] = [
        "content-encoding", "expect", "te", "trailer", "transfer-encoding",
    ]

    private mutating func takeLength(_ value: Bytes) -> Bool {
        guard bodyBytes == nil, (1...5).contains(value.count), value.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        let length = value.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        bodyBytes = length
        return length <= Limits.bodyBytes
    }

    private static func keep(_ value: Bytes, in place: inout String?) -> Bool {
        guard place == nil else { return false }
        place = text(value)
        return true
    }

    private static func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func trimmed(_ bytes: Bytes) -> Bytes {
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start[start.endIndex...] }
        return start[...last]
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isValueByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }

    /// A token's bytes (RFC 9110, 5.6.2).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    /// - Parameter text: in small letters.
    private static func isSame(_ bytes: Bytes, _ text: StaticString) -> Bool {
        let other = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes.count == other.count else { return false }
        return zip(bytes, other).allSatisfy { (0x41...0x5A).contains($0) ? $0 | 0x20 == $1 : $0 == $1 }
    }
}
