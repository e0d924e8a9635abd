import HTTPTypes
import JWTKit
import LiveCore
import LiveHub
import Synchronization
import TestSupport
import Testing

@testable import LiveServer

/// Which tokens are good, and that no forged one is.
@Suite struct TokenVerifierTests {
    private static let secret = Array("0123456789abcdef0123456789abcdef".utf8)
    private static let ownHeader = #"{"alg":"HS256","kid":"lcd","typ":"JWT"}"#

    private let own: SigningSecret
    private let verifier: TokenVerifier
    private let store = ForgetfulStore()

    init() async throws {
        own = try await SigningSecret(Self.secret)
        verifier = TokenVerifier(
            secret: own, operatorKeys: try await KeySet(json: Array(TestTokens.keySet().utf8)),
            revocations: try await Revocations(store: store, clock: TestTokens.clock), clock: TestTokens.clock)
    }

    private func signed(_ payload: String, header: String = ownHeader) throws -> String {
        try TestTokens.compact(header, payload) { try own.key.algorithm.sign($0) }
    }

    // MARK: - Good ones

    @Test func aTokenOfTheServersOwnSaysWhoBearsIt() throws {
        let post = try #require(PostID(rawValue: "p"))
        let token = try own.token(
            for: Grant(subject: "ann", role: .moderator, lifetime: .seconds(60), posts: [post], name: "Ann"),
            at: TestTokens.clock)
        let caller = try verifier.caller(bearing: token)
        #expect(caller.subject == "ann" && caller.role == .moderator && caller.posts == [post] && caller.name == "Ann")
        #expect(caller.tokenID?.isEmpty == false && caller.expires == (TestTokens.now + 60) * 1_000)
    }

    @Test(arguments: TestTokens.SiteKey.allCases) func aTokenOfTheSitesIsGood(key: TestTokens.SiteKey) async throws {
        let caller = try verifier.caller(bearing: try await key.token(TestTokens.claims()))
        #expect(caller == Caller(subject: "ann", role: .viewer, tokenID: "t1", expires: (TestTokens.now + 600) * 1_000))
        #expect(try verifier.caller(bearing: try await key.token(TestTokens.claims())) == caller)
    }

    @Test(arguments: [
        ownHeader, #"{"alg":"HS256"}"#, #"{"typ":"at+jwt","kid":"lcd","alg":"HS256","cty":"x","x5u":"https://a.test"}"#,
    ])
    func theHeaderMaySayMore(header: String) throws {
        _ = try verifier.caller(bearing: signed(TestTokens.claims(), header: header))
    }

