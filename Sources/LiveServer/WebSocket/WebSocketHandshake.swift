import Crypto
import FoundationEssentials
import LiveCore

/// A request to speak WebSocket from here on (RFC 6455, 4).
struct WebSocketHandshake: Sendable, Hashable {
    /// The only version there is.
    static let version = "13"
    /// What a key is hashed with (RFC 6455, 1.3).
    private static let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    private static let keyBytes = 16

    /// `Sec-WebSocket-Key`: 16 bytes of the client's, in base64.
    let key: String
    /// Whom the request was meant for.
    let host: String
    /// The values of `X-Forwarded-For`, in their order.
    let forwardedFor: [String]

    /// Nil when the request does not ask for it.
    ///
    /// - Parameter values: gives the values of a header field, whose name is in small letters.
    /// - Throws: 400 `bad_request`, 426 `upgrade_required`.
    init?(_ values: (String) -> [String]) throws(Problem) {
        guard Self.words(values("upgrade")).contains("websocket") else { return nil }
        guard Self.words(values("connection")).contains("upgrade") else {
            throw .badRequest("Connection: allowed with Upgrade: websocket is Upgrade")
        }
        let versions = values("sec-websocket-version").map { HeadCheck.trimmed($0[...]) }
        guard versions == [Self.version] else { throw .upgradeRequired }
        let keys = values("sec-websocket-key").map { HeadCheck.trimmed($0[...]) }
        guard keys.count == 1, Data(base64Encoded: keys[0])?.count == Self.keyBytes else {
            throw .badRequest("Sec-WebSocket-Key: allowed are \(Self.keyBytes) bytes in base64")
        }
        key = keys[0]
        host = values("host").first.map { HeadCheck.trimmed($0[...]) } ?? ""
        forwardedFor = values("x-forwarded-for")
    }

    /// `Sec-WebSocket-Accept`: proves that the key has been read by who knows what it is for.
    var accept: String { Data(Insecure.SHA1.hash(data: Data((key + Self.guid).utf8))).base64EncodedString() }

    /// The members of a list, in small letters.
    private static func words(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",") }.map { HeadCheck.trimmed($0).lowercased() }
    }
}
