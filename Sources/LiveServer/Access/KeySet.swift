import FoundationEssentials
import JWTKit
import LiveCore

/// The public keys an operator lets tokens be signed with: a JSON Web Key Set (RFC 7517).
public struct KeySet: Sendable {
    /// Why a file is no key set that can be used: what, and what to do.
    public struct Flaw: Error, CustomStringConvertible {
        /// For the operator; display-safe.
        public let description: String

        init(_ description: String) {
            self.description = DisplayText.line(description)
        }
    }

    /// The most keys in a set: a token without `kid` is tried with each of its algorithm.
    private static let maximum = 64

    /// No keys.
    public static let empty = KeySet(keys: [])

    let keys: [VerificationKey]

    private init(keys: [VerificationKey]) {
        self.keys = keys
    }

    /// How many keys there are.
    public var count: Int { keys.count }

    /// Reads a key set. Keys for encryption, and of kinds unknown here, are passed over.
    ///
    /// - Throws: ``Flaw``.
    public init(json: [UInt8]) async throws {
        let set: Document
        do {
            set = try JSONDecoder().decode(Document.self, from: Data(json))
        } catch {
            throw Flaw("it is no JSON Web Key Set: expected an object with an array of keys in \"keys\"")
        }
        var keys: [VerificationKey] = []
        for (index, entry) in set.keys.enumerated() where entry.isForSigning {
            let key = try await entry.key(named: "key \(index + 1)")
            guard !keys.contains(where: { $0.id == key.id }) else { throw Flaw("two keys have the kid \(key.id)") }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw Flaw("it holds no key for signatures (kty RSA, EC or OKP)") }
        guard keys.count <= Self.maximum else { throw Flaw("it holds more than \(Self.maximum) keys") }
        self.keys = keys
    }
}

extension KeySet {
    private struct Document: Decodable {
        let keys: [Entry]
    }

    /// A key as it stands in the file.
    private struct Entry: Decodable {
        let kty: String
        let use: String?
        let key_ops: [String]?
        let kid: String?
        let alg: String?
        let crv: String?
        let d: String?
        /// Of an RSA key.
        let n: String?
        let e: String?
        /// Of a key on a curve.
        let x: String?
        let y: String?
        private let jwk: JWK?

        private enum CodingKeys: CodingKey { case kty, use, key_ops, kid, alg, crv, d, n, e, x, y }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            kty = try fields.decode(String.self, forKey: .kty)
            use = try fields.decodeIfPresent(String.self, forKey: .use)
            key_ops = try fields.decodeIfPresent([String].self, forKey: .key_ops)
            kid = try fields.decodeIfPresent(String.self, forKey: .kid)
            alg = try fields.decodeIfPresent(String.self, forKey: .alg)
            crv = try fields.decodeIfPresent(String.self, forKey: .crv)
            d = try fields.decodeIfPresent(String.self, forKey: .d)
            n = try fields.decodeIfPresent(String.self, forKey: .n)
            e = try fields.decodeIfPresent(String.self, forKey: .e)
            x = try fields.decodeIfPresent(String.self, forKey: .x)
            y = try fields.decodeIfPresent(String.self, forKey: .y)
            jwk = try? JWK(from: decoder)
        }

        var isForSigning: Bool {
            (use ?? "sig") == "sig" && (key_ops?.contains("verify") ?? true)
                && ["RSA", "EC", "OKP", "oct"].contains(kty)
        }

        /// - Parameter place: the key's place in the file, for errors.
        func key(named place: String) async throws -> VerificationKey {
            guard kty != "oct" else {
                throw Flaw("\(place) is a shared secret (kty oct); allowed are public keys (RSA, EC, OKP)")
            }
            guard let kid, !kid.isEmpty else { throw Flaw("\(place) has no kid") }
            guard d == nil else { throw Flaw("\(place) (\(kid)) is a private key; give its public part, without d") }
            let name = try algorithmName("\(place) (\(kid))")
            guard var jwk, let algorithm = JWK.Algorithm(rawValue: name) else {
                throw Flaw("\(place) (\(kid)): the algorithm \(name) or the curve is unknown here")
            }
            jwk.algorithm = algorithm
            do {
                return VerificationKey(
                    id: kid, algorithm: try await JWTKeyCollection().add(jwk: jwk).getKey(),
                    material: [kid, name, n, e, crv, x, y].map { $0 ?? "" }.joined(separator: " "))
            } catch {
                throw Flaw("\(place) (\(kid)) is no valid \(name) key")
            }
        }

        /// What the key says it is used with, or what only it can be used with.
        private func algorithmName(_ place: String) throws -> String {
            let byCurve = ["P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "Ed25519": "EdDSA"]
            let own = crv.flatMap { byCurve[$0] }
            if let alg, let own, alg != own { throw Flaw("\(place): its curve is for \(own), and its alg is \(alg)") }
            guard let name = alg ?? own else { throw Flaw("\(place) has no alg; an RSA key needs one, such as RS256") }
            return name
        }
    }
}
