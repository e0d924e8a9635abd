import FoundationEssentials
import JWTKit

/// A key, and the one algorithm it is used with: a token says neither what checks it nor how (RFC 8725, 3.1).
struct VerificationKey: Sendable {
    /// `kid`
    let id: String
    let algorithm: any JWTAlgorithm
    /// What it is: keys are the same when this is the same.
    let material: String
    /// Whether it is the server's own secret, and not an operator's.
    var isOwn = false

    /// Whether the key's owner has signed it, with the key's algorithm.
    func hasSigned(_ token: CompactToken) -> Bool {
        guard token.algorithm == algorithm.name else { return false }
        return (try? algorithm.verify(token.signature, signs: token.signed)) ?? false
    }

    /// A token with a payload, signed with this key.
    func token(_ payload: [UInt8]) throws -> String {
        let header = #"{"alg":"\#(algorithm.name)","kid":"\#(id)","typ":"JWT"}"#
        let signed = "\(Base64URL.encoded(header.utf8)).\(Base64URL.encoded(payload))"
        return try "\(signed).\(Base64URL.encoded(algorithm.sign(Array(signed.utf8))))"
    }
}