    @Test(arguments: [
        ["exp": "\(TestTokens.now + 600).25"], ["exp": "1.8000006e9"], ["iat": nil], ["jti": nil],
        ["nbf": "\(TestTokens.now)"], ["iss": #""https://a.test""#, "x": #"{"a":[1,{"sub":"bob"}]}"#],
        // Clocks differ.
        ["exp": "\(TestTokens.now - 29)"], ["nbf": "\(TestTokens.now + 30)"],
    ])
    func claimsMayBeOfTheseForms(changes: [String: String?]) throws {
        #expect(try verifier.caller(bearing: signed(TestTokens.claims(changes))).subject == "ann")
    }

    // MARK: - Bad ones

    /// Each is refused with 401, and nothing of it is said.
    private func expectRefusal(_ token: String, _ comment: Testing.Comment) {
        #expect(throws: Problem.self, comment) { try verifier.caller(bearing: token) }
        do {
            _ = try verifier.caller(bearing: token)
        } catch {
            #expect(error.status == 401 && error.code == "invalid_token", comment)
            #expect(error.headerFields[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
            for part in token.split(separator: ".") where part.count > 8 { #expect(!error.detail.contains(part)) }
        }
    }

    @Test(arguments: [
        "{", "[]", "1", "null", #"{"exp":1}{}"#, String(repeating: "[", count: 100_000), "{\"sub\":\"\u{0}\"}", "",
    ])
    func thePayloadIsNoObject(payload: String) throws { expectRefusal(try signed(payload), "\(payload.prefix(20))") }

    @Test(arguments: [
        ["sub": nil], ["sub": #""""#], ["sub": #"" ""#], ["sub": "7"], ["sub": "null"], ["sub": #"["ann"]"#],
        ["sub": #""a\nb""#], ["sub": #""\u0000""#], ["sub": #""\u001b[2J""#],
        ["sub": "\"" + String(repeating: "a", count: 129) + "\""],
        ["role": nil], ["role": #""root""#], ["role": #""Admin""#], ["role": #""admin ""#], ["role": #"["admin"]"#],
        ["role": "true"], ["role": "null"],
        ["exp": nil], ["exp": "null"], ["exp": #""1800000600""#], ["exp": "true"], ["exp": "1e999"], ["exp": "-1"],
        ["exp": "0"], ["exp": "\(TestTokens.now - 30)"], ["exp": "\(TestTokens.now + 401 * 86_400)"], ["exp": "1e300"],
        ["exp": "\(TestTokens.now * 1_000)"],
        ["nbf": "\(TestTokens.now + 31)"], ["nbf": "null"], ["nbf": #""0""#], ["iat": #""now""#], ["iat": "null"],
        ["posts": "null"], ["posts": #""p""#], ["posts": #"["p",1]"#], ["posts": #"["a b"]"#], ["posts": #"[".."]"#],
        ["posts": "{}"], ["name": #""""#], ["name": #""a\u2028b""#], ["name": "null"],
        ["name": "\"" + String(repeating: "n", count: 65) + "\""],
        ["jti": #""""#], ["jti": "1"], ["jti": "\"" + String(repeating: "j", count: 256) + "\""],
        ["aud": "1"], ["aud": "[1]"],
    ])
    func aClaimIsMissingOrNotWhatItMustBe(changes: [String: String?]) throws {
        expectRefusal(try signed(TestTokens.claims(changes)), "\(changes)")
    }

    @Test(arguments: [#""sub":"bob""#, #""s\u0075b":"bob""#, #""role":"admin""#, #""exp":9e9"#, #""x":1,"x":2"#])
    func aClaimComesTwice(member: String) throws {
        expectRefusal(try signed(TestTokens.claims().dropLast() + ",\(member)}"), "behind")
        expectRefusal(try signed("{\(member)," + TestTokens.claims().dropFirst()), "before")
    }

    /// Everything here is signed with a key that is known, or seems to be; the header says something else.
    @Test(arguments: [
        #"{"alg":"none"}"#, #"{"alg":"None","kid":"lcd"}"#, #"{"alg":"nOnE"}"#, #"{"alg":"","kid":"lcd"}"#,
        #"{"kid":"lcd"}"#, #"{"alg":null}"#, #"{"alg":["HS256"]}"#, #"{"alg":"hs256","kid":"lcd"}"#,
        #"{"alg":"HS384","kid":"lcd"}"#, #"{"alg":"HS512","kid":"lcd"}"#, #"{"alg":"RS256","kid":"lcd"}"#,
        #"{"alg":"RS256","kid":"site-rsa"}"#, #"{"alg":"HS256","kid":"site-rsa"}"#, #"{"alg":"HS256","kid":"site-ec"}"#,
        #"{"alg":"HS256","kid":""}"#, #"{"alg":"HS256","kid":"LCD"}"#, #"{"alg":"HS256","kid":"../../dev/null"}"#,
        #"{"alg":"HS256","kid":1}"#, #"{"alg":"HS256","kid":"lcd","crit":["exp"]}"#,
        #"{"alg":"HS256","kid":"lcd","crit":[]}"#, #"{"alg":"HS256","alg":"none","kid":"lcd"}"#,
        #"{"alg":"none","alg":"HS256","kid":"lcd"}"#, #"{"alg":"HS256","kid":"lcd","kid":"site-rsa"}"#, "{}", "[]", "",
        #"{"alg":"HS256","kid":"lcd"} x"#,
    ])
    func theHeaderNamesAnotherKeyOrAlgorithm(header: String) throws {
        expectRefusal(try signed(TestTokens.claims(), header: header), "\(header)")
        expectRefusal(TestTokens.compact(header, TestTokens.claims()) { _ in [] }, "\(header), unsigned")
    }

    /// What everybody knows of a public key is no secret to sign with.
    @Test func aPublicKeyIsTakenForASecret() async throws {
        for key in TestTokens.SiteKey.allCases {
            var guesses = [Array(key.publicJSON.utf8), Array(TestTokens.keySet().utf8), Array(key.rawValue.utf8)]
            if case .rsa = key {
                let members = try JWK(json: key.publicJSON)
                let rsa = try Insecure.RSA.PublicKey(
                    modulus: try #require(members.modulus), exponent: try #require(members.exponent))
                guesses += [
                    Array(rsa.pemRepresentation.utf8), Array((rsa.pemRepresentation + "\n").utf8),
                    Array(rsa.derRepresentation),
                ]
            }
            for guess in guesses {
                let forger = try await JWTKeyCollection().add(
                    hmac: HMACKey(from: guess + Array(repeating: 0, count: max(0, 32 - guess.count))),
                    digestAlgorithm: .sha256
                ).getKey()
                for kid in [key.rawValue, "lcd"] {
                    let token = try TestTokens.compact(
                        #"{"alg":"HS256","kid":"\#(kid)"}"#, TestTokens.claims(["role": #""admin""#])
                    ) { try forger.sign($0) }
                    expectRefusal(token, "\(key) as \(kid)")
                }
            }
        }
    }

    /// A key that the token brings along is a stranger's.
    @Test func theTokenBringsItsKey() async throws {
        let stranger = ES256PrivateKey()
        let point = try #require(stranger.parameters)
        let jwk = #"{"kty":"EC","crv":"P-256","kid":"site-ec","x":"\#(point.x)","y":"\#(point.y)"}"#
        let signer = try await JWTKeyCollection().add(ecdsa: stranger).getKey()
        for header in [
            #"{"alg":"ES256","kid":"site-ec","jwk":\#(jwk)}"#, #"{"alg":"ES256","jwk":\#(jwk)}"#,
            #"{"alg":"ES256","kid":"site-ec","jku":"https://a.test/keys"}"#, #"{"alg":"ES256","kid":"site-ec"}"#,
        ] {
            expectRefusal(
                try TestTokens.compact(header, TestTokens.claims()) { try signer.sign($0) }, "\(header)")
        }
    }

    @Test func theSignatureIsNone() async throws {
        for key in TestTokens.SiteKey.allCases {
            let header = #"{"alg":"\#(key.algorithm)","kid":"\#(key.rawValue)"}"#
            for count in [0, 1, 32, 48, 63, 64, 65, 70, 96, 256, 1_024] {
                for byte: UInt8 in [0, 1, 0xFF] {
                    let token = TestTokens.compact(header, TestTokens.claims()) { _ in
                        Array(repeating: byte, count: count)
                    }
                    expectRefusal(token, "\(key): \(count) times \(byte)")
                }
            }
        }
    }

    @Test func aTokenIsChanged() async throws {
        var tokens = [try signed(TestTokens.claims())]
        for key in TestTokens.SiteKey.allCases { tokens.append(try await key.token(TestTokens.claims())) }
        for token in tokens {
            _ = try verifier.caller(bearing: token)
            let parts = token.split(separator: ".")
            let other = try signed(TestTokens.claims(["role": #""admin""#])).split(separator: ".")
            let changed = [
                token + "x", token + ".", token + ".x", token + "=", token + " ", " " + token, token + "\n",
                "." + token,
                token + token, String(token.dropLast(2)), String(token.dropFirst()), token.uppercased(),
                "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).", "\(parts[0])..\(parts[2])",
                ".\(parts[1]).\(parts[2])", "..", "", ".", "\(parts[0]).\(other[1]).\(parts[2])",
                "\(parts[1]).\(parts[0]).\(parts[2])", "\(parts[0]).\(parts[1]).\(parts[2]).\(parts[2]).\(parts[2])",
                "\(parts[0])=.\(parts[1])=.\(parts[2])=", "\(parts[0])\n.\(parts[1]).\(parts[2])",
                "Bearer \(token)", "\(token), \(token)",
            ]
            for text in changed where text != token { expectRefusal(text, "\(text.prefix(400))") }
        }
    }

    /// One bit anywhere makes it another.
    @Test func aBitOfATokenIsChanged() async throws {
        for token in [try signed(TestTokens.claims()), try await TestTokens.SiteKey.ed.token(TestTokens.claims())] {
            let parts = token.split(separator: ".").compactMap { Base64URL.decoded($0.utf8) }
            for (index, part) in parts.enumerated() {
                for bit in stride(from: 0, to: part.count * 8, by: 7) {
                    var parts = parts
                    parts[index][bit / 8] ^= 1 << UInt8(bit % 8)
                    expectRefusal(
                        parts.map { Base64URL.encoded($0) }.joined(separator: "."), "part \(index), bit \(bit)")
                }
            }
        }
    }

    @Test func aTokenIsHuge() throws {
        let padding = String(repeating: "x", count: Limits.tokenBytes)
        expectRefusal(try signed(TestTokens.claims(["x": "\"\(padding)\""])), "a claim")
        expectRefusal(
            try signed(TestTokens.claims(), header: #"{"alg":"HS256","x":"\#(padding)"}"#), "the header")
        expectRefusal(String(repeating: "a.", count: 500_000), "dots")
        expectRefusal(String(repeating: "a", count: 1 << 20), "letters")
    }

    // MARK: - For whom

    @Test(arguments: [
        (nil, nil, true), (nil, #""lcd.test""#, false), (nil, "[]", false), ("lcd.test", nil, false),
        ("lcd.test", #""lcd.test""#, true), ("lcd.test", #"["a.test","lcd.test"]"#, true),
        ("lcd.test", #"["a.test"]"#, false), ("lcd.test", #""LCD.test""#, false),
    ])
    func aSitesTokenIsForWhomItNames(audience: String?, claim: String?, isGood: Bool) async throws {
        let verifier = TokenVerifier(
            secret: own, operatorKeys: try await KeySet(json: Array(TestTokens.keySet().utf8)), audience: audience,
            revocations: try await Revocations(store: store), clock: TestTokens.clock)
        let token = try await TestTokens.SiteKey.ed.token(TestTokens.claims(["aud": claim]))
        #expect(((try? verifier.caller(bearing: token)) != nil) == isGood)
        // What the server signs is for itself.
        #expect((try? verifier.caller(bearing: signed(TestTokens.claims()))) != nil)
    }

    // MARK: - What changes

    @Test func aRememberedTokenExpiresAllTheSame() async throws {
        let time = TestTime(seconds: TestTokens.now)
        let verifier = TokenVerifier(
            secret: own, revocations: try await Revocations(store: store), clock: time.clock)
        let token = try signed(TestTokens.claims(["nbf": "\(TestTokens.now)"]))
        _ = try verifier.caller(bearing: token)
        time.seconds = TestTokens.now + 629
        _ = try verifier.caller(bearing: token)
        time.seconds = TestTokens.now + 630
        #expect(throws: Problem.self) { try verifier.caller(bearing: token) }
        time.seconds = TestTokens.now - 31
        #expect(throws: Problem.self) { try verifier.caller(bearing: token) }
    }

    @Test func aKeyThatIsGoneIsGone() async throws {
        let token = try await TestTokens.SiteKey.ed.token(TestTokens.claims())
        _ = try verifier.caller(bearing: token)
        verifier.replaceOperatorKeys(try await KeySet(json: Array(TestTokens.keySet([.rsa]).utf8)))
        #expect(throws: Problem.self) { try verifier.caller(bearing: token) }
        _ = try verifier.caller(bearing: signed(TestTokens.claims()))
    }

    @Test func aRevokedTokenIsNoGoodAtOnce() async throws {
        let (token, other) = (try signed(TestTokens.claims()), try signed(TestTokens.claims(["jti": #""t2""#])))
        _ = try verifier.caller(bearing: token)
        _ = try await verifier.revocations.revoke(.token(id: "t1"), by: "root")
        #expect(throws: Problem.self) { try verifier.caller(bearing: token) }
        _ = try verifier.caller(bearing: other)
    }

    @Test func whatASubjectGotBeforeATimeIsNoGood() async throws {
        let token = try signed(TestTokens.claims())
        _ = try await verifier.revocations.revoke(.subject("ann", before: TestTokens.now * 1_000), by: "root")
        _ = try verifier.caller(bearing: token)
        #expect(throws: Problem.self) {
            try verifier.caller(bearing: signed(TestTokens.claims(["iat": "\(TestTokens.now - 1)"])))
        }
        #expect(throws: Problem.self) { try verifier.caller(bearing: signed(TestTokens.claims(["iat": nil]))) }
        _ = try verifier.caller(bearing: signed(TestTokens.claims(["sub": #""bob""#, "iat": nil])))
        _ = try await verifier.revocations.revoke(.subject("ann", before: TestTokens.now * 1_000 + 1), by: "root")
        // An earlier one takes nothing back.
        _ = try await verifier.revocations.revoke(.subject("ann", before: 5), by: "root")
        #expect(throws: Problem.self) { try verifier.caller(bearing: token) }
    }

    /// As an open stream asks.
    @Test func aTokenThatWasGoodIsAskedAboutAgain() async throws {
        let time = TestTime(seconds: TestTokens.now)
        let verifier = TokenVerifier(
            secret: own, revocations: try await Revocations(store: store), clock: time.clock)
        let expiring = try verifier.standing(of: signed(TestTokens.claims()))
        let revoked = try verifier.standing(of: signed(TestTokens.claims(["jti": #""t2""#])))
        #expect(expiring() && revoked())
        _ = try await verifier.revocations.revoke(.token(id: "t2"), by: "root")
        #expect(expiring() && !revoked())
        time.seconds += 600 + Int64(TokenVerifier.leeway) + 1
        #expect(!expiring())
        #expect(throws: Problem.self) { try verifier.standing(of: "e30.e30.e30") }
    }

    @Test func aTokenThatWasLetInGoesWithItsKey() async throws {
        let ours = try verifier.standing(of: signed(TestTokens.claims()))
        let site = try verifier.standing(of: await TestTokens.SiteKey.ec.token(TestTokens.claims()))
        let gone = try verifier.standing(of: await TestTokens.SiteKey.rsa.token(TestTokens.claims()))
        verifier.replaceOperatorKeys(try await KeySet(json: Array(TestTokens.keySet([.ec]).utf8)))
        #expect(ours() && site() && !gone())
        // Another key of the same name.
        let other = TestTokens.keySet([.ec384]).replacing("site-ec384", with: "site-ec")
        verifier.replaceOperatorKeys(try await KeySet(json: Array(other.utf8)))
        #expect(ours() && !site() && !gone())
    }

    @Test func whatHasBeenRevokedIsListedWhileItMatters() async throws {
        let time = TestTime(seconds: TestTokens.now)
        let revocations = try await Revocations(store: store, clock: time.clock)
        let kept = try await revocations.revoke(.token(id: "t1"), by: "root")
        #expect(try await revocations.all() == [kept])
        time.seconds = kept.until / 1_000 + 1
        #expect(try await revocations.all().isEmpty)
    }

    @Test func whatIsRevokedIsTakenUpFromTheStore() async throws {
        _ = try await verifier.revocations.revoke(.token(id: "t1"), by: "root")
        let later = TokenVerifier(
            secret: own, revocations: try await Revocations(store: store), clock: TestTokens.clock)
        #expect(throws: Problem.self) { try later.caller(bearing: signed(TestTokens.claims())) }
    }

    @Test func whatTheStoreDoesNotTakeIsNotRevoked() async throws {
        store.isBroken = true
        await #expect(throws: ForgetfulStore.Broken.self) {
            try await verifier.revocations.revoke(.token(id: "t1"), by: "root")
        }
        _ = try verifier.caller(bearing: signed(TestTokens.claims()))
    }
}

/// A time that a test sets.
final class TestTime: Sendable {
    private let now: Mutex<Int64>

    init(seconds: Int64) { now = Mutex(seconds) }

    var seconds: Int64 {
        get { now.withLock { $0 } }
        set { now.withLock { $0 = newValue } }
    }

    var clock: WallClock { WallClock { self.seconds * 1_000_000_000 } }
}

/// Keeps what is revoked as long as it lives.
final class ForgetfulStore: RevocationStore {
    struct Broken: Error {}

    private let state = Mutex<(kept: [Revocation], isBroken: Bool)>(([], false))

    var isBroken: Bool {
        get { state.withLock { $0.isBroken } }
        set { state.withLock { $0.isBroken = newValue } }
    }

    func revocations() async throws -> [Revocation] { state.withLock { $0.kept } }

    func revoke(_ revocation: Revocation, by principal: Principal, now: Int64) async throws {
        try state.withLock { state in
            if state.isBroken { throw Broken() }
            state.kept.append(revocation)
        }
    }
}
