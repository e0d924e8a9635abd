import JWTKit
import LiveCore
import Testing

@testable import LiveServer

/// Which files of keys are taken.
@Suite struct KeySetTests {
    private func flaw(_ json: String) async -> String? {
        do {
            _ = try await KeySet(json: Array(json.utf8))
            return nil
        } catch let flaw as KeySet.Flaw {
            return flaw.description
        } catch {
            return "\(error)"
        }
    }

    private func set(_ keys: String...) -> String { #"{"keys":[\#(keys.joined(separator: ","))]}"# }

    @Test func eachKeyHasTheAlgorithmItSaysOrTheOnlyOneItCanHave() async throws {
        let set = try await KeySet(json: Array(TestTokens.keySet().utf8))
        #expect(set.keys.map(\.algorithm.name) == TestTokens.SiteKey.allCases.map(\.algorithm))
        #expect(set.keys.allSatisfy { !$0.isOwn })
    }

    @Test func whatIsNotForSignaturesIsPassedOver() async throws {
        let other = [
            #"{"kty":"RSA","use":"enc","kid":"e","n":"AQAB","e":"AQAB"}"#, #"{"kty":"X-NEW","kid":"x"}"#,
            #"{"kty":"EC","key_ops":["deriveKey"],"kid":"d","crv":"P-256","x":"","y":""}"#,
            TestTokens.SiteKey.ed.publicJSON,
        ]
        #expect(try await KeySet(json: Array(set(other.joined(separator: ",")).utf8)).count == 1)
    }

    @Test(arguments: [
        ("", "no JSON Web Key Set"), ("[]", "no JSON Web Key Set"), (#"{"keys":{}}"#, "no JSON Web Key Set"),
        (#"{"keys":[]}"#, "no key"), (#"{"keys":[{"kty":"X"}]}"#, "no key"),
        (#"{"keys":[{"kty":"oct","kid":"s","k":"AAAA"}]}"#, "shared secret"),
        (#"{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b"}]}"#, "no kid"),
        (#"{"keys":[{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB"}]}"#, "no alg"),
        (#"{"keys":[{"kty":"RSA","kid":"r","alg":"RS256","n":"AQAB","e":"AQAB"}]}"#, "no valid RS256 key"),
        (#"{"keys":[{"kty":"RSA","kid":"r","alg":"HS256","n":"AQAB","e":"AQAB"}]}"#, "HS256"),
        (#"{"keys":[{"kty":"RSA","kid":"r","alg":"none","n":"AQAB","e":"AQAB"}]}"#, "none"),
        (#"{"keys":[{"kty":"RSA","kid":"r","alg":"RSA-OAEP","n":"AQAB","e":"AQAB"}]}"#, "RSA-OAEP"),
        (#"{"keys":[{"kty":"EC","kid":"e","crv":"P-256","alg":"ES384","x":"a","y":"b"}]}"#, "ES256"),
        (#"{"keys":[{"kty":"EC","kid":"e","crv":"P-256","x":"a","y":"b"}]}"#, "no valid ES256 key"),
        (#"{"keys":[{"kty":"EC","kid":"e","crv":"secp256k1","alg":"ES256K","x":"a","y":"b"}]}"#, "ES256K"),
        (#"{"keys":[{"kty":"OKP","kid":"\u001b[2J","crv":"Ed25519","x":"a"}]}"#, "no valid EdDSA key"),
    ])
    func whatIsWrongIsSaid(json: String, word: String) async throws {
        let flaw = try #require(await flaw(json))
        #expect(flaw.contains(word), "\(flaw)")
        #expect(flaw.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    /// Who has the private key can sign; a server that only checks must not have it.
    @Test(arguments: TestTokens.SiteKey.allCases) func aPrivateKeyIsRefused(key: TestTokens.SiteKey) async throws {
        #expect(await flaw(set(key.privateJSON))?.contains("private key") == true)
    }

    @Test func twoKeysOfOneNameAreRefused() async {
        #expect(await flaw(set(TestTokens.SiteKey.ed.publicJSON, TestTokens.SiteKey.ed.publicJSON)) != nil)
    }
}
