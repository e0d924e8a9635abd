import Foundation
import JWTKit
import LiveCore
import TestSupport

@testable import LiveServer

/// Tokens of every kind, also those that nobody should take.
struct TestTokens {
    /// When they are looked at, in seconds since the Unix epoch.
    static let now: Int64 = 1_800_000_000

    /// A clock that stands still at ``now``.
    static let clock = WallClock { now * 1_000_000_000 }

    /// What a good token says, as JSON members; `changes` replaces members, or with nil takes them away.
    static func claims(_ changes: [String: String?] = [:], now: Int64 = now) -> String {
        var members = [
            "sub": #""ann""#, "role": #""viewer""#, "exp": "\(now + 600)", "iat": "\(now)", "jti": #""t1""#,
        ]
        for (name, value) in changes { members[name] = value }
        return "{" + members.sorted { $0.key < $1.key }.map { #""\#($0)":\#($1)"# }.joined(separator: ",") + "}"
    }

    /// A token with exactly this header and payload.
    static func compact(_ header: String, _ payload: String, signedBy sign: ([UInt8]) throws -> [UInt8]) rethrows
        -> String
    {
        let signed = Base64URL.encoded(header.utf8) + "." + Base64URL.encoded(payload.utf8)
        return signed + "." + Base64URL.encoded(try sign(Array(signed.utf8)))
    }

    /// Keys of a site's, as its `jwks` file has them, with the private parts that the site keeps.
    enum SiteKey: String, CaseIterable {
        case rsa = "site-rsa"
        case ec = "site-ec"
        case ec384 = "site-ec384"
        case ed = "site-ed"

        var algorithm: String {
            switch self {
            case .rsa: "RS256"
            case .ec: "ES256"
            case .ec384: "ES384"
            case .ed: "EdDSA"
            }
        }

        /// The public key, a JSON object. Only an RSA key has to say what it is used with.
        var publicJSON: String { "{" + (self == .rsa ? algorithmMember : "") + publicMembers + "}" }

        /// The private key, a JSON object.
        var privateJSON: String { "{" + algorithmMember + publicMembers + #","d":"\#(exponent)"}"# }

        private var algorithmMember: String { #""alg":"\#(algorithm)","# }

        private var publicMembers: String {
            let kind =
                switch self {
                case .rsa: #""kty":"RSA","n":"\#(Self.modulus)","e":"AQAB""#
                case .ec:
                    #""kty":"EC","crv":"P-256","x":"qZXR-VF8qjD8pCRHxtkemRYDg1DAOaYAKBeWJrq2Bz4","y":"EXQt-pxxr5WPZkBo8-nEXZFMinTK-jps2fe8eJwwI-g""#
                case .ec384:
                    #""kty":"EC","crv":"P-384","x":"yLzjjnDRQVg7Qz3XcMLwy4RJxTOpep5cg55dv8CZvt6zNMkUVbz4XkHL3mvgA7hu","y":"HcqJMGvoENGPkl2KRud6KmMWCLlwf2LUlMK_mx76UaRsXnguypVESo-LGc0unT_C""#
                case .ed: #""kty":"OKP","crv":"Ed25519","x":"pQdkDOYFZSdBG36s1ErLlB9Om86PXgvIxgw5SXLipFQ""#
                }
            return #""kid":"\#(rawValue)","# + kind
        }

        private var exponent: String {
            switch self {
            case .rsa: Self.rsaExponent
            case .ec: "HpEgXdD3MoQU9CxLk2y34tbQVf26aMFH5cbm9IQP2HM"
            case .ec384: "XPtCGBm0oRtskERCxzo_9gzrkqIx51a8WPqSZh9h4qdsbcOJtwpePy_0ioKZE2Y5"
            case .ed: "0e2IKjZqKUEFZjUU-JDbhQ44AHQejnNICPZvl1mQPz8"
            }
        }

        /// Signs bytes as the site does.
        func signer() async throws -> any JWTAlgorithm {
            try await JWTKeyCollection().add(jwk: JWK(json: privateJSON)).getKey()
        }

        /// A token with a payload.
        func token(_ payload: String, header: String? = nil) async throws -> String {
            let signer = try await signer()
            return try TestTokens.compact(
                header ?? #"{"alg":"\#(algorithm)","kid":"\#(rawValue)"}"#, payload, signedBy: { try signer.sign($0) })
        }

        private static let modulus =
            "vmTEO2os97dFmClG6Go4TqrD_tYc8Y1wCkwFKsXyslZH3sI8zbr2f9EqR7JQJDKbDMRM7HfKu9QifsP45sz8-qC1SDPLTJW1nF-pjvjCUJprbnIv4lhbO0ERHkF0TgcFGi7S0qUm6DBr_9OTaXK8jqkebgNjckX-nxBQ9gmyTQBL1l8YI84B4oKDEInU026ed6kEMldR2czViYvS1LrhaV_6OhsVByzdq9bqMvDPI4RceF3oCH4ehyMWFn9LDt3vn2ibqNg4lAjRURdEwIueuamSmAyST3oTR8LJ-DGGRQx4hcPClgE-zrlanGQjfAtO7uoHaOVjON2s3RuPqBdmYQ"
        private static let rsaExponent =
            "JxRv4vIsQLxxoIX4dAQ5gowypsA0OLCbasGn3du7sTdckTC1YlUZ-6pnT0gegw-QG9K_J1p_VoZ4fiSjllxFIPyTuTpIZHPmTy6jkyEkYX8Qxh7SDVetgkAcz2UIBmwSdAlgZLRZhBdMU7qN63sNkQrNoC853l7XoLasp5Pd8UffckiS-tAECz-O-RfQiJO15gW20fwi1HV4QKFvWBvoIhFRydWUIu7bZ0CzP6yZMJnUTSyjFnP3UFtzX1B-maEiX1KqWEzZGKY69n2rCwqr9l-Dz3Ku1-AO_rHCufaQ0FLj49lJp_WRifjwEddBgSkvTmisSafSxiB7K4iw1yoCMQ"
    }

    /// A key set of some of the site's keys.
    static func keySet(_ keys: [SiteKey] = SiteKey.allCases) -> String {
        #"{"keys":[\#(keys.map(\.publicJSON).joined(separator: ","))]}"#
    }
}

extension ServerProcess {
    /// The server's own secret.
    func secret() async throws -> SigningSecret {
        try await SigningSecret(Array(Data(contentsOf: data.appending(path: "secret"))))
    }

    /// A token of the server's own, good for an hour.
    func token(
        _ role: Role, subject: String = "ann", posts: Set<PostID>? = nil, name: String? = nil
    ) async throws -> String {
        try await secret().token(
            for: Grant(subject: subject, role: role, lifetime: .seconds(3_600), posts: posts, name: name))
    }
}
