import LiveCore
import NIOHTTP1

/// What RFC 9112 calls an error in a request head and the parser lets through, and what is too large.
enum HeadCheck {
    static func problem(with head: HTTPRequestHead) -> Problem? {
        if head.uri.utf8.count > Limits.targetBytes { return .targetTooLong }
        let size = head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        if size > Limits.headerBytes || head.headers.count > Limits.headerFields { return .headersTooLarge }
        if let flaw = flaw(in: head) { return .badRequest(flaw) }
        return nil
    }

    private static func flaw(in head: HTTPRequestHead) -> String? {
        guard head.version == .http1_0 || head.version == .http1_1 else { return "HTTP/1.0 or HTTP/1.1 is spoken here" }
        guard isTarget(head.uri) else { return "the request target is no path" }
        let hosts = head.headers["host"]
        if hosts.count > 1 { return "there are \(hosts.count) Host fields" }
        if hosts.isEmpty, head.version == .http1_1 { return "Host is missing" }
        if let host = hosts.first, !trimmed(host[...]).utf8.allSatisfy(isHostByte) { return "Host is no host" }
        let encodings = head.headers["transfer-encoding"]
        let lengths = head.headers["content-length"]
        if !encodings.isEmpty {
            if !lengths.isEmpty { return "there are both Content-Length and Transfer-Encoding" }
            if encodings.count > 1 || encodings[0].lowercased() != "chunked" {
                return "Transfer-Encoding is not chunked"
            }
            if head.version == .http1_0 { return "HTTP/1.0 has no Transfer-Encoding" }
        }
        if lengths.count > 1 { return "there are \(lengths.count) Content-Length fields" }
        return nil
    }

    /// Origin form, absolute form of our schemes, or `*`.
    private static func isTarget(_ target: String) -> Bool {
        guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
        return target.hasPrefix("/") || target == "*" || target.hasPrefix("http://") || target.hasPrefix("https://")
    }

    /// The parser leaves white space at the end of a value.
    static func trimmed(_ value: Substring) -> String {
        let start = value.utf8.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: start[...last], as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    static func isHostByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !#"/?#@\<>"{}|^`,"#.utf8.contains(byte)
    }
}
