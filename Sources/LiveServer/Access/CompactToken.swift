import LiveCore

/// A token taken apart (RFC 7515, 3.1), before anything about it is believed.
struct CompactToken: Sendable {
    /// `alg`: what the token says it was signed with.
    let algorithm: String
    /// `kid`: which key it was signed with; nil when it does not say.
    let keyID: String?
    /// The bytes that the signature is about.
    let signed: [UInt8]
    let payload: [UInt8]
    let signature: [UInt8]

    /// Nil for what is no token, or demands to be read in a way unknown here (`crit`).
    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= Limits.tokenBytes, parts.count == 3, let header = Base64URL.decoded(parts[0]),
            let payload = Base64URL.decoded(parts[1]), let signature = Base64URL.decoded(parts[2]),
            let fields = try? Self.fields(header), let algorithm = fields.algorithm
        else { return nil }
        (self.algorithm, keyID) = (algorithm, fields.keyID)
        signed = Array(text.utf8[..<parts[1].endIndex])
        (self.payload, self.signature) = (payload, signature)
    }

    private static func fields(_ header: [UInt8]) throws(JSONError) -> (algorithm: String?, keyID: String?) {
        var (algorithm, keyID): (String?, String?)
        var seen: Set<String> = []
        try JSONReader.read(header) { reader throws(JSONError) in
            try reader.object { reader, name throws(JSONError) in
                guard seen.insert(name).inserted else { throw reader.error("a field comes twice") }
                switch name {
                case "alg": algorithm = try reader.string()
                case "kid": keyID = try reader.string()
                case "crit": throw reader.error("an extension that is not known")
                default: try reader.skip()
                }
            }
        }
        return (algorithm, keyID)
    }
}
